package io.rolegate.sts;

import static io.rolegate.sts.Sessions.OPERATOR;
import static io.rolegate.sts.Sessions.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.identity.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GetCallerIdentityTest {
    private final GetCallerIdentity operation = new GetCallerIdentity();

    @Test
    void ownerIsTheAccountItself() {
        assertThat(identity(new Principal.AccountOwner(OWNER)))
                .isEqualTo(Map.of(
                        "IdentityType", "Account",
                        "AccountId", OWNER,
                        "PrincipalId", OWNER,
                        "UserId", OWNER,
                        "Arn", "acs:ram::" + OWNER + ":root"));
    }

    @Test
    void userHasItsId() {
        assertThat(identity(new Principal.UserPrincipal(OWNER, "21", "amy")))
                .isEqualTo(Map.of(
                        "IdentityType", "RAMUser",
                        "AccountId", OWNER,
                        "PrincipalId", "21",
                        "UserId", "21",
                        "Arn", "acs:ram::" + OWNER + ":user/amy"));
    }

    @Test
    void sessionHasItsRolesId() {
        assertThat(identity(Sessions.direct()))
                .isEqualTo(Map.of(
                        "IdentityType",
                        "AssumedRoleUser",
                        "AccountId",
                        OWNER,
                        "PrincipalId",
                        OPERATOR.roleId() + ":amy@laptop",
                        "RoleId",
                        OPERATOR.roleId(),
                        "Arn",
                        "acs:ram::" + OWNER + ":assumed-role/message-operator/amy@laptop"));
    }

    @Test
    void needsNoPermission() {
        assertThat(operation.permissions(call(Sessions.direct())).toCompletableFuture())
                .isCompletedWithValue(List.of());
    }

    private Map<String, Object> identity(Principal caller) {
        return operation
                .execute(call(caller), List.of())
                .toCompletableFuture()
                .join()
                .fields();
    }

    private static Invocation call(Principal caller) {
        return new Invocation(caller, null, "LTAI", new Parameters(Map.of()), "request-1", "127.0.0.1", Instant.EPOCH);
    }
}
