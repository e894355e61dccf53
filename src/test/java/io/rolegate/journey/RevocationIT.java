package io.rolegate.journey;

import static io.rolegate.journey.Delegation.NOT_ALLOWED;
import static io.rolegate.journey.Delegation.REVOKED;
import static io.rolegate.journey.Delegation.WORKS;
import static io.rolegate.journey.Delegation.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.AddUserToGroupRequest;
import com.aliyun.ram20150501.models.AttachPolicyToGroupRequest;
import com.aliyun.ram20150501.models.CreateGroupRequest;
import com.aliyun.ram20150501.models.CreatePolicyVersionRequest;
import com.aliyun.ram20150501.models.CreateRoleRequest;
import com.aliyun.ram20150501.models.CreateUserRequest;
import com.aliyun.ram20150501.models.DeleteAccessKeyRequest;
import com.aliyun.ram20150501.models.DeleteRoleRequest;
import com.aliyun.ram20150501.models.DeleteUserRequest;
import com.aliyun.ram20150501.models.DetachPolicyFromUserRequest;
import com.aliyun.ram20150501.models.RemoveUserFromGroupRequest;
import com.aliyun.ram20150501.models.SetDefaultPolicyVersionRequest;
import com.aliyun.sts20150401.models.AssumeRoleRequest;
import com.aliyun.sts20150401.models.GetCallerIdentityResponse;
import io.rolegate.signature.SigningCredentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Once a revoking call has returned, the very next call is refused; once a granting one has, it is allowed. */
@ExtendWith(RolegateExtension.class)
class RevocationIT {
    private final Cast cast;
    private final Delegation delegation;
    private Cast.PartnerUser user;
    private Cast.PartnerRole role;
    private SigningCredentials session;

    RevocationIT(Cast cast) {
        this.cast = cast;
        this.delegation = new Delegation(cast);
    }

    @BeforeEach
    void delegate() throws Exception {
        user = cast.user();
        role = cast.role(Cast.allowing("cs:GetClusters", "*"));
        session = cast.session(user, role);
        assertThat(use()).isEqualTo(WORKS);
    }

    @Test
    void detachedPolicyAllowsNothingMore() throws Exception {
        delegation.detach(role);
        assertThat(use()).isEqualTo(NOT_ALLOWED);

        delegation.attach(role);
        assertThat(use()).isEqualTo(WORKS);
    }

    @Test
    void anotherDefaultVersionCountsAtOnce() throws Exception {
        version(Cast.allowing("cs:DescribeTemplates", "*"), false);
        assertThat(use()).isEqualTo(WORKS);

        setDefaultVersion("v2");
        assertThat(use()).isEqualTo(NOT_ALLOWED);

        setDefaultVersion("v1");
        assertThat(use()).isEqualTo(WORKS);
    }

    @Test
    void newDefaultVersionCountsAtOnce() throws Exception {
        version(Cast.allowing("cs:GetClusters", "acs:cs:*:*:cluster/c1"), true);
        assertThat(use()).isEqualTo(NOT_ALLOWED);

        version(Cast.allowing("cs:Get*", "*"), true);
        assertThat(use()).isEqualTo(WORKS);
    }

    @Test
    void sessionDiesWithTheTrustInItsSource() throws Exception {
        delegation.setTrust(role, "acs:ram::" + cast.accountA() + ":root");
        assertThat(use()).isEqualTo(REVOKED);
        assertThat(outcome(() -> cast.session(user, role))).isEqualTo("403 NoPermission");

        delegation.setTrust(role, "acs:ram::" + cast.accountB() + ":user/" + user.name());
        assertThat(delegation.use(cast.session(user, role))).isEqualTo(WORKS);

        delegation.setTrust(role, "acs:ram::" + cast.accountB() + ":user/somebody-else");
        assertThat(use()).isEqualTo(REVOKED);
    }

    @Test
    void roleOfTheSameNameCarriesNoOldSession() throws Exception {
        delegation.detach(role);
        cast.ownerA().ram().deleteRole(new DeleteRoleRequest().setRoleName(role.name()));
        assertThat(use()).isEqualTo(REVOKED);

        cast.ownerA()
                .ram()
                .createRole(new CreateRoleRequest()
                        .setRoleName(role.name())
                        .setAssumeRolePolicyDocument(Cast.trusting("acs:ram::" + cast.accountB() + ":root")));
        delegation.attach(role);
        assertThat(use()).isEqualTo(REVOKED);
        assertThat(delegation.use(cast.session(user, role))).isEqualTo(WORKS);
    }

    @Test
    void disabledKeyStopsItsUserAndItsSessions() throws Exception {
        delegation.setKeyStatus(user, "Inactive");
        assertThat(use()).isEqualTo(REVOKED);
        assertThat(outcome(this::identity)).isEqualTo("400 InvalidAccessKeyId.Inactive");

        delegation.setKeyStatus(user, "Active");
        assertThat(use()).isEqualTo(WORKS);
        assertThat(outcome(this::identity)).isEqualTo(WORKS);
    }

    @Test
    void deletedKeyStopsItsUserAndItsSessions() throws Exception {
        deleteKey();
        assertThat(use()).isEqualTo(REVOKED);
        assertThat(outcome(this::identity)).isEqualTo("404 InvalidAccessKeyId.NotFound");
    }

    @Test
    void userOfTheSameNameCarriesNoOldSession() throws Exception {
        deleteKey();
        var ram = cast.ownerB().ram();
        ram.detachPolicyFromUser(new DetachPolicyFromUserRequest()
                .setUserName(user.name())
                .setPolicyType("System")
                .setPolicyName("AliyunSTSAssumeRoleAccess"));
        ram.deleteUser(new DeleteUserRequest().setUserName(user.name()));
        assertThat(use()).isEqualTo(REVOKED);
        assertThat(outcome(this::identity)).isEqualTo("404 InvalidAccessKeyId.NotFound");

        ram.createUser(new CreateUserRequest().setUserName(user.name()));
        assertThat(use()).isEqualTo(REVOKED);
        assertThat(outcome(this::identity)).isEqualTo("404 InvalidAccessKeyId.NotFound");
    }

    @Test
    void userLosesWhatItsGroupGranted() throws Exception {
        String group = cast.name("group-");
        var ram = cast.ownerB().ram();
        ram.createGroup(new CreateGroupRequest().setGroupName(group));
        ram.attachPolicyToGroup(new AttachPolicyToGroupRequest()
                .setGroupName(group)
                .setPolicyType("System")
                .setPolicyName("AliyunRAMReadOnlyAccess"));
        var member = cast.as(user.credentials()).ram();
        assertThat(outcome(member::getAccountAlias)).isEqualTo("403 NoPermission");

        ram.addUserToGroup(new AddUserToGroupRequest().setUserName(user.name()).setGroupName(group));
        assertThat(outcome(member::getAccountAlias)).isEqualTo(WORKS);

        ram.removeUserFromGroup(
                new RemoveUserFromGroupRequest().setUserName(user.name()).setGroupName(group));
        assertThat(outcome(member::getAccountAlias)).isEqualTo("403 NoPermission");
    }

    @Test
    void chainedSessionDiesWithEitherTrust() throws Exception {
        var first = cast.role(Cast.allowing("sts:AssumeRole", "*"));
        var second = cast.role(Cast.allowing("cs:GetClusters", "*"), Cast.trusting(first.arn()));
        SigningCredentials chained = cast.assume(
                cast.session(user, first),
                new AssumeRoleRequest().setRoleArn(second.arn()).setRoleSessionName("chained"));
        assertThat(delegation.use(chained)).isEqualTo(WORKS);

        delegation.setTrust(first, "acs:ram::" + cast.accountA() + ":root");
        assertThat(delegation.use(chained)).isEqualTo(REVOKED);

        delegation.setTrust(first, "acs:ram::" + cast.accountB() + ":root");
        assertThat(delegation.use(chained)).isEqualTo(WORKS);

        delegation.setTrust(second, "acs:ram::" + cast.accountB() + ":root");
        assertThat(delegation.use(chained)).isEqualTo(REVOKED);
    }

    @Test
    void chainedSessionDiesWithTheUsersKey() throws Exception {
        var first = cast.role(Cast.allowing("sts:AssumeRole", "*"));
        var second = cast.role(Cast.allowing("cs:GetClusters", "*"), Cast.trusting(first.arn()));
        SigningCredentials chained = cast.assume(
                cast.session(user, first),
                new AssumeRoleRequest().setRoleArn(second.arn()).setRoleSessionName("chained"));

        delegation.setKeyStatus(user, "Inactive");

        assertThat(delegation.use(chained)).isEqualTo(REVOKED);
    }

    private String use() {
        return delegation.use(session);
    }

    private GetCallerIdentityResponse identity() throws Exception {
        return cast.as(user.credentials()).sts().getCallerIdentity();
    }

    private void version(String document, boolean asDefault) throws Exception {
        cast.ownerA()
                .ram()
                .createPolicyVersion(new CreatePolicyVersionRequest()
                        .setPolicyName(role.policyName())
                        .setPolicyDocument(document)
                        .setSetAsDefault(asDefault));
    }

    private void setDefaultVersion(String version) throws Exception {
        cast.ownerA()
                .ram()
                .setDefaultPolicyVersion(new SetDefaultPolicyVersionRequest()
                        .setPolicyName(role.policyName())
                        .setVersionId(version));
    }

    private void deleteKey() throws Exception {
        cast.ownerB()
                .ram()
                .deleteAccessKey(new DeleteAccessKeyRequest()
                        .setUserName(user.name())
                        .setUserAccessKeyId(user.credentials().accessKeyId()));
    }
}
