package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.aliyun.tea.TeaException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SimulatePolicy and ListPrincipalsAllowed by the official SDK's generic call. */
@ExtendWith(RolegateExtension.class)
class PolicySimulationIT {
    private static final String VERSION = "2026-11-01";
    private static final String SIMULATE = "SimulatePolicy";
    private static final String OFFICE =
            """
            {"Version":"1","Statement":[{"Sid":"office","Effect":"Allow","Action":"cs:Get*","Resource":"*",
            "Condition":{"IpAddress":{"acs:SourceIp":"192.0.2.0/24"}}},
            {"Sid":"never","Effect":"Deny","Action":"cs:DeleteCluster","Resource":"*"}]}""";

    private final Cast cast;

    PolicySimulationIT(Cast cast) {
        this.cast = cast;
    }

    @Test
    void answersForEachActionWhatTheEngineWould() throws Exception {
        var role = cast.role(OFFICE);

        List<Map<?, ?>> results = results(Map.of(
                "PrincipalArn", role.arn(),
                "AuthAction.1", "cs:GetClusters",
                "AuthAction.2", "cs:DeleteCluster",
                "AuthResource.1", "*",
                "ContextKey.1", "acs:SourceIp",
                "ContextValue.1", "192.0.2.9"));

        assertThat(results).extracting(PolicySimulationIT::decision).containsExactly("Allow", "ExplicitDeny");
        assertThat(results.get(0).get("DependsOnContext")).isEqualTo(true);
        assertThat(results.get(0).get("MatchedPolicies").toString()).contains(role.policyName(), "office");
        assertThat(results.get(1).get("MatchedPolicies").toString()).contains("never");
    }

    @Test
    void tellsTheConditionThatFailsAndTriesPolicies() throws Exception {
        var role = cast.role(OFFICE);
        Map<String, String> question =
                Map.of("PrincipalArn", role.arn(), "AuthAction.1", "cs:GetClusters", "AuthResource.1", "*");

        assertThat(results(question).get(0).get("NearMisses").toString()).contains("office", "192.0.2.0/24");
        assertThat(decision(results(with(question, "PolicyDocument", Cast.allowing("cs:*", "*")))
                        .get(0)))
                .isEqualTo("Allow");
        assertThat(decision(results(with(
                                with(question, "PolicyDocument", Cast.allowing("cs:*", "*")),
                                "SessionPolicy",
                                Cast.allowing("mns:*", "*")))
                        .get(0)))
                .isEqualTo("ImplicitDeny");
    }

    @Test
    void assumingARoleNeedsItsTrustToo() throws Exception {
        var open = cast.role(OFFICE, Cast.trusting("acs:ram::" + cast.accountA() + ":root"));
        var closed = cast.role(OFFICE);
        var assuming = cast.role(Cast.allowing("sts:AssumeRole", "*"));

        List<Map<?, ?>> results = results(Map.of(
                "PrincipalArn", assuming.arn(),
                "AuthAction.1", "sts:AssumeRole",
                "AuthResource.1", open.arn(),
                "AuthResource.2", closed.arn()));

        assertThat(results).extracting(PolicySimulationIT::decision).containsExactly("Allow", "ImplicitDeny");
        assertThat(results.get(1).get("PolicyType")).isEqualTo("AssumeRolePolicy");
    }

    @Test
    void trustPolicyIsTriedInsteadOfTheRolesOwn() throws Exception {
        var closed = cast.role(OFFICE);
        var assuming = cast.role(Cast.allowing("sts:AssumeRole", "*"));
        Map<String, String> question = Map.of(
                "PrincipalArn", assuming.arn(),
                "AuthAction.1", "sts:AssumeRole",
                "AuthResource.1", closed.arn());
        String trust = Cast.trusting("acs:ram::" + cast.accountA() + ":root");

        assertThat(decision(results(with(question, "TrustPolicy", trust)).get(0)))
                .isEqualTo("Allow");
        assertThat(refused(cast.ownerA(), with(question, "TrustPolicy", Cast.allowing("cs:*", "*"))))
                .isEqualTo("MalformedPolicyDocument");
    }

    @Test
    void badQuestionsAndStrangersAreRefused() throws Exception {
        var role = cast.role(OFFICE);
        Map<String, String> question =
                Map.of("PrincipalArn", role.arn(), "AuthAction.1", "cs:Get", "AuthResource.1", "*");

        assertThat(refused(cast.ownerA(), with(question, "AuthAction.1", "cs")))
                .isEqualTo("InvalidParameter.AuthAction.1");
        assertThat(refused(cast.ownerA(), with(question, "PolicyDocument", "{}")))
                .isEqualTo("MalformedPolicyDocument");
        assertThat(refused(cast.ownerA(), with(question, "ContextKey.1", "acs:SourceIp")))
                .isEqualTo("MissingParameter");
        assertThat(refused(cast.ownerA(), with(question, "PrincipalArn", role.arn() + "x")))
                .isEqualTo("EntityNotExist.Role");
        assertThat(refused(cast.ownerB(), question)).isEqualTo("InvalidParameter.PrincipalArn");
        assertThat(refused(
                        cast.as(cast.user().credentials()),
                        with(question, "PrincipalArn", "acs:ram::" + cast.accountB() + ":root")))
                .isEqualTo("NoPermission");
    }

    @Test
    void everyCallerTestsItselfAndReadsNoPolicysName() throws Exception {
        var role = cast.role(OFFICE);
        var user = cast.user();
        Sdk session = cast.as(cast.assume(
                user.credentials(), Cast.request(user, role).setPolicy(Cast.allowing("cs:*Cluster*", "*"))));

        List<Map<?, ?>> results = items(
                RamSdk.generic(
                        session,
                        VERSION,
                        "TestPermissions",
                        Map.of(
                                "AuthAction.1", "cs:GetClusters",
                                "AuthAction.2", "cs:GetNodes",
                                "AuthAction.3", "cs:DeleteCluster",
                                "AuthResource.1", "*",
                                "ContextKey.1", "acs:SourceIp",
                                "ContextValue.1", "192.0.2.9")),
                "EvaluationResults",
                "EvaluationResult");

        assertThat(results)
                .extracting(PolicySimulationIT::decision)
                .containsExactly("Allow", "ImplicitDeny", "ExplicitDeny");
        assertThat(results.get(0).get("DependsOnContext")).isEqualTo(true);
        assertThat(results.get(1).get("PolicyType")).isEqualTo("SessionPolicy");
        assertThat(results.get(2).get("DependsOnContext")).isEqualTo(false);
        assertThat(results.toString()).doesNotContain(role.policyName());
    }

    @Test
    void listsWhoMayAndThroughWhichStatementOverAllPages() throws Exception {
        var may = cast.role(Cast.allowing("mns:DeleteTopic", "*"));
        var mayNot = cast.role(Cast.allowing("mns:ListTopic", "*"));
        Map<String, Map<?, ?>> found = new TreeMap<>();
        Map<String, String> question = Map.of(
                "AuthAction.1", "mns:DeleteTopic",
                "AuthResource.1", "acs:mns:cn-hangzhou:" + cast.accountA() + ":/topics/t",
                "MaxItems", "2");

        Map<String, String> page = question;
        Object marker;
        do {
            Map<String, Object> answer = RamSdk.generic(cast.ownerA(), VERSION, "ListPrincipalsAllowed", page);
            items(answer, "Principals", "Principal")
                    .forEach(item -> found.put(item.get("PrincipalArn").toString(), item));
            marker = answer.get("Marker");
            page = with(question, "Marker", Objects.toString(marker));
        } while (marker != null);

        assertThat(found).containsKey(may.arn()).doesNotContainKey(mayNot.arn());
        assertThat(found.get(may.arn()).toString()).contains(may.policyName(), "acs:ram::" + cast.accountB() + ":root");
    }

    private List<Map<?, ?>> results(Map<String, String> question) throws Exception {
        return items(
                RamSdk.generic(cast.ownerA(), VERSION, SIMULATE, question), "EvaluationResults", "EvaluationResult");
    }

    private static String refused(Sdk sdk, Map<String, String> question) {
        return catchThrowableOfType(TeaException.class, () -> RamSdk.generic(sdk, VERSION, SIMULATE, question))
                .getCode();
    }

    private static List<Map<?, ?>> items(Map<String, Object> answer, String plural, String singular) {
        List<Map<?, ?>> items = new ArrayList<>();
        Map<?, ?> wrapped = (Map<?, ?>) Objects.requireNonNull(answer.get(plural));
        ((List<?>) Objects.requireNonNull(wrapped.get(singular))).forEach(item -> items.add((Map<?, ?>) item));
        return items;
    }

    private static String decision(Map<?, ?> result) {
        return Objects.requireNonNull(result.get("Decision")).toString();
    }

    private static Map<String, String> with(Map<String, String> question, String name, String value) {
        Map<String, String> longer = new TreeMap<>(question);
        longer.put(name, value);
        return longer;
    }
}
