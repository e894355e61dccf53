package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.cs20151215.models.DescribeClustersV1Request;
import com.aliyun.mns.common.ServiceException;
import com.aliyun.mns.model.Message;
import com.aliyun.ram20150501.models.DetachPolicyFromUserRequest;
import com.aliyun.tea.TeaException;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of denial, as the official SDKs see it, and what the owner of the policies may read of it. */
@ExtendWith(RolegateExtension.class)
class DiagnosisIT {
    private static final String RAM = "2015-05-01";
    private static final String ENCODED = "EncodedDiagnosticMessage";

    private final RunningGateway gateway;
    private final Cast cast;

    DiagnosisIT(RunningGateway gateway, Cast cast) {
        this.gateway = gateway;
        this.cast = cast;
    }

    @Test
    void missingPermissionNamesTheConditionThatFailed() throws Exception {
        var role = cast.role(
                """
                {"Version":"1","Statement":[{"Sid":"office","Effect":"Allow","Action":"cs:*","Resource":"*",
                "Condition":{"IpAddress":{"acs:SourceIp":"192.0.2.0/24"}}}]}""");
        SigningCredentials session = cast.session(cast.user(), role);

        Map<String, ?> detail = detail(denied(() -> listClusters(session)));
        Map<?, ?> decoded = decode(cast.ownerA(), detail);

        assertThat(kind(detail)).isEqualTo("AccountLevelIdentityBasedPolicy ImplicitDeny");
        assertThat(detail.get("AuthPrincipalType")).isEqualTo("AssumedRoleUser");
        assertThat(detail.toString()).doesNotContain(role.policyName(), "office");
        assertThat(decoded.get("ExplicitDeny")).isEqualTo(false);
        assertThat(decoded.get("MatchedPolicies")).isEqualTo(List.of());
        assertThat(decoded.get("AuthConditions").toString()).contains("acs:SourceIp", "127.0.0.1");
        assertThat(decoded.get("NearMisses").toString())
                .contains(role.policyName(), "office", "IpAddress", "192.0.2.0/24", "127.0.0.1");
    }

    @Test
    void explicitDenyNamesPolicyAndStatementAlsoToTheMessageServiceSdk() throws Exception {
        var role = cast.role(
                """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":"mns:*","Resource":"*"},
                {"Sid":"nobody-sends","Effect":"Deny","Action":"mns:SendMessage","Resource":"*"}]}""");
        SigningCredentials session = cast.session(cast.user(), role);

        ServiceException denied = catchThrowableOfType(
                ServiceException.class,
                () -> cast.as(session).messageService().getQueueRef("any").putMessage(new Message("no")));
        String message = denied.getMessage();
        String encoded = message.substring(message.indexOf(ENCODED) + ENCODED.length() + 2)
                .split("[^\\w.-]", 2)[0];
        Map<?, ?> decoded = decode(cast.ownerA(), Map.of(ENCODED, encoded));

        assertThat(message).contains("mns:SendMessage", "denies it explicitly").doesNotContain("nobody-sends");
        assertThat(decoded.get("ExplicitDeny")).isEqualTo(true);
        assertThat(decoded.get("AuthAction")).isEqualTo("mns:SendMessage");
        assertThat(decoded.get("MatchedPolicies").toString())
                .contains(role.policyName(), "nobody-sends", "RamRole", role.arn(), "Custom", "v1");
    }

    @Test
    void sessionPolicyIsNamedAsTheLayer() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"));
        var user = cast.user();
        SigningCredentials session =
                cast.assume(user.credentials(), Cast.request(user, role).setPolicy(Cast.allowing("mns:*", "*")));

        Map<String, ?> detail = detail(denied(() -> listClusters(session)));

        assertThat(kind(detail)).isEqualTo("SessionPolicy ImplicitDeny");
        assertThat(decode(cast.ownerA(), detail).get("NoPermissionPolicyType")).isEqualTo("SessionPolicy");
    }

    @Test
    void trustPolicyIsExplainedToTheRolesOwnerOnly() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"), Cast.trusting("acs:ram::" + cast.accountA() + ":root"));
        var user = cast.user();

        Map<String, ?> detail = detail(denied(() -> cast.session(user, role)));

        assertThat(kind(detail)).isEqualTo("AssumeRolePolicy ImplicitDeny");
        assertThat(decode(cast.ownerA(), detail).toString())
                .contains("Principal=[acs:ram::" + cast.accountA() + ":root]", role.arn(), cast.accountB());
        assertThat(denied(() -> decode(cast.ownerB(), detail)).getCode()).isEqualTo("NotSupport");
    }

    @Test
    void missingRightToAssumeIsExplainedToTheUsersOwnerWithoutTheRolesSpelling() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"));
        var user = cast.user();
        detachAll(user);

        Map<String, ?> detail = detail(denied(() -> cast.session(user, role)));
        Map<String, ?> shouted = detail(denied(() -> cast.assume(
                user.credentials(),
                Cast.request(user, role).setRoleArn(role.arn().replace("role-", "ROLE-")))));

        assertThat(kind(detail)).isEqualTo("AccountLevelIdentityBasedPolicy ImplicitDeny");
        assertThat(decode(cast.ownerB(), detail)).isEqualTo(decode(cast.ownerB(), shouted));
        assertThat(denied(() -> decode(cast.ownerA(), detail)).getCode()).isEqualTo("NotSupport");
    }

    @Test
    void foreignRoleThatExistsLooksLikeOneThatDoesNot() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"), Cast.trusting("acs:ram::" + cast.accountA() + ":root"));
        var user = cast.user();
        String absent = role.arn().replace("role/role-", "role/none-");

        TeaException there = denied(() -> cast.session(user, role));
        TeaException gone = denied(
                () -> cast.assume(user.credentials(), Cast.request(user, role).setRoleArn(absent)));

        assertThat(withoutMessage(gone)).isEqualTo(withoutMessage(there));
        assertThat(gone.getMessage().length()).isEqualTo(there.getMessage().length());
        assertThat(encoded(gone)).hasSameSizeAs(encoded(there)).isNotEqualTo(encoded(there));
    }

    @Test
    void ownersDenialToAssumeCarriesTheDetailToo() throws Exception {
        var role = cast.role(Cast.allowing("cs:*", "*"));
        var owner = new Cast.PartnerUser("owner", cast.credentialsOfOwnerB());

        Map<String, ?> detail = detail(denied(() -> cast.session(owner, role)));

        assertThat(detail.get("AuthPrincipalType")).isEqualTo("Account");
        assertThat(decode(cast.ownerB(), detail).get("Cause")).isEqualTo("OwnerCannotAssume");
    }

    @Test
    void decodingNeedsPermissionAndAGenuineMessage() throws Exception {
        SigningCredentials stranger = cast.user().credentials();

        TeaException refused = denied(() -> decode(cast.as(stranger), Map.of(ENCODED, "x.y")));
        assertThat(refused.getCode()).isEqualTo("NoPermission");
        assertThat(detail(refused).get("AuthAction")).isEqualTo("ram:DecodeDiagnosticMessage");
        Map<String, ?> genuine = detail(refused);
        String cut = Objects.requireNonNull(genuine.get(ENCODED)).toString();
        for (String bad : List.of("", ".", "x", cut.substring(1), cut.substring(0, cut.length() - 2), cut + "AA")) {
            assertThat(denied(() -> decode(cast.ownerB(), Map.of(ENCODED, bad))).getStatusCode())
                    .isEqualTo(400);
        }
        assertThat(decode(cast.ownerB(), genuine).get("AuthAction")).isEqualTo("ram:DecodeDiagnosticMessage");
    }

    @Test
    void commandDecodesAndTellsRefusals() throws Exception {
        var role = cast.role(Cast.allowing("mns:*", "*"));
        SigningCredentials session = cast.session(cast.user(), role);
        String message = encoded(denied(() -> listClusters(session)));

        ClientCommand.Result decoded =
                ClientCommand.run(gateway, cast.credentialsOfOwnerA(), "policy", "decode", message);
        ClientCommand.Result refused =
                ClientCommand.run(gateway, cast.credentialsOfOwnerB(), "policy", "decode", message);

        assertThat(decoded.exitCode()).isZero();
        assertThat(new JsonObject(decoded.output()).getString("AuthAction")).isEqualTo("cs:GetClusters");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("NotSupport");
    }

    private void listClusters(SigningCredentials credentials) throws Exception {
        cast.as(credentials).containerService().describeClustersV1(new DescribeClustersV1Request());
    }

    private void detachAll(Cast.PartnerUser user) throws Exception {
        cast.ownerB()
                .ram()
                .detachPolicyFromUser(new DetachPolicyFromUserRequest()
                        .setUserName(user.name())
                        .setPolicyType("System")
                        .setPolicyName("AliyunSTSAssumeRoleAccess"));
    }

    private static TeaException denied(ThrowingCallable call) {
        return catchThrowableOfType(TeaException.class, call);
    }

    @SuppressWarnings("unchecked") // The SDK's data are maps by text.
    private static Map<String, ?> detail(TeaException denied) {
        return (Map<String, ?>) Objects.requireNonNull(denied.getData().get("AccessDeniedDetail"), denied.getMessage());
    }

    private static Map<String, ?> withoutMessage(TeaException denied) {
        Map<String, ?> detail = new TreeMap<>(detail(denied));
        detail.remove(ENCODED);
        return detail;
    }

    private static String encoded(TeaException denied) {
        return Objects.requireNonNull(detail(denied).get(ENCODED)).toString();
    }

    private static String kind(Map<String, ?> detail) {
        return detail.get("PolicyType") + " " + detail.get("NoPermissionType");
    }

    private static Map<?, ?> decode(Sdk reader, Map<String, ?> detail) throws Exception {
        String message = Objects.requireNonNull(detail.get(ENCODED)).toString();
        Map<String, Object> answer = RamSdk.generic(reader, RAM, "DecodeDiagnosticMessage", Map.of(ENCODED, message));
        return (Map<?, ?>) Objects.requireNonNull(answer.get("DecodedDiagnosticMessage"));
    }
}
