package io.rolegate.policy;

import java.util.List;
import java.util.Map;

/**
 * A decision and what led to it, for people of the account that owns the policies.
 *
 * @param nearMisses of an implicit denial, the Allow statements of the layer that should have allowed: first those that
 *     only a condition keeps from applying; at most {@value #MOST_NEAR_MISSES}
 * @param conditions the request's values of the keys that deciding statement and near misses name, by key as written
 */
public record Explanation(Decision decision, List<NearMiss> nearMisses, Map<String, List<String>> conditions) {
    static final int MOST_NEAR_MISSES = 10;
}
