package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code *} (any run) and {@code ?} (one code point) that must cover the whole text (ram.md §1.2). Never
 * backtracks: the runs between stars are found one after the other, each at its first place.
 */
public final class Wildcard {
    private final String pattern;
    private final boolean ignoringCase;
    /** What stands between the stars; a pattern without a star is one run. */
    private final List<Run> runs;

    private final boolean hasStar;

    private Wildcard(String pattern, boolean ignoringCase) {
        this.pattern = pattern;
        this.ignoringCase = ignoringCase;
        List<Run> found = new ArrayList<>();
        int start = 0;
        for (int star = pattern.indexOf('*'); star >= 0; star = pattern.indexOf('*', start)) {
            addRun(found, Run.of(pattern.substring(start, star), ignoringCase));
            start = star + 1;
        }
        this.hasStar = start > 0;
        found.add(Run.of(pattern.substring(start), ignoringCase));
        this.runs = List.copyOf(found);
    }

    /** A case-sensitive pattern. */
    static Wildcard of(String pattern) {
        return new Wildcard(pattern, false);
    }

    /** A pattern that ignores the case of A–Z. */
    public static Wildcard ignoringCase(String pattern) {
        return new Wildcard(pattern, true);
    }

    /** How each text begins that it covers; folded where it ignores case. */
    Beginning beginning() {
        return runs.get(0).beginning(!hasStar);
    }

    /** Whether the pattern covers the whole of {@code text}. */
    public boolean matches(String text) {
        int start = runs.get(0).matchAt(text, 0, ignoringCase);
        if (start < 0 || !hasStar) {
            return start == text.length();
        }
        int last = runs.size() - 1;
        int end = runs.get(last).matchBefore(text, start, ignoringCase);
        for (int i = 1; i < last && start <= end; i++) {
            start = runs.get(i).find(text, start, end, ignoringCase);
            if (start < 0) {
                return false;
            }
        }
        return start <= end;
    }

    /** Adjacent stars are one; only the first run, which is anchored, may be empty. */
    private static void addRun(List<Run> found, Run run) {
        if (found.isEmpty() || !run.isEmpty()) {
            found.add(run);
        }
    }

    /** The pattern as it was written. */
    @Override
    public String toString() {
        return pattern;
    }
}
