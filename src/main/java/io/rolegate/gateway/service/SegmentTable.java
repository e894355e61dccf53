package io.rolegate.gateway.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values by a segment of a path, looked up without cutting the segment out. Immutable. */
final class SegmentTable<V> {
    private final String[] names;
    private final Object[] values;

    SegmentTable(Map<String, V> entries) {
        int size = Integer.highestOneBit(Math.max(1, entries.size())) * 4;
        names = new String[size];
        values = new Object[size];
        entries.forEach(this::put);
    }

    private void put(String name, V value) {
        int slot = slot(name, 0, name.length());
        while (names[slot] != null) {
            slot = next(slot);
        }
        names[slot] = name;
        values[slot] = value;
    }

    /** The value of {@code text[start, end)}, or null. */
    @SuppressWarnings("unchecked") // only put() writes
    @Nullable
    V get(String text, int start, int end) {
        int slot = slot(text, start, end);
        for (String name = names[slot]; name != null; name = names[slot]) {
            if (name.length() == end - start && text.startsWith(name, start)) {
                return (V) values[slot];
            }
            slot = next(slot);
        }
        return null;
    }

    private int slot(String text, int start, int end) {
        int hash = end - start;
        for (int index = start; index < end; index++) {
            hash = 31 * hash + text.charAt(index);
        }
        return (hash ^ (hash >>> 16)) & (names.length - 1);
    }

    private int next(int slot) {
        return (slot + 1) & (names.length - 1);
    }
}
