package io.rolegate.policy;

import java.util.List;
import java.util.Map;

/**
 * What a request offers to conditions. Values come from the gateway's own knowledge, never from a header that a
 * client chose (ram.md §1.5).
 */
@FunctionalInterface
public interface ConditionContext {
    /** A request without any condition key. */
    ConditionContext EMPTY = foldedKey -> List.of();

    /**
     * The request's values of a key; an empty list where the request has none.
     *
     * @param foldedKey the key as {@link ConditionKeys#fold} writes it
     */
    List<String> values(String foldedKey);

    /** A context of fixed values. Keys are folded; the values of keys that fold to one name are appended. */
    static ConditionContext of(Map<String, List<String>> values) {
        return MapContext.of(values);
    }
}
