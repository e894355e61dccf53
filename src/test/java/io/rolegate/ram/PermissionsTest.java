package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.api.ApiException;
import io.rolegate.api.Invocation;
import io.rolegate.api.Permission;
import io.rolegate.identity.Principal;
import io.rolegate.identity.Principal.AccountOwner;
import io.rolegate.identity.Principal.RoleSession;
import io.rolegate.identity.Principal.UserPrincipal;
import io.rolegate.identity.RoleLink;
import io.rolegate.identity.SessionGrant;
import io.rolegate.identity.SessionSource;
import java.util.List;
import org.junit.jupiter.api.Test;

class PermissionsTest {
    private final RamFixture ram = new RamFixture();
    private final Principal session = new RoleSession(
            new RoleLink(ram.account, "r-1", "Reader", "s"),
            new SessionGrant(
                    "STS.x",
                    new SessionSource.UserKey("2002000000000002", "u-1", "bob", "LTAIb"),
                    List.of(),
                    null,
                    null,
                    RamFixture.NOW,
                    RamFixture.NOW.plusSeconds(3600),
                    1));

    @Test
    void creationsAndListsNeedAllOfTheirKind() {
        assertThat(ram.resources("CreateUser", "UserName", "amy")).containsExactly(ram.arn("user/*"));
        assertThat(ram.resources("ListGroups")).containsExactly(ram.arn("group/*"));
        assertThat(ram.resources("CreateRole")).containsExactly(ram.arn("role/*"));
        assertThat(ram.resources("ListPolicies", "PolicyType", "System")).containsExactly(ram.arn("policy/*"));
        assertThat(ram.resources("SetAccountAlias")).containsExactly("*");
    }

    @Test
    void resourceHasTheNameAsStoredHoweverItIsTyped() {
        ram.call("CreateUser", "UserName", "Amy");
        ram.call("CreateGroup", "GroupName", "Ops");
        ram.call("CreateRole", "RoleName", "Reader", "AssumeRolePolicyDocument", RamFixture.TRUST);
        ram.call("CreatePolicy", "PolicyName", "Queues", "PolicyDocument", RamFixture.POLICY);

        assertThat(ram.resources("DeleteUser", "UserName", "aMY")).containsExactly(ram.arn("user/Amy"));
        assertThat(ram.resources("GetGroup", "GroupName", "oPS")).containsExactly(ram.arn("group/Ops"));
        assertThat(ram.resources("GetRole", "RoleName", "READER")).containsExactly(ram.arn("role/Reader"));
        assertThat(ram.resources("DeletePolicy", "PolicyName", "queues")).containsExactly(ram.arn("policy/Queues"));
        assertThat(ram.resources("CreateAccessKey", "UserName", "AMY")).containsExactly(ram.arn("user/Amy"));
    }

    @Test
    void whatDoesNotExistStandsAsTyped() {
        assertThat(ram.resources("GetUser", "UserName", "Nobody")).containsExactly(ram.arn("user/Nobody"));
        assertThat(ram.resources("ListAccessKeys", "UserName", "Nobody")).containsExactly(ram.arn("user/Nobody"));
    }

    @Test
    void attachingNeedsTargetAndPolicy() {
        assertThat(ram.resources(
                        "AttachPolicyToUser",
                        "UserName",
                        "amy",
                        "PolicyType",
                        "System",
                        "PolicyName",
                        "readonlyaccess"))
                .containsExactly(ram.arn("user/amy"), "acs:ram::system:policy/ReadOnlyAccess");
        assertThat(ram.resources("DetachPolicyFromRole", "RoleName", "r", "PolicyType", "Custom", "PolicyName", "Mine"))
                .containsExactly(ram.arn("role/r"), ram.arn("policy/Mine"));
        assertThat(ram.resources("AddUserToGroup", "GroupName", "Ops", "UserName", "amy"))
                .containsExactly(ram.arn("group/Ops"), ram.arn("user/amy"));
    }

    @Test
    void renamingNeedsTheNewNameToo() {
        ram.call("CreateUser", "UserName", "dev-amy");

        assertThat(ram.resources("UpdateUser", "UserName", "dev-amy", "NewUserName", "admin"))
                .containsExactly(ram.arn("user/dev-amy"), ram.arn("user/admin"));
        assertThat(ram.resources("UpdateUser", "UserName", "dev-amy", "NewComments", "x"))
                .containsExactly(ram.arn("user/dev-amy"));
    }

    @Test
    void keysWithoutUserNameAreTheCallersOwn() {
        ram.call("CreateUser", "UserName", "Amy");

        assertThat(ram.resourcesAs(
                        new UserPrincipal(ram.account, ram.user("Amy").userId(), "old-name"), "ListAccessKeys"))
                .containsExactly(ram.arn("user/Amy"));
        assertThat(ram.resourcesAs(ram.owner(), "ListAccessKeys")).containsExactly(ram.arn("root"));
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> ram.resourcesAs(session, "ListAccessKeys"));
        assertThat(refusal.code()).isEqualTo("MissingParameter");
    }

    @Test
    void roleSessionsWorkOnTheRolesAccount() {
        ram.callAs(session, "CreateUser", "UserName", "amy");

        assertThat(ram.call("GetUser", "UserName", "amy")).containsKey("User");
        assertThat(ram.writes.get(0).principalArn()).isEqualTo(ram.arn("assumed-role/Reader/s"));
    }

    @Test
    void otherAccountsAreOutOfReach() {
        ram.call("CreateUser", "UserName", "amy");

        ApiException refusal = catchThrowableOfType(
                ApiException.class,
                () -> ram.callAs(new AccountOwner("2002000000000002"), "GetUser", "UserName", "amy"));

        assertThat(refusal.code()).isEqualTo("EntityNotExist.User");
    }

    @Test
    void permissionDoesNotCarryOverToAnotherEntityOfTheName() {
        ram.call("CreateUser", "UserName", "amy");
        Invocation call = RamFixture.invocation(ram.owner(), "UserName", "AMY");
        List<Permission> granted = RamFixture.get(ram.operation("DeleteUser").permissions(call));
        ram.call("UpdateUser", "UserName", "amy", "NewUserName", "bob");
        ram.call("CreateUser", "UserName", "Amy");

        ApiException refusal = catchThrowableOfType(
                ApiException.class,
                () -> RamFixture.get(ram.operation("DeleteUser").execute(call, granted)));

        assertThat(refusal.code()).isEqualTo("ConcurrentModification");
        assertThat(ram.call("GetUser", "UserName", "Amy")).containsKey("User");
    }

    @Test
    void writesNameActionResourceAndCaller() {
        ram.call("CreateUser", "UserName", "Amy");
        ram.call("GetUser", "UserName", "Amy");
        ram.call("DeleteUser", "UserName", "amy");

        assertThat(ram.writes).hasSize(2).last().satisfies(origin -> {
            assertThat(origin.action()).isEqualTo("ram:DeleteUser");
            assertThat(origin.resource()).isEqualTo(ram.arn("user/Amy"));
            assertThat(origin.principalArn()).isEqualTo(ram.arn("root"));
            assertThat(origin.sourceIp()).isEqualTo("192.0.2.1");
        });
    }
}
