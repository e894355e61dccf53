package io.rolegate.ram;

import static io.rolegate.ram.RamFixture.POLICY;
import static io.rolegate.ram.RamFixture.TRUST;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.ApiException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RamOperationsTest {
    private final RamFixture ram = new RamFixture();

    @Test
    void updateKeepsWhatIsNotSentAndClearsWhatIsSentEmpty() {
        ram.call("CreateUser", "UserName", "Amy", "Email", "amy@a.example", "Comments", "c");

        Map<?, ?> user = object(ram.call("UpdateUser", "UserName", "amy", "NewComments", ""), "User");

        assertThat(user.get("UserName")).isEqualTo("Amy");
        assertThat(user.get("Email")).isEqualTo("amy@a.example");
        assertThat(user.get("Comments")).isEqualTo("");
        assertThat(user.get("UpdateDate")).isEqualTo("2026-11-01T10:20:30Z");
    }

    @Test
    void listsComeInPages() {
        for (String name : List.of("amy", "bob", "cid")) {
            ram.call("CreateUser", "UserName", name);
        }

        Map<String, Object> first = ram.call("ListUsers", "MaxItems", "2");
        Map<String, Object> second =
                ram.call("ListUsers", "MaxItems", "2", "Marker", Objects.toString(first.get("Marker")));

        assertThat(first).containsEntry("IsTruncated", true);
        assertThat(names(first, "Users", "User", "UserName")).containsExactly("amy", "bob");
        assertThat(second).containsEntry("IsTruncated", false).doesNotContainKey("Marker");
        assertThat(names(second, "Users", "User", "UserName")).containsExactly("cid");
        assertThat(ram.refusal("ListUsers", "Marker", "bob").code()).isEqualTo("InvalidParameter.Marker");
    }

    @Test
    void secretIsShownOnceOnly() {
        ram.call("CreateUser", "UserName", "Amy");

        Map<?, ?> key = object(ram.call("CreateAccessKey", "UserName", "Amy"), "AccessKey");

        String secret = Objects.toString(key.get("AccessKeySecret"));
        assertThat(secret).hasSizeGreaterThan(30);
        assertThat(ram.call("ListAccessKeys", "UserName", "Amy").toString())
                .contains(Objects.toString(key.get("AccessKeyId")))
                .doesNotContain(secret);
    }

    @Test
    void usersManageTheirOwnKeysAndOwnersTheirs() {
        ram.call("CreateUser", "UserName", "Amy");
        String ofAmy = key(ram.callAs(ram.user("Amy"), "CreateAccessKey"));
        String ofOwner = key(ram.call("CreateAccessKey"));

        assertThat(names(ram.call("ListAccessKeys", "UserName", "Amy"), "AccessKeys", "AccessKey", "AccessKeyId"))
                .containsExactly(ofAmy);
        assertThat(names(ram.call("ListAccessKeys"), "AccessKeys", "AccessKey", "AccessKeyId"))
                .containsExactly(ofOwner);
        assertThat(refusalCode("DeleteAccessKey", "UserAccessKeyId", ofAmy)).isEqualTo("EntityNotExist.User.AccessKey");
    }

    @Test
    void keysOfAnAbsentUserAreNotTheOwners() {
        assertThat(refusalCode("CreateAccessKey", "UserName", "Nobody")).isEqualTo("EntityNotExist.User");
        assertThat(refusalCode("ListAccessKeys", "UserName", "Nobody")).isEqualTo("EntityNotExist.User");
    }

    @Test
    void lastUseIsEmptyUntilTheKeyIsUsed() {
        String key = key(ram.call("CreateAccessKey"));

        assertThat(object(ram.call("GetAccessKeyLastUsed", "UserAccessKeyId", key), "AccessKeyLastUsed"))
                .isEqualTo(Map.of("LastUsedDate", ""));
    }

    @Test
    void passwordIsKeptAsItsHashAndOnlyChangedWhenSent() {
        ram.call("CreateUser", "UserName", "Amy");
        ram.call("CreateLoginProfile", "UserName", "Amy", "Password", "correct horse");
        ram.call("UpdateLoginProfile", "UserName", "Amy", "MFABindRequired", "true");

        assertThat(hash()).isEqualTo("hash of correct horse");
        assertThat(object(ram.call("GetLoginProfile", "UserName", "Amy"), "LoginProfile")
                        .get("MFABindRequired"))
                .isEqualTo(true);
        ram.call("UpdateLoginProfile", "UserName", "Amy", "Password", "battery staple");
        assertThat(hash()).isEqualTo("hash of battery staple");
        assertThat(object(ram.call("GetLoginProfile", "UserName", "Amy"), "LoginProfile")
                        .get("MFABindRequired"))
                .isEqualTo(true);
    }

    @Test
    void malformedPolicyIsRefusedWithWhatIsWrong() {
        ApiException refusal =
                ram.refusal("CreatePolicy", "PolicyName", "P", "PolicyDocument", POLICY.replace("Effect", "Efect"));

        assertThat(refusal.code()).isEqualTo("MalformedPolicyDocument");
        assertThat(refusal.text())
                .contains("PolicyDocument")
                .contains("Statement[0]")
                .contains("Efect");
        assertThat(refusalCode("CreateRole", "RoleName", "R", "AssumeRolePolicyDocument", POLICY))
                .isEqualTo("MalformedPolicyDocument");
        assertThat(refusalCode("CreatePolicy", "PolicyName", "P", "PolicyDocument", TRUST))
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void documentsHaveALongestLength() {
        String longest = POLICY + " ".repeat(6144 - POLICY.length());

        ram.call("CreatePolicy", "PolicyName", "P", "PolicyDocument", longest);

        assertThat(refusalCode("CreatePolicy", "PolicyName", "Q", "PolicyDocument", longest + " "))
                .isEqualTo("InvalidParameter.PolicyDocument.Length");
        assertThat(refusalCode("CreateRole", "RoleName", "R", "AssumeRolePolicyDocument", TRUST + " ".repeat(2048)))
                .isEqualTo("InvalidParameter.AssumeRolePolicyDocument.Length");
    }

    @Test
    void documentsAreKeptAsGiven() {
        String spaced = TRUST.replace(":{", " :\n {");
        ram.call("CreateRole", "RoleName", "R", "AssumeRolePolicyDocument", spaced);

        assertThat(object(ram.call("GetRole", "RoleName", "r"), "Role").get("AssumeRolePolicyDocument"))
                .isEqualTo(spaced);
        assertThat(ram.call("ListRoles").toString()).doesNotContain("AssumeRolePolicyDocument");
    }

    @Test
    void sessionDurationHasItsRangeAndDefault() {
        ram.call("CreateRole", "RoleName", "R", "AssumeRolePolicyDocument", TRUST);

        assertThat(object(ram.call("GetRole", "RoleName", "R"), "Role").get("MaxSessionDuration"))
                .isEqualTo(3600L);
        assertThat(refusalCode("UpdateRole", "RoleName", "R", "NewMaxSessionDuration", "3599"))
                .isEqualTo("InvalidParameter.NewMaxSessionDuration");
        assertThat(refusalCode("UpdateRole", "RoleName", "R", "NewMaxSessionDuration", "43201"))
                .isEqualTo("InvalidParameter.NewMaxSessionDuration");
    }

    @Test
    void policyVersionsRotateOnlyWhenAsked() {
        ram.call("CreatePolicy", "PolicyName", "P", "PolicyDocument", POLICY);
        for (int i = 0; i < 4; i++) {
            ram.call("CreatePolicyVersion", "PolicyName", "P", "PolicyDocument", POLICY, "SetAsDefault", "false");
        }

        assertThat(refusalCode("CreatePolicyVersion", "PolicyName", "P", "PolicyDocument", POLICY))
                .isEqualTo("LimitExceeded.Policy.Version");
        assertThat(refusalCode(
                        "CreatePolicyVersion", "PolicyName", "P", "PolicyDocument", POLICY, "RotateStrategy", "x"))
                .isEqualTo("InvalidParameter.RotateStrategy");
        ram.call(
                "CreatePolicyVersion",
                "PolicyName",
                "P",
                "PolicyDocument",
                POLICY,
                "RotateStrategy",
                "DeleteOldestNonDefaultVersionWhenLimitExceeded");
    }

    @Test
    void systemPoliciesAreReadAndNeverWritten() {
        assertThat(ram.call("GetPolicy", "PolicyName", "ReadOnlyAccess", "PolicyType", "System"))
                .containsKey("Policy");
        assertThat(names(ram.call("ListPolicies"), "Policies", "Policy", "PolicyName"))
                .contains("ReadOnlyAccess");
        assertThat(refusalCode("DeletePolicy", "PolicyName", "ReadOnlyAccess")).isEqualTo("EntityNotExist.Policy");
        assertThat(refusalCode("GetPolicy", "PolicyName", "ReadOnlyAccess", "PolicyType", "system"))
                .isEqualTo("InvalidParameter.PolicyType");
    }

    @Test
    void detachingWhatIsNotAttachedIsRefused() {
        ram.call("CreateUser", "UserName", "Amy");
        String[] attachment = {"UserName", "Amy", "PolicyName", "ReadOnlyAccess", "PolicyType", "System"};

        ram.call("AttachPolicyToUser", attachment);
        assertThat(refusalCode("AttachPolicyToUser", attachment)).isEqualTo("EntityAlreadyExists.User.Policy");
        ram.call("DetachPolicyFromUser", attachment);
        assertThat(refusalCode("DetachPolicyFromUser", attachment)).isEqualTo("EntityNotExist.User.Policy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Upper", "-a1", "a1-", "a--b", "under_score", "1001000000000001", "ünder"})
    void malformedAliasIsRefused(String alias) {
        assertThat(refusalCode("SetAccountAlias", "AccountAlias", alias))
                .isEqualTo("InvalidParameter.AccountAlias.Format");
    }

    @Test
    void aliasIsSetShownAndCleared() {
        ram.call("SetAccountAlias", "AccountAlias", "enterprise-a");
        assertThat(ram.call("GetAccountAlias")).containsEntry("AccountAlias", "enterprise-a");
        ram.call("ClearAccountAlias");
        assertThat(ram.call("GetAccountAlias")).containsEntry("AccountAlias", "");
        assertThat(refusalCode("SetAccountAlias", "AccountAlias", "ab"))
                .isEqualTo("InvalidParameter.AccountAlias.Length");
    }

    @Test
    void namesKeepToTheirAlphabets() {
        assertThat(refusalCode("CreateUser", "UserName", "a/b")).isEqualTo("InvalidParameter.UserName.InvalidChars");
        assertThat(refusalCode("CreateUser", "UserName", "*")).isEqualTo("InvalidParameter.UserName.InvalidChars");
        assertThat(refusalCode("CreateUser", "UserName", "a".repeat(65))).isEqualTo("InvalidParameter.UserName.Length");
        assertThat(refusalCode("CreateGroup", "GroupName", "a.b")).isEqualTo("InvalidParameter.GroupName.InvalidChars");
        assertThat(refusalCode("CreateRole", "RoleName", "a_b", "AssumeRolePolicyDocument", TRUST))
                .isEqualTo("InvalidParameter.RoleName.InvalidChars");
        assertThat(refusalCode("CreatePolicy", "PolicyName", "a b", "PolicyDocument", POLICY))
                .isEqualTo("InvalidParameter.PolicyName.InvalidChars");
        assertThat(refusalCode("CreateUser", "UserName", "amy", "Email", "no-address"))
                .isEqualTo("InvalidParameter.Email.Format");
        assertThat(refusalCode("CreateUser")).isEqualTo("MissingParameter");
    }

    private String refusalCode(String operation, String... parameters) {
        return ram.refusalCode(operation, parameters);
    }

    private static String key(Map<String, Object> created) {
        return Objects.toString(object(created, "AccessKey").get("AccessKeyId"));
    }

    private String hash() {
        return ram.read(transaction -> transaction
                        .users()
                        .require(ram.account, "Amy")
                        .thenCompose(transaction.loginProfiles()::passwordHash))
                .orElseThrow();
    }

    private static Map<?, ?> object(Map<String, Object> fields, String name) {
        return (Map<?, ?>) Objects.requireNonNull(fields.get(name));
    }

    private static List<String> names(Map<String, Object> fields, String plural, String singular, String name) {
        List<?> items = (List<?>) Objects.requireNonNull(object(fields, plural).get(singular));
        return items.stream()
                .map(item -> String.valueOf(((Map<?, ?>) item).get(name)))
                .toList();
    }
}
