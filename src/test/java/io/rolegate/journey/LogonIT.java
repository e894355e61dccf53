package io.rolegate.journey;

import static io.rolegate.journey.Delegation.REVOKED;
import static io.rolegate.journey.Delegation.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.CreateLoginProfileRequest;
import com.aliyun.ram20150501.models.DeleteLoginProfileRequest;
import com.aliyun.ram20150501.models.SetSecurityPreferenceRequest;
import com.aliyun.ram20150501.models.UpdateLoginProfileRequest;
import com.aliyun.ram20150501.models.UpdateRoleRequest;
import com.aliyun.sts20150401.models.AssumeRoleRequest;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.sts.TemporaryCredentials;
import io.rolegate.sts.logon.LogonOrigin;
import io.rolegate.sts.logon.LogonResult;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever logged on with a password calls as itself, switches to a role, and is out when the log-on ends. */
@ExtendWith(RolegateExtension.class)
class LogonIT {
    private static final String PASSWORD = "Tr0ub4dor&3-horse";
    private static final LogonOrigin ORIGIN = new LogonOrigin("request-1", "127.0.0.1");

    private final RunningGateway gateway;
    private final Cast cast;
    private final Delegation delegation;
    private Cast.PartnerUser user;
    private LogonResult.LoggedOn logon;

    LogonIT(RunningGateway gateway, Cast cast) {
        this.gateway = gateway;
        this.cast = cast;
        this.delegation = new Delegation(cast);
    }

    @BeforeEach
    void logOn() throws Exception {
        user = cast.user();
        cast.ownerB()
                .ram()
                .createLoginProfile(new CreateLoginProfileRequest()
                        .setUserName(user.name())
                        .setPassword(PASSWORD)
                        .setPasswordResetRequired(false));
        logon = logOn(user.name() + "@enterprise-b", PASSWORD);
    }

    @Test
    void userCallsAsItselfAndSwitchesToARole() throws Exception {
        var identity = cast.as(credentials(logon)).sts().getCallerIdentity().getBody();
        assertThat(identity.getIdentityType()).isEqualTo("RAMUser");
        assertThat(identity.getArn()).isEqualTo("acs:ram::" + cast.accountB() + ":user/" + user.name());
        assertThat(identity.getUserId()).isEqualTo(identity.getPrincipalId());

        assertThat(delegation.use(assume(cast.role(Cast.allowing("cs:GetClusters", "*")))))
                .isEqualTo(WORKS);
    }

    @Test
    void ownerCallsAsTheAccountAndCannotAssumeRoles() throws Exception {
        gateway.setOwnerPassword(gateway.enterpriseB(), PASSWORD);
        LogonResult.LoggedOn owner = logOn("enterprise-b", PASSWORD);

        var identity = cast.as(credentials(owner)).sts().getCallerIdentity().getBody();
        assertThat(identity.getIdentityType()).isEqualTo("Account");
        assertThat(identity.getAccountId()).isEqualTo(cast.accountB());
        var role = cast.role(Cast.allowing("*", "*"));
        assertThat(Delegation.outcome(() -> cast.assume(credentials(owner), request(role))))
                .isEqualTo("403 NoPermission");

        gateway.setOwnerPassword(gateway.enterpriseB(), "another");
        assertThat(Delegation.outcome(() -> cast.as(credentials(owner)).sts().getCallerIdentity()))
                .isEqualTo(REVOKED);
    }

    @Test
    void logOnAndItsRolesDieWithThePassword() throws Exception {
        SigningCredentials role = assume(cast.role(Cast.allowing("*", "*")));
        cast.ownerB()
                .ram()
                .updateLoginProfile(
                        new UpdateLoginProfileRequest().setUserName(user.name()).setPassword(PASSWORD + "!"));

        assertThat(identity()).isEqualTo(REVOKED);
        assertThat(delegation.use(role)).isEqualTo(REVOKED);
    }

    @Test
    void logOnAndItsRolesDieWithTheProfile() throws Exception {
        SigningCredentials role = assume(cast.role(Cast.allowing("*", "*")));
        cast.ownerB().ram().deleteLoginProfile(new DeleteLoginProfileRequest().setUserName(user.name()));

        assertThat(identity()).isEqualTo(REVOKED);
        assertThat(delegation.use(role)).isEqualTo(REVOKED);
    }

    @Test
    void logOnAndItsRolesDieWithTheLogOut() throws Exception {
        SigningCredentials role = assume(cast.role(Cast.allowing("*", "*")));
        LogonResult.LoggedOn other = logOn(user.name() + "@enterprise-b", PASSWORD);

        gateway.logons().logOut(logon.session(), ORIGIN).await(30, TimeUnit.SECONDS);

        assertThat(identity()).isEqualTo(REVOKED);
        assertThat(delegation.use(role)).isEqualTo(REVOKED);
        assertThat(Delegation.outcome(() -> cast.as(credentials(other)).sts().getCallerIdentity()))
                .isEqualTo(WORKS);
    }

    @Test
    void accessKeyOfTheUserDoesNotMatter() throws Exception {
        SigningCredentials role = assume(cast.role(Cast.allowing("*", "*")));

        delegation.setKeyStatus(user, "Inactive");

        assertThat(identity()).isEqualTo(WORKS);
        assertThat(delegation.use(role)).isEqualTo(WORKS);
    }

    @Test
    void roleEndsNoLaterThanTheLogOn() throws Exception {
        cast.ownerB().ram().setSecurityPreference(new SetSecurityPreferenceRequest().setLoginSessionDuration(1));
        LogonResult.LoggedOn brief = logOn(user.name() + "@enterprise-b", PASSWORD);
        cast.ownerB().ram().setSecurityPreference(new SetSecurityPreferenceRequest().setLoginSessionDuration(6));
        var role = cast.role(Cast.allowing("*", "*"));
        cast.ownerA()
                .ram()
                .updateRole(new UpdateRoleRequest().setRoleName(role.name()).setNewMaxSessionDuration(43200L));

        String expiration = cast.as(credentials(brief))
                .sts()
                .assumeRole(request(role).setDurationSeconds(43200L))
                .getBody()
                .getCredentials()
                .getExpiration();

        assertThat(Instant.parse(expiration)).isEqualTo(brief.session().expiresAt());
    }

    @Test
    void conditionsSeeThatNoSecondFactorWasShown() throws Exception {
        String trust =
                """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",\
                "Principal":{"RAM":["acs:ram::%s:root"]},"Condition":{"Bool":{"acs:MFAPresent":["%s"]}}}]}""";
        var demanding = cast.role(Cast.allowing("*", "*"), trust.formatted(cast.accountB(), "true"));
        var without = cast.role(Cast.allowing("*", "*"), trust.formatted(cast.accountB(), "false"));

        assertThat(Delegation.outcome(() -> assume(demanding))).isEqualTo("403 NoPermission");
        assertThat(Delegation.outcome(() -> assume(without))).isEqualTo(WORKS);
        assertThat(Delegation.outcome(() -> cast.session(user, without)))
                .as("absent for access keys")
                .isEqualTo("403 NoPermission");
    }

    private LogonResult.LoggedOn logOn(String name, String password) throws Exception {
        LogonResult result = gateway.logons().logOn(name, password, ORIGIN).await(30, TimeUnit.SECONDS);
        assertThat(result).isInstanceOf(LogonResult.LoggedOn.class);
        return (LogonResult.LoggedOn) result;
    }

    private String identity() {
        return Delegation.outcome(() -> cast.as(credentials(logon)).sts().getCallerIdentity());
    }

    private SigningCredentials assume(Cast.PartnerRole role) throws Exception {
        return cast.assume(credentials(logon), request(role));
    }

    private AssumeRoleRequest request(Cast.PartnerRole role) {
        return new AssumeRoleRequest().setRoleArn(role.arn()).setRoleSessionName(user.name());
    }

    static SigningCredentials credentials(LogonResult.LoggedOn of) {
        TemporaryCredentials credentials = of.credentials();
        return new SigningCredentials(
                credentials.accessKeyId(), credentials.accessKeySecret().reveal(), credentials.securityToken());
    }
}
