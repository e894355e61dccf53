package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rolegate.identity.Principal;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.ConditionContext;
import io.rolegate.policy.Decision;
import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyEngine;
import io.rolegate.policy.PolicyKind;
import io.rolegate.policy.PolicyRef;
import io.rolegate.policy.PolicySet;
import io.rolegate.policy.StatementEngine;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A decision that the cache holds, for a resource's name that was just read from a request. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class DecisionCacheBenchmark {
    private static final String ACCOUNT = "1001000000000001";
    private static final int CACHE_BYTES = 16 * 1024 * 1024;
    private static final String JSON =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}";

    private final PolicyEngine engine = new StatementEngine();
    private final DecisionCache cache = new DecisionCache(CACHE_BYTES, new GatewayMeters(new SimpleMeterRegistry()));
    private final PolicySet policies = PolicySet.ofIdentity(List.of(new AttachedPolicy(
            new PolicyRef("p", "Custom", "v1", "amy"),
            PolicyDocument.parseFailingClosed(JSON, PolicyKind.IDENTITY))));
    private final Caller caller =
            new Caller(new Principal.UserPrincipal(ACCOUNT, "u1", "amy"), null, "LTAI1", policies, 7, 7);
    private final String kept = "acs:mns:cn-hangzhou:" + ACCOUNT + ":/queues/orders/messages";
    private final byte[] bytes = kept.getBytes(StandardCharsets.ISO_8859_1);
    private final Cache<String, String> bare = Caffeine.newBuilder()
            .maximumWeight(CACHE_BYTES)
            .weigher((String key, String value) -> key.length())
            .executor(Runnable::run)
            .build();

    /** Fills the bare cache. */
    @Setup
    public void fill() {
        bare.put(kept, kept);
    }

    /** With the text that is the key's own. */
    @Benchmark
    public Decision cached() {
        return decide(kept);
    }

    /** With a new text, whose hash is not known: a request's. */
    @Benchmark
    public Decision cachedByFreshText() {
        return decide(fresh());
    }

    /** What of {@link #cachedByFreshText} the text and a bare cache take, for comparison in the same run. */
    @Benchmark
    public @Nullable String bareGetByFreshText() {
        return bare.getIfPresent(fresh());
    }

    /** Made of bytes: a copy of a text copies its hash too. */
    private String fresh() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private Decision decide(String resource) {
        return cache.find(
                        caller,
                        "mns:SendMessage",
                        resource,
                        () -> engine.prepare(policies, caller.principal().forPolicy(), "mns:SendMessage", resource))
                .decide(ConditionContext.EMPTY);
    }
}
