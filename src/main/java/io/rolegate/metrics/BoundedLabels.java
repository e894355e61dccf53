package io.rolegate.metrics;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What belongs to each value of a label, for a bounded number of values: all beyond share one. */
final class BoundedLabels<T> {

    private final int limit;
    private final Function<String, T> create;
    private final ConcurrentHashMap<String, T> byValue = new ConcurrentHashMap<>();
    private final T other;

    /** @param overflow the value under which everything beyond the limit goes, and what is empty or null */
    BoundedLabels(int limit, String overflow, Function<String, T> create) {
        this.limit = limit;
        this.create = create;
        this.other = create.apply(overflow);
        byValue.put(overflow, other);
    }

    T get(@Nullable String value) {
        if (value == null || value.isEmpty()) {
            return other;
        }
        T present = byValue.get(value);
        return present != null ? present : admit(value);
    }

    private synchronized T admit(String value) {
        return byValue.size() > limit ? byValue.getOrDefault(value, other) : byValue.computeIfAbsent(value, create);
    }
}
