package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/** A piece of a pattern without stars: code points, some of them open. Places are indexes of UTF-16 units. */
final class Run {
    /** Stands for {@code ?}. */
    static final int ANY = -1;

    /** Up to this length, comparing at each place is as good as anything. */
    private static final int SHORT = 16;

    private final int[] points;
    private final @Nullable RunSearch search;

    private Run(int[] points) {
        this.points = points;
        this.search = points.length > SHORT ? new RunSearch(points) : null;
    }

    static Run of(String text, boolean ignoringCase) {
        return new Run(text.codePoints()
                .map(point -> point == '?' ? ANY : ignoringCase ? Ascii.fold(point) : point)
                .toArray());
    }

    boolean isEmpty() {
        return points.length == 0;
    }

    /**
     * How each text begins that this run begins.
     *
     * @param alone whether nothing follows the run
     */
    Beginning beginning(boolean alone) {
        int literal = 0;
        while (literal < points.length && points[literal] != ANY) {
            literal++;
        }
        return new Beginning(new String(points, 0, literal), alone && literal == points.length);
    }

    /** Where the run ends if it stands at {@code start}, else -1. */
    int matchAt(String text, int start, boolean ignoringCase) {
        int at = start;
        for (int point : points) {
            if (at >= text.length()) {
                return -1;
            }
            int found = text.codePointAt(at);
            if (!fits(point, found, ignoringCase)) {
                return -1;
            }
            at += Character.charCount(found);
        }
        return at;
    }

    /** Where the run begins if it ends the text and does not reach before {@code start}, else -1. */
    int matchBefore(String text, int start, boolean ignoringCase) {
        int at = text.length();
        for (int i = points.length - 1; i >= 0; i--) {
            if (at <= start) {
                return -1;
            }
            int found = text.codePointBefore(at);
            if (!fits(points[i], found, ignoringCase)) {
                return -1;
            }
            at -= Character.charCount(found);
        }
        return at;
    }

    /** Where the run's first occurrence between {@code start} and {@code end} ends, or -1. */
    int find(String text, int start, int end, boolean ignoringCase) {
        if (search != null) {
            return search.find(text, start, end, ignoringCase);
        }
        for (int at = start; at < end; at += Character.charCount(text.codePointAt(at))) {
            int after = matchAt(text, at, ignoringCase);
            if (after >= 0) {
                return after <= end ? after : -1;
            }
        }
        return -1;
    }

    private static boolean fits(int point, int found, boolean ignoringCase) {
        return point == ANY || point == (ignoringCase ? Ascii.fold(found) : found);
    }
}
