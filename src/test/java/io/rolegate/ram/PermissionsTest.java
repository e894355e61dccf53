package io.rolegate.ram;

import static io.rolegate.ram.RamFixture.ACCOUNT;
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
    private static final String ARN = "acs:ram::" + ACCOUNT + ":";
    private static final Principal SESSION = new RoleSession(
            new RoleLink(ACCOUNT, "r-1", "Reader", "s"),
            new SessionGrant(
                    "STS.x",
                    new SessionSource.UserKey("2002000000000002", "u-1", "bob", "LTAIb"),
                    List.of(),
                    null,
                    null,
                    MemoryStore.NOW,
                    MemoryStore.NOW.plusSeconds(3600),
                    1));

    private final RamFixture ram = new RamFixture();

    @Test
    void creationsAndListsNeedAllOfTheirKind() {
        assertThat(ram.resources("CreateUser", "UserName", "amy")).containsExactly(ARN + "user/*");
        assertThat(ram.resources("ListGroups")).containsExactly(ARN + "group/*");
        assertThat(ram.resources("CreateRole")).containsExactly(ARN + "role/*");
        assertThat(ram.resources("ListPolicies", "PolicyType", "System")).containsExactly(ARN + "policy/*");
        assertThat(ram.resources("SetAccountAlias")).containsExactly(ARN + "*");
    }

    @Test
    void resourceHasTheNameAsStoredHoweverItIsTyped() {
        ram.call("CreateUser", "UserName", "Amy");
        ram.call("CreateGroup", "GroupName", "Ops");
        ram.call("CreateRole", "RoleName", "Reader", "AssumeRolePolicyDocument", RamFixture.TRUST);
        ram.call("CreatePolicy", "PolicyName", "Queues", "PolicyDocument", RamFixture.POLICY);

        assertThat(ram.resources("DeleteUser", "UserName", "aMY")).containsExactly(ARN + "user/Amy");
        assertThat(ram.resources("GetGroup", "GroupName", "oPS")).containsExactly(ARN + "group/Ops");
        assertThat(ram.resources("GetRole", "RoleName", "READER")).containsExactly(ARN + "role/Reader");
        assertThat(ram.resources("DeletePolicy", "PolicyName", "queues")).containsExactly(ARN + "policy/Queues");
        assertThat(ram.resources("CreateAccessKey", "UserName", "AMY")).containsExactly(ARN + "user/Amy");
    }

    @Test
    void whatDoesNotExistStandsAsTyped() {
        assertThat(ram.resources("GetUser", "UserName", "Nobody")).containsExactly(ARN + "user/Nobody");
        assertThat(ram.resources("ListAccessKeys", "UserName", "Nobody")).containsExactly(ARN + "user/Nobody");
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
                .containsExactly(ARN + "user/amy", "acs:ram::system:policy/ReadOnlyAccess");
        assertThat(ram.resources("DetachPolicyFromRole", "RoleName", "r", "PolicyType", "Custom", "PolicyName", "Mine"))
                .containsExactly(ARN + "role/r", ARN + "policy/Mine");
        assertThat(ram.resources("AddUserToGroup", "GroupName", "Ops", "UserName", "amy"))
                .containsExactly(ARN + "group/Ops", ARN + "user/amy");
    }

    @Test
    void renamingNeedsTheNewNameToo() {
        ram.call("CreateUser", "UserName", "dev-amy");

        assertThat(ram.resources("UpdateUser", "UserName", "dev-amy", "NewUserName", "admin"))
                .containsExactly(ARN + "user/dev-amy", ARN + "user/admin");
        assertThat(ram.resources("UpdateUser", "UserName", "dev-amy", "NewComments", "x"))
                .containsExactly(ARN + "user/dev-amy");
    }

    @Test
    void keysWithoutUserNameAreTheCallersOwn() {
        ram.call("CreateUser", "UserName", "Amy");

        assertThat(ram.resourcesAs(new UserPrincipal(ACCOUNT, "u-Amy", "old-name"), "ListAccessKeys"))
                .containsExactly(ARN + "user/Amy");
        assertThat(ram.resourcesAs(new AccountOwner(ACCOUNT), "ListAccessKeys")).containsExactly(ARN + "root");
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> ram.resourcesAs(SESSION, "ListAccessKeys"));
        assertThat(refusal.code()).isEqualTo("MissingParameter");
    }

    @Test
    void roleSessionsWorkOnTheRolesAccount() {
        ram.callAs(SESSION, "CreateUser", "UserName", "amy");

        assertThat(ram.call("GetUser", "UserName", "amy")).containsKey("User");
        assertThat(ram.store.writes.get(0).principalArn()).isEqualTo("acs:ram::" + ACCOUNT + ":assumed-role/Reader/s");
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
        Invocation call = RamFixture.invocation(new AccountOwner(ACCOUNT), "UserName", "AMY");
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

        assertThat(ram.store.writes).hasSize(2).last().satisfies(origin -> {
            assertThat(origin.action()).isEqualTo("ram:DeleteUser");
            assertThat(origin.resource()).isEqualTo(ARN + "user/Amy");
            assertThat(origin.principalArn()).isEqualTo(ARN + "root");
            assertThat(origin.sourceIp()).isEqualTo("192.0.2.1");
        });
    }
}
