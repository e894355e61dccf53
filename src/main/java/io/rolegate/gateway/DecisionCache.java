package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.policy.Evaluation;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Evaluations by principal, policy revision, session policy, action and resource; shared by all event loops. What depends
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

    private record Key(
            String principalId,
            String accountId,
            long revision,
            @Nullable String sessionPolicy,
            String action,
            String resource) {
        int bytes() {
            return KEY_BYTES + 2 * (principalId.length() + action.length() + resource.length());
        }
    }

    /** The evaluation of an action on a resource for a caller, from the cache where it is known. */
    Evaluation find(Caller caller, String action, String resource, Supplier<Evaluation> evaluation) {
        Key key = new Key(
                caller.principal().id(),
                caller.principal().accountId(),
                caller.revision(),
                caller.sessionPolicy(),
                action,
                resource);
        Evaluation known = evaluations.getIfPresent(key);
        meters.decisionCacheLookup(known != null);
        if (known != null) {
            return known;
        }
        Evaluation fresh = evaluation.get();
        evaluations.put(key, fresh);
        return fresh;
    }

    /** About how many entries there are. */
    public long size() {
        return evaluations.estimatedSize();
    }
}
