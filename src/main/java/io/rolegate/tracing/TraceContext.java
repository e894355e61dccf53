package io.rolegate.tracing;

import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of the trace that its request belongs to (W3C Trace Context). Unproven: it correlates, and decides
 * nothing.
 *
 * @param traceId 32 hex digits, not all zero
 * @param parentId the caller's own span, 16 hex digits, not all zero
 * @param sampled whether the caller records its spans
 * @param state {@code tracestate} as it was sent, null where there is none that could be passed on
 */
public record TraceContext(String traceId, String parentId, boolean sampled, @Nullable String state) {

    /** The header that names trace and parent. */
    public static final String PARENT = "traceparent";

    /** The header that holds what tracing systems say of the trace. */
    public static final String STATE = "tracestate";

    private static final int LENGTH = 55;
    private static final int TRACE_ID = 3;
    private static final int PARENT_ID = 36;
    private static final int FLAGS = 53;
    private static final int LONGEST_STATE = 512;

    /** The context that the headers give; null where they give none, or one that is malformed. */
    public static @Nullable TraceContext of(MultiMap headers) {
        String parent = headers.get(PARENT);
        if (parent == null || !isWellFormed(parent) || headers.getAll(PARENT).size() > 1) {
            return null;
        }
        return new TraceContext(
                parent.substring(TRACE_ID, PARENT_ID - 1),
                parent.substring(PARENT_ID, FLAGS - 1),
                (Character.digit(parent.charAt(FLAGS + 1), 16) & 1) == 1,
                state(headers));
    }

    /** The header's value that names {@code parentId} as the parent. */
    static String header(String traceId, String parentId, boolean sampled) {
        return "00-" + traceId + '-' + parentId + (sampled ? "-01" : "-00");
    }

    /** Puts the context as it came. */
    public void putInto(MultiMap headers) {
        put(headers, header(traceId, parentId, sampled), state);
    }

    static void put(MultiMap headers, String parent, @Nullable String state) {
        headers.set(PARENT, parent);
        if (state != null) {
            headers.set(STATE, state);
        }
    }

    /** A later version's header may go on behind what version 00 has. */
    private static boolean isWellFormed(String parent) {
        if (parent.length() < LENGTH || !isHex(parent, 0, 2) || parent.startsWith("ff")) {
            return false;
        }
        boolean endsWell = parent.length() == LENGTH || (!parent.startsWith("00") && parent.charAt(LENGTH) == '-');
        return endsWell
                && parent.charAt(TRACE_ID - 1) == '-'
                && parent.charAt(PARENT_ID - 1) == '-'
                && parent.charAt(FLAGS - 1) == '-'
                && isId(parent, TRACE_ID, PARENT_ID - 1)
                && isId(parent, PARENT_ID, FLAGS - 1)
                && isHex(parent, FLAGS, LENGTH);
    }

    private static boolean isId(String text, int from, int end) {
        if (!isHex(text, from, end)) {
            return false;
        }
        for (int index = from; index < end; index++) {
            if (text.charAt(index) != '0') {
                return true;
            }
        }
        return false;
    }

    private static boolean isHex(String text, int from, int end) {
        for (int index = from; index < end; index++) {
            char digit = text.charAt(index);
            if (!(digit >= '0' && digit <= '9') && !(digit >= 'a' && digit <= 'f')) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String state(MultiMap headers) {
        String state = String.join(",", headers.getAll(STATE));
        boolean passes = !state.isEmpty()
                && state.length() <= LONGEST_STATE
                && state.chars().allMatch(character -> character >= ' ' && character < 0x7f);
        return passes ? state : null;
    }
}
