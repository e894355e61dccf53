package io.rolegate.tracing;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A part of a trace that has ended.
 *
 * @param startNanos since 1970
 * @param endNanos since 1970
 * @param attributes texts, and numbers as {@code Long}
 * @param failed whether it counts as an error
 */
record Span(
        String traceId,
        String spanId,
        @Nullable String parentId,
        String name,
        Kind kind,
        long startNanos,
        long endNanos,
        Map<String, Object> attributes,
        boolean failed) {

    /** What part it has in a call, with OTLP's number. */
    enum Kind {
        INTERNAL(1),
        SERVER(2),
        CLIENT(3);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
