package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.tea.TeaModel;
import com.google.gson.Gson;
import io.rolegate.api.Answer;
import io.rolegate.api.AnswerRenderer;
import io.rolegate.api.Format;
import io.rolegate.api.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The answers fill the typed models of the official SDK: no field of ours is lost there, and none of theirs stays empty. */
class SdkModelsTest {
    /** Operations and their parameters; {@code $Name} stands for the last value of that name in an answer before. */
    private static final String[][] JOURNEY = {
        {
            "CreateUser",
            "UserName",
            "Amy",
            "DisplayName",
            "Amy A",
            "Email",
            "amy@a.example",
            "MobilePhone",
            "86-1",
            "Comments",
            "c"
        },
        {"GetUser", "UserName", "Amy"},
        {"UpdateUser", "UserName", "Amy", "NewComments", "d"},
        {"ListUsers"},
        {"CreateLoginProfile", "UserName", "Amy", "Password", "correct horse", "MFABindRequired", "true"},
        {"GetLoginProfile", "UserName", "Amy"},
        {"UpdateLoginProfile", "UserName", "Amy", "PasswordResetRequired", "true"},
        {"DeleteLoginProfile", "UserName", "Amy"},
        {"CreateAccessKey", "UserName", "Amy"},
        {"UpdateAccessKey", "UserName", "Amy", "UserAccessKeyId", "$AccessKeyId", "Status", "Inactive"},
        {"ListAccessKeys", "UserName", "Amy"},
        {"GetAccessKeyLastUsed", "UserName", "Amy", "UserAccessKeyId", "$AccessKeyId"},
        {"DeleteAccessKey", "UserName", "Amy", "UserAccessKeyId", "$AccessKeyId"},
        {"CreateGroup", "GroupName", "Ops", "Comments", "c"},
        {"GetGroup", "GroupName", "Ops"},
        {"UpdateGroup", "GroupName", "Ops", "NewComments", "d"},
        {"ListGroups"},
        {"AddUserToGroup", "GroupName", "Ops", "UserName", "Amy"},
        {"ListGroupsForUser", "UserName", "Amy"},
        {"ListUsersForGroup", "GroupName", "Ops"},
        {"RemoveUserFromGroup", "GroupName", "Ops", "UserName", "Amy"},
        {"CreateRole", "RoleName", "Reader", "AssumeRolePolicyDocument", RamFixture.TRUST, "Description", "d"},
        {"GetRole", "RoleName", "Reader"},
        {"UpdateRole", "RoleName", "Reader", "NewMaxSessionDuration", "7200"},
        {"ListRoles"},
        {"CreatePolicy", "PolicyName", "Queues", "PolicyDocument", RamFixture.POLICY, "Description", "d"},
        {"GetPolicy", "PolicyName", "Queues", "PolicyType", "Custom"},
        {"UpdatePolicyDescription", "PolicyName", "Queues", "NewDescription", "e"},
        {"ListPolicies"},
        {"CreatePolicyVersion", "PolicyName", "Queues", "PolicyDocument", RamFixture.POLICY},
        {"GetPolicyVersion", "PolicyName", "Queues", "PolicyType", "Custom", "VersionId", "v2"},
        {"ListPolicyVersions", "PolicyName", "Queues", "PolicyType", "Custom"},
        {"SetDefaultPolicyVersion", "PolicyName", "Queues", "VersionId", "v2"},
        {"DeletePolicyVersion", "PolicyName", "Queues", "VersionId", "v1"},
        {"AttachPolicyToUser", "PolicyName", "Queues", "PolicyType", "Custom", "UserName", "Amy"},
        {"AttachPolicyToGroup", "PolicyName", "Queues", "PolicyType", "Custom", "GroupName", "Ops"},
        {"AttachPolicyToRole", "PolicyName", "Queues", "PolicyType", "Custom", "RoleName", "Reader"},
        {"ListPoliciesForUser", "UserName", "Amy"},
        {"ListPoliciesForGroup", "GroupName", "Ops"},
        {"ListPoliciesForRole", "RoleName", "Reader"},
        {"ListEntitiesForPolicy", "PolicyName", "Queues", "PolicyType", "Custom"},
        {"DetachPolicyFromUser", "PolicyName", "Queues", "PolicyType", "Custom", "UserName", "Amy"},
        {"DetachPolicyFromGroup", "PolicyName", "Queues", "PolicyType", "Custom", "GroupName", "Ops"},
        {"DetachPolicyFromRole", "PolicyName", "Queues", "PolicyType", "Custom", "RoleName", "Reader"},
        {"SetAccountAlias", "AccountAlias", "enterprise-a"},
        {"GetAccountAlias"},
        {"ClearAccountAlias"},
        {"DeletePolicy", "PolicyName", "Queues"},
        {"DeleteRole", "RoleName", "Reader"},
        {"DeleteGroup", "GroupName", "Ops"},
        {"DeleteUser", "UserName", "Amy"},
    };

    @TestFactory
    Stream<DynamicTest> answersFillTheModels() {
        RamFixture ram = new RamFixture();
        Map<String, String> seen = new HashMap<>();
        return Stream.of(JOURNEY)
                .map(step -> DynamicTest.dynamicTest(step[0], () -> {
                    String[] parameters = Stream.of(step)
                            .skip(1)
                            .map(text -> text.startsWith("$") ? seen.get(text.substring(1)) : text)
                            .toArray(String[]::new);
                    Map<String, Object> fields = ram.call(step[0], parameters);
                    Map<?, ?> sent = new Gson()
                            .fromJson(
                                    AnswerRenderer.render(Format.JSON, step[0], Answer.of(fields), "REQ-1")
                                            .body(),
                                    Map.class);

                    TeaModel model = read(step[0], sent);

                    assertThat(leaves("", model.toMap())).isEqualTo(leaves("", sent));
                    leaves("", sent).forEach((path, text) -> seen.put(path.substring(path.lastIndexOf('.') + 1), text));
                }));
    }

    @Test
    void everyOperationIsInTheJourney() {
        assertThat(Stream.of(JOURNEY).map(step -> step[0]))
                .containsExactlyInAnyOrderElementsOf(new RamFixture()
                        .catalogue().operations().stream().map(Operation::name).toList());
    }

    private static TeaModel read(String operation, Map<?, ?> sent) throws ReflectiveOperationException {
        TeaModel empty = Class.forName("com.aliyun.ram20150501.models." + operation + "ResponseBody")
                .asSubclass(TeaModel.class)
                .getDeclaredConstructor()
                .newInstance();
        Map<String, Object> typed = sent.entrySet().stream()
                .collect(Collectors.toMap(field -> field.getKey().toString(), Map.Entry::getValue));
        return TeaModel.build(typed, empty);
    }

    /** Every leaf by its path, as text; a null of the model shows as missing, save the Marker of a last page. */
    private static Map<String, String> leaves(String path, @Nullable Object value) {
        Map<String, String> leaves = new TreeMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, inner) -> leaves.putAll(leaves(path + "." + name, inner)));
        } else if (value instanceof List<?> list) {
            List<Object> items = new ArrayList<>(list);
            for (int i = 0; i < items.size(); i++) {
                leaves.putAll(leaves(path + "[" + i + "]", items.get(i)));
            }
        } else if (value != null || !path.equals(".Marker")) {
            leaves.put(path, value instanceof Number number ? "" + number.longValue() : "" + value);
        }
        return leaves;
    }
}
