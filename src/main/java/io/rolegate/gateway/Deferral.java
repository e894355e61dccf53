package io.rolegate.gateway;

import java.time.Duration;

/**
 * Why a request is not taken now that could be taken later.
 *
 * @param label the limit's name in metrics
 * @param retryAfter how long the caller should wait
 */
record Deferral(Kind kind, String label, Duration retryAfter) {
    /** Whose limit it is. */
    enum Kind {
        /** The caller's, or one of the service that it calls. */
        CALL,
        /** This node's, whoever calls. */
        NODE
    }

    /** The header's value: whole seconds, rounded up, so that a caller who waits that long has waited long enough. */
    String retryAfterSeconds() {
        return Long.toString(Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds()));
    }
}
