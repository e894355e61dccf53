package io.rolegate.policy;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong with a document, up to a limit. */
final class Findings {
    private static final int MAX = 100;

    private final List<Finding> found = new ArrayList<>();
    private boolean malformed;

    /** A breach of the grammar: in evaluation, the document grants and denies nothing. */
    void malformed(Path path, String message) {
        malformed = true;
        add(path, message);
    }

    /** A value that never has an effect: refused on write, harmless in evaluation. */
    void pointless(Path path, String message) {
        add(path, message);
    }

    boolean isMalformed() {
        return malformed;
    }

    List<Finding> toList() {
        return List.copyOf(found);
    }

    private void add(Path path, String message) {
        if (found.size() < MAX) {
            found.add(new Finding(path.toString(), message));
        }
    }
}
