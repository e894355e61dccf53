package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import io.rolegate.policy.reference.GeneratedCases;
import io.rolegate.policy.reference.ReferenceEvaluator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;
import org.junit.jupiter.api.Test;

/** The engine against a second evaluator that was written from ram.md alone, on 100,000 generated cases. */
class ReferenceComparisonTest {
    private static final int ASKS = 20;
    private static final int POLICIES = 5_000;

    private final PolicyEngine engine = new StatementEngine();

    @Property(tries = POLICIES, edgeCases = EdgeCasesMode.NONE)
    void agreesWithTheReference(
            @ForAll("documents") List<ReferenceEvaluator.Document> documents,
            @ForAll("asks") List<GeneratedCases.Ask> asks) {
        PolicySet policies = Policies.set(documents);
        for (GeneratedCases.Ask ask : asks) {
            String expected =
                    ReferenceEvaluator.verdict(documents, ask.principal(), ask.action(), ask.resource(), ask.context());
            Decision decision = decide(policies, ask);

            assertThat(decision.verdict().wireName())
                    .as(() -> "The engine: " + decision + ". The case, as a line of policy-cases.jsonl:\n"
                            + line(documents, ask, expected))
                    .isEqualTo(expected);
            Statistics.collect(expected);
        }
        Statistics.coverage(coverage -> {
            for (Verdict verdict : Verdict.values()) {
                coverage.check(verdict.wireName()).percentage(percentage -> percentage > 5);
            }
        });
    }

    @Test
    void theReferenceKnowsNothingOfTheEngine() {
        ArchRuleDefinition.noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.rolegate", "io.rolegate.policy")
                .check(new ClassFileImporter().importPackagesOf(ReferenceEvaluator.class));
    }

    private Decision decide(PolicySet policies, GeneratedCases.Ask ask) {
        return engine.prepare(policies, Policies.principal(ask), ask.action(), ask.resource())
                .decide(ConditionContext.of(ask.context()));
    }

    private static String line(List<ReferenceEvaluator.Document> documents, GeneratedCases.Ask ask, String expect) {
        JsonArray policies = new JsonArray();
        documents.forEach(document ->
                policies.add(new JsonObject().put("type", document.type()).put("document", document.json())));
        JsonObject principal = new JsonObject()
                .put("type", ask.principal().type())
                .put("arn", ask.principal().arn())
                .put("accountId", ask.principal().accountId());
        JsonObject context = new JsonObject();
        ask.context().forEach((key, values) -> context.put(key, new JsonArray(values)));
        return new JsonObject()
                .put("name", "found by comparison")
                .put("policies", policies)
                .put(
                        "request",
                        new JsonObject()
                                .put("action", ask.action())
                                .put("resource", ask.resource())
                                .put("principal", principal)
                                .put("context", context))
                .put("expect", expect)
                .encode();
    }

    @Provide
    Arbitrary<List<ReferenceEvaluator.Document>> documents() {
        return GeneratedCases.documents();
    }

    @Provide
    Arbitrary<List<GeneratedCases.Ask>> asks() {
        return GeneratedCases.asks().list().ofSize(ASKS);
    }
}
