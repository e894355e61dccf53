package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.rolegate.policy.reference.ReferenceEvaluator;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Any bytes as a policy document or a pattern. {@code mvn verify} runs the inputs kept under {@code src/test/resources}; with
 * {@code JAZZER_FUZZ=1} in the environment, {@code -Djazzer.hooks=true} and one method selected, Jazzer looks for new ones.
 */
class PolicyFuzz {
    private static final ReferenceEvaluator.Principal AMY = new ReferenceEvaluator.Principal(
            Policies.AMY.type().wireName(), Policies.AMY.arn(), Policies.AMY.accountId());
    private static final String SEND = "mns:SendMessage";

    private final PolicyEngine engine = new StatementEngine();

    /** A document is found wanting or decides as the reference does; it never throws, and stays as it was written. */
    @FuzzTest
    void documents(byte[] input) {
        String json = new String(input, StandardCharsets.UTF_8);
        PolicyDocument document = PolicyDocument.parseFailingClosed(json, PolicyKind.IDENTITY);
        Verdict verdict = engine.prepare(
                        PolicySet.ofIdentity(
                                List.of(new AttachedPolicy(new PolicyRef("fuzzed", "Custom", "v1", "test"), document))),
                        Policies.AMY,
                        SEND,
                        Policies.QUEUE)
                .decide(ConditionContext.EMPTY)
                .verdict();

        assertThat(document.json()).isEqualTo(json);
        if (document.isMalformed()) {
            assertThat(verdict).isEqualTo(Verdict.IMPLICIT_DENY);
            assertThat(PolicyValidator.findings(json, PolicyKind.IDENTITY)).isNotEmpty();
        } else {
            assertThat(verdict.wireName())
                    .isEqualTo(ReferenceEvaluator.verdict(
                            List.of(new ReferenceEvaluator.Document("identity", json)),
                            AMY,
                            SEND,
                            Policies.QUEUE,
                            Map.of()));
        }
        assertThat(PolicyValidator.findings(json, PolicyKind.TRUST)).isNotNull();
    }

    /** A pattern is everything up to the first line feed, the text what follows. */
    @FuzzTest
    void wildcards(byte[] input) {
        String[] parts = new String(input, StandardCharsets.UTF_8).split("\n", 2);
        String text = parts.length == 2 ? parts[1] : "";

        assertThat(Wildcard.of(parts[0]).matches(text)).isEqualTo(ReferenceEvaluator.glob(parts[0], text));
        assertThat(Wildcard.ignoringCase(parts[0]).matches(text))
                .isEqualTo(ReferenceEvaluator.glob(ReferenceEvaluator.fold(parts[0]), ReferenceEvaluator.fold(text)));
    }
}
