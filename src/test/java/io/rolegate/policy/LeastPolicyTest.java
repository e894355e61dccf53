package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.policy.LeastPolicy.Use;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class LeastPolicyTest {
    private static final String ACCOUNT = "1001000000000001";
    private static final int ROOMY = 1_000_000;
    private static final PolicyPrincipal AMY =
            new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, "acs:ram::" + ACCOUNT + ":user/amy", ACCOUNT);

    @Provide
    Arbitrary<List<Use>> uses() {
        Arbitrary<String> actions = Arbitraries.of("mns:SendMessage", "mns:ListQueue", "mns:Get", "cs:GetClusters");
        Arbitrary<String> resources = Arbitraries.of("orders", "orders/a", "orders/b", "*", "ord?rs", "invoices/a\"b")
                .map(name -> "acs:mns:cn-hangzhou:" + ACCOUNT + ":/queues/" + name);
        return Combinators.combine(actions, Arbitraries.oneOf(resources, Arbitraries.of("*")))
                .as(Use::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    private static boolean allows(String document, Use use) {
        PolicySet policies = PolicySet.ofIdentity(List.of(new AttachedPolicy(
                new PolicyRef("p", "Custom", "v1", ""),
                PolicyDocument.parseFailingClosed(document, PolicyKind.IDENTITY))));
        return new StatementEngine()
                        .prepare(policies, AMY, use.action(), use.resource())
                        .decide(ConditionContext.EMPTY)
                        .verdict()
                == Verdict.ALLOW;
    }

    @Property
    void allowsAllThatWasUsed(@ForAll("uses") List<Use> uses) {
        String document = LeastPolicy.of(uses, Integer.MAX_VALUE, ROOMY).json();

        assertThat(PolicyValidator.findings(document, PolicyKind.IDENTITY)).isEmpty();
        assertThat(uses).allMatch(use -> allows(document, use));
    }

    @Property
    void nothingOfItCanBeLeftOut(@ForAll("uses") List<Use> uses) {
        JsonObject document =
                new JsonObject(LeastPolicy.of(uses, Integer.MAX_VALUE, ROOMY).json());

        for (String smaller : smaller(document)) {
            assertThat(uses).as(smaller).anyMatch(use -> !allows(smaller, use));
        }
    }

    /** The document without one of its actions or resources, for each of them. */
    private static List<String> smaller(JsonObject document) {
        List<String> smaller = new ArrayList<>();
        JsonArray statements = document.getJsonArray("Statement");
        for (int statement = 0; statement < statements.size(); statement++) {
            for (String element : List.of("Action", "Resource")) {
                Object value = statements.getJsonObject(statement).getValue(element);
                int count = value instanceof JsonArray list ? list.size() : 1;
                for (int index = 0; index < count; index++) {
                    smaller.add(without(document, statement, element, index));
                }
            }
        }
        return smaller;
    }

    private static String without(JsonObject document, int statement, String element, int index) {
        JsonObject copy = document.copy();
        JsonObject changed = copy.getJsonArray("Statement").getJsonObject(statement);
        if (changed.getValue(element) instanceof JsonArray list && list.size() > 1) {
            list.remove(index);
        } else {
            copy.getJsonArray("Statement").remove(statement);
        }
        return copy.encode();
    }

    @Property
    void orderAndRepetitionDoNotMatter(@ForAll("uses") List<Use> uses) {
        List<Use> others = new ArrayList<>(uses);
        others.addAll(uses);
        Collections.reverse(others);

        assertThat(LeastPolicy.of(others, Integer.MAX_VALUE, ROOMY).json())
                .isEqualTo(LeastPolicy.of(uses, Integer.MAX_VALUE, ROOMY).json());
    }

    @Test
    void resourcesThatDoNotFitBecomePatternsTheLargestFamilyFirst() {
        List<Use> uses = new ArrayList<>();
        IntStream.range(0, 200).forEach(i -> uses.add(use("orders/" + i)));
        uses.add(use("invoices/a"));
        int most = PolicyKind.IDENTITY.maxCharacters();

        LeastPolicy policy = LeastPolicy.of(uses, Integer.MAX_VALUE, most);

        assertThat(policy.json()).hasSizeLessThanOrEqualTo(most);
        assertThat(policy.generalised()).containsExactly(use("orders/*").resource());
        assertThat(policy.json()).contains(use("invoices/a").resource());
        assertThat(uses).allMatch(use -> allows(policy.json(), use));
    }

    @Test
    void familiesOfFamiliesBecomePatternsWhereTheyMust() {
        List<Use> uses = IntStream.range(0, 300)
                .mapToObj(i -> use("of" + i + "/messages"))
                .toList();

        LeastPolicy policy = LeastPolicy.of(uses, Integer.MAX_VALUE, 500);

        assertThat(policy.json()).hasSizeLessThanOrEqualTo(500);
        assertThat(uses).allMatch(use -> allows(policy.json(), use));
    }

    @Test
    void whatNeedsNoPermissionNeedsNoPolicy() {
        assertThat(LeastPolicy.of(List.of(new Use("sts:GetCallerIdentity", "*")), 9, ROOMY)
                        .isEmpty())
                .isTrue();
    }

    private static Use use(String queue) {
        return new Use("mns:SendMessage", "acs:mns:cn-hangzhou:" + ACCOUNT + ":/queues/" + queue);
    }
}
