package io.rolegate.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A context of fixed values, by folded key. */
public final class MapContext implements ConditionContext {
    private final Map<String, List<String>> values;

    private MapContext(Map<String, List<String>> values) {
        this.values = values;
    }

    /** Folds the keys; the values of keys that fold to one name are appended, in the order of the map. */
    public static MapContext of(Map<String, List<String>> values) {
        Map<String, List<String>> folded = new HashMap<>();
        values.forEach((key, list) -> folded.computeIfAbsent(ConditionKeys.fold(key), name -> new ArrayList<>())
                .addAll(list));
        folded.replaceAll((key, list) -> List.copyOf(list));
        return new MapContext(folded);
    }

    @Override
    public List<String> values(String foldedKey) {
        return values.getOrDefault(foldedKey, List.of());
    }
}
