package io.rolegate.policy;

import java.util.HashMap;
import java.util.Map;

/**
 * Finds a long run with open places by the Shift-And automaton: 64 places of the run a step, so that neither a long
 * run nor a repetitive text makes it slow. Memory is linear in the run: a code point that is frequent in it has a bit
 * set, a rare one a list of places.
 */
final class RunSearch {
    private final int length;
    private final int words;
    private final long[] open;
    private final Map<Integer, long[]> frequent = new HashMap<>();
    private final Map<Integer, int[]> rare = new HashMap<>();

    RunSearch(int[] points) {
        this.length = points.length;
        this.words = (length + Long.SIZE - 1) / Long.SIZE;
        this.open = new long[words];
        Map<Integer, Integer> counts = new HashMap<>();
        for (int point : points) {
            counts.merge(point, 1, Integer::sum);
        }
        Map<Integer, Integer> filled = new HashMap<>();
        for (int place = 0; place < length; place++) {
            int point = points[place];
            int count = counts.getOrDefault(point, 0);
            if (point == Run.ANY) {
                set(open, place);
            } else if (count > words) {
                set(frequent.computeIfAbsent(point, key -> new long[words]), place);
            } else {
                int index = filled.merge(point, 1, Integer::sum) - 1;
                rare.computeIfAbsent(point, key -> new int[count])[index] = place;
            }
        }
    }

    /** Where the first occurrence between {@code start} and {@code end} ends, or -1. */
    int find(String text, int start, int end, boolean ignoringCase) {
        long[] state = new long[words];
        long[] next = new long[words];
        int at = start;
        while (at < end) {
            int found = text.codePointAt(at);
            at += Character.charCount(found);
            step(state, next, ignoringCase ? Ascii.fold(found) : found);
            long[] previous = state;
            state = next;
            next = previous;
            if (isSet(state, length - 1)) {
                return at;
            }
        }
        return -1;
    }

    private void step(long[] state, long[] next, int found) {
        long[] dense = frequent.get(found);
        long carry = 1;
        for (int word = 0; word < words; word++) {
            long shifted = state[word] << 1 | carry;
            carry = state[word] >>> (Long.SIZE - 1);
            next[word] = shifted & (dense == null ? open[word] : open[word] | dense[word]);
        }
        int[] places = rare.get(found);
        if (places != null) {
            for (int place : places) {
                if (place == 0 || isSet(state, place - 1)) {
                    set(next, place);
                }
            }
        }
    }

    private static void set(long[] bits, int place) {
        bits[place / Long.SIZE] |= 1L << place;
    }

    private static boolean isSet(long[] bits, int place) {
        return (bits[place / Long.SIZE] & 1L << place) != 0;
    }
}
