package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Decisions on many statements, ten to a policy, of which one matches, under a condition on the caller's address. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PolicyBenchmark {
    private static final int PER_POLICY = 10;
    private static final String ACCOUNT = "1001000000000001";
    private static final String RESOURCE = "acs:mns:cn-hangzhou:" + ACCOUNT + ":/queues/orders/messages";
    private static final PolicyPrincipal AMY =
            new PolicyPrincipal(PolicyPrincipal.Type.RAM_USER, "acs:ram::" + ACCOUNT + ":user/amy", ACCOUNT);

    /** How many statements there are in all. */
    @Param({"1", "10", "100", "1000"})
    public int statements;

    /** What the others are about: other actions, or the same action on other resources. */
    @Param({"action", "resource"})
    public String differentBy;

    private final PolicyEngine engine = new StatementEngine();
    private final ConditionContext context = ConditionContext.of(Map.of("acs:SourceIp", List.of("192.0.2.9")));
    private PolicySet policies = PolicySet.empty();
    private Evaluation residual = new FinalEvaluation(new Decision.Allow(null));

    /** Compiles the policies, and evaluates once for the residual. */
    @Setup
    public void compile() {
        List<AttachedPolicy> attached = new ArrayList<>();
        for (int first = 0; first < statements; first += PER_POLICY) {
            List<String> texts = new ArrayList<>();
            for (int i = first; i < Math.min(first + PER_POLICY, statements); i++) {
                texts.add(i == statements - 1 ? matching() : other(i));
            }
            String json = "{\"Version\":\"1\",\"Statement\":[" + String.join(",", texts) + "]}";
            PolicyDocument document = PolicyDocument.parseFailingClosed(json, PolicyKind.IDENTITY);
            attached.add(new AttachedPolicy(new PolicyRef("policy-" + first, "Custom", "v1", "amy"), document));
        }
        policies = PolicySet.ofIdentity(attached);
        residual = cold();
        if (decideCold().verdict() != Verdict.ALLOW) {
            throw new IllegalStateException("The last statement must allow");
        }
    }

    private static String matching() {
        return "{\"Effect\":\"Allow\",\"Action\":\"mns:Send*\",\"Resource\":\"acs:mns:*:*:/queues/orders/*\","
                + "\"Condition\":{\"IpAddress\":{\"acs:SourceIp\":[\"198.51.100.0/24\",\"192.0.2.0/24\"]}}}";
    }

    private String other(int i) {
        boolean byAction = differentBy.equals("action");
        return "{\"Effect\":\"Allow\",\"Action\":\"" + (byAction ? "svc" + i % 50 + ":Get" + i + "*" : "mns:SendMessage")
                + "\",\"Resource\":\"" + (byAction ? "*" : "acs:mns:*:*:/queues/q" + i + "/*") + "\"}";
    }

    /** What a miss of the decision cache costs. */
    @Benchmark
    public Evaluation cold() {
        return engine.prepare(policies, AMY, "mns:SendMessage", RESOURCE);
    }

    /** A miss and the decision. */
    @Benchmark
    public Decision decideCold() {
        return cold().decide(context);
    }

    /** What a kept evaluation costs that depends on the context. */
    @Benchmark
    public Decision residual() {
        return residual.decide(context);
    }
}
