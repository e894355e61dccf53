package io.rolegate.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a successful answer, in order, beside the RequestId that the renderer adds. Values are text, numbers,
 * booleans, nested maps, and lists.
 */
public final class Answer {
    private final Map<String, Object> fields;

    private Answer(Map<String, Object> fields) {
        this.fields = fields;
    }

    /** An answer of the RequestId alone. */
    public static Answer empty() {
        return new Answer(Map.of());
    }

    /** An answer of one field. */
    public static Answer of(String name, Object value) {
        return new Answer(Map.of(name, value));
    }

    /** An answer of several fields in their order. */
    public static Answer of(Map<String, Object> fields) {
        return new Answer(Collections.unmodifiableMap(new LinkedHashMap<>(fields)));
    }

    public Map<String, Object> fields() {
        return fields;
    }
}
