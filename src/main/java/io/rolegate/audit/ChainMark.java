package io.rolegate.audit;

import java.util.Arrays;
import java.util.Optional;

/** A line of the audit log that is no record: what happened to the log itself. */
enum ChainMark {
    /** A process began to write. */
    BEGIN("Begin"),
    /** It wrote all it had and ended. */
    END("End");

    private final String label;

    ChainMark(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    static Optional<ChainMark> named(String label) {
        return Arrays.stream(values()).filter(mark -> mark.label.equals(label)).findFirst();
    }
}
