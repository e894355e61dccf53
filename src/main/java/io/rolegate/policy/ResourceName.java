package io.rolegate.policy;

import java.util.List;

/** A requested resource, split once for all patterns: an ARN of five segments, or anything else. */
record ResourceName(String text, List<String> segments) {
    /** The segments of an ARN; the last keeps its colons. */
    static final int SEGMENTS = 5;

    private static final int ACCOUNT = 3;

    static ResourceName of(String text) {
        return new ResourceName(text, List.of(split(text)));
    }

    /** Splits at the first four colons. */
    static String[] split(String text) {
        return text.split(":", SEGMENTS);
    }

    boolean isComplete() {
        return segments.size() == SEGMENTS;
    }

    /** The last segment of a complete one. */
    String relativeId() {
        return segments.get(SEGMENTS - 1);
    }

    /** Everything from the segment {@code index} on. */
    String from(int index) {
        int start = 0;
        for (int i = 0; i < index; i++) {
            start += segments.get(i).length() + 1;
        }
        return text.substring(start);
    }

    /** Whether it names an account, and another one than {@code accountId}. */
    boolean belongsToOtherThan(String accountId) {
        return isComplete()
                && Ascii.isDigits(segments.get(ACCOUNT))
                && !segments.get(ACCOUNT).equals(accountId);
    }
}
