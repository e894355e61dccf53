package io.rolegate.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rolegate.identity.Principal;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.Decision;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.StatementEngine;
import io.rolegate.policy.reference.GeneratedCases;
import io.rolegate.policy.reference.GeneratedCases.Ask;
import io.rolegate.policy.reference.ReferenceEvaluator.Document;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DecisionCacheTest {
    private static final String ACCOUNT = "1001000000000001";
    private static final Principal AMY = new Principal.UserPrincipal(ACCOUNT, "u1", "amy");

    private final PolicyEngine engine = new StatementEngine();

    /** Small policies, few actions and resources: most look-ups hit, in contexts other than the first one's. */
    @Property(tries = 300)
    void answersAsTheEngineDoesWhateverCameBefore(
            @ForAll("revisions") List<List<Document>> revisions, @ForAll("asks") List<Ask> asks) {
        DecisionCache cache = cache(1_000_000);
        for (int revision = 0; revision < revisions.size(); revision++) {
            PolicySet policies = policies(revisions.get(revision));
            Caller caller = new Caller(AMY, null, "LTAI1", policies, revision, revision);
            for (Ask ask : asks) {
                ConditionContext context = ConditionContext.of(ask.context());
                Decision cached = cache.find(caller, ask.action(), ask.resource(), () -> evaluation(policies, ask))
                        .decide(context);

                assertThat(cached).isEqualTo(evaluation(policies, ask).decide(context));
            }
        }
    }

    @Test
    void keepsNoMoreThanItsWeight() {
        DecisionCache cache = cache(20_000);
        Caller caller = new Caller(AMY, null, "LTAI1", PolicySet.empty(), 1, 1);
        for (int i = 0; i < 10_000; i++) {
            String resource = "acs:mns:cn-hangzhou:" + ACCOUNT + ":/queues/" + i;
            cache.find(
                    caller,
                    "mns:SendMessage",
                    resource,
                    () -> engine.prepare(PolicySet.empty(), AMY.forPolicy(), "mns:SendMessage", resource));
        }

        assertThat(cache.size()).isBetween(1L, 20_000L / 100);
    }

    private static DecisionCache cache(long bytes) {
        return new DecisionCache(bytes, new GatewayMeters(new SimpleMeterRegistry()));
    }

    private Evaluation evaluation(PolicySet policies, Ask ask) {
        return engine.prepare(policies, AMY.forPolicy(), ask.action(), ask.resource());
    }

    private static PolicySet policies(List<Document> documents) {
        PolicySet set = PolicySet.empty();
        for (PolicyKind kind : List.of(PolicyKind.IDENTITY, PolicyKind.CONTROL)) {
            List<AttachedPolicy> layer = new ArrayList<>();
            for (Document document : documents) {
                if (document.type().equals(kind.wireName())) {
                    layer.add(new AttachedPolicy(
                            new PolicyRef("p" + layer.size(), "Custom", "v1", "amy"),
                            PolicyDocument.parseFailingClosed(document.json(), kind)));
                }
            }
            set = set.with(kind, layer);
        }
        return set;
    }

    @Provide
    Arbitrary<List<List<Document>>> revisions() {
        return GeneratedCases.documents().list().ofMinSize(1).ofMaxSize(3);
    }

    @Provide
    Arbitrary<List<Ask>> asks() {
        return GeneratedCases.asks().list().ofMinSize(2).ofMaxSize(20);
    }
}
