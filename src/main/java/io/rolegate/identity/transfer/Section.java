package io.rolegate.identity.transfer;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The things of one kind in an account, by name ignoring ASCII case. One that is left out says nothing of its kind; an empty one
 * says that there are none.
 */
public final class Section<T> {
    private final boolean stated;
    private final TreeMap<String, T> items;

    private Section(boolean stated, Map<String, T> items) {
        this.stated = stated;
        this.items = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        this.items.putAll(items);
    }

    /** Things by their names, which differ by more than case. */
    public static <T> Section<T> of(Map<String, T> items) {
        return new Section<>(true, items);
    }

    /** Nothing said. */
    public static <T> Section<T> leftOut() {
        return new Section<>(false, Map.of());
    }

    public boolean isStated() {
        return stated;
    }

    /** The things in the order of their names. */
    public SortedMap<String, T> items() {
        return items;
    }

    boolean has(String name) {
        return items.containsKey(name);
    }

    /** The thing of that name, with its name as it was given. */
    Optional<Map.Entry<String, T>> find(String name) {
        Map.Entry<String, T> entry = items.floorEntry(name);
        return entry != null && entry.getKey().equalsIgnoreCase(name) ? Optional.of(entry) : Optional.empty();
    }
}
