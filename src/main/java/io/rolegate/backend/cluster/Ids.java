package io.rolegate.backend.cluster;

import java.util.Locale;
import java.util.UUID;

/** Makes the ids of new resources. */
final class Ids {
    private Ids() {}

    static String cluster() {
        return "c" + hex(32);
    }

    static String nodePool() {
        return "np" + hex(32);
    }

    static String instance() {
        return "i-bp1" + hex(17);
    }

    static String task() {
        return "T-" + hex(24);
    }

    static String event() {
        return "A-" + hex(24).toUpperCase(Locale.ROOT);
    }

    /** So many random hex digits, 32 at most. */
    static String hex(int digits) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, digits);
    }
}
