package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.policy.Evaluation;
import io.rolegate.policy.PolicyRef;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations by what the policies are attached to, policy revision, session policy, action and resource; shared by all event loops. What depends
 * on a request's context is kept as a residual, so no condition is frozen. A changed policy changes the revision, so it can't
 * hit an old entry.
 */
public final class DecisionCache {
    private static final int KEY_BYTES = 96;

    private final Cache<Key, Evaluation> evaluations;
    private final GatewayMeters meters;

    /** @param maxBytes roughly the memory that entries may take */
    public DecisionCache(long maxBytes, GatewayMeters meters) {
        this.evaluations = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((Key key, Evaluation evaluation) -> key.bytes() + evaluation.weight())
                .executor(Runnable::run)
                .build();
        this.meters = meters;
    }

    private sealed interface Key {
        int bytes();
    }

    private record InForce(
            String policyHolderId,
            String accountId,
            long revision,
            @Nullable String sessionPolicy,
            String action,
            String resource)
            implements Key {
        @Override
        public int bytes() {
            return KEY_BYTES + 2 * (policyHolderId.length() + action.length() + resource.length());
        }
    }

    private record TriedOut(InForce instead, PolicyRef draft) implements Key {
        @Override
        public int bytes() {
            return KEY_BYTES + instead.bytes();
        }
    }

    /** The evaluation of an action on a resource for a caller, from the cache where it is known. */
    Evaluation find(Caller caller, String action, String resource, Supplier<Evaluation> evaluation) {
        InForce key = key(caller, action, resource);
        Evaluation known = evaluations.getIfPresent(key);
        meters.decisionCacheLookup(known != null);
        return known == null ? keep(key, evaluation.get()) : known;
    }

    /** The same if {@code draft} were in force; not counted as a look-up. */
    Evaluation find(PolicyRef draft, Caller caller, String action, String resource, Supplier<Evaluation> evaluation) {
        TriedOut key = new TriedOut(key(caller, action, resource), draft);
        Evaluation known = evaluations.getIfPresent(key);
        return known == null ? keep(key, evaluation.get()) : known;
    }

    private static InForce key(Caller caller, String action, String resource) {
        return new InForce(
                caller.principal().policyHolderId(),
                caller.principal().accountId(),
                caller.revision(),
                caller.sessionPolicy(),
                action,
                resource);
    }

    private Evaluation keep(Key key, Evaluation fresh) {
        evaluations.put(key, fresh);
        return fresh;
    }

    /** About how many entries there are. */
    public long size() {
        return evaluations.estimatedSize();
    }
}
