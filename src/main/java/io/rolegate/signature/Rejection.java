package io.rolegate.signature;

import org.jspecify.annotations.Nullable;

/**
 * A refused request.
 *
 * @param reason the kind of refusal, which decides code and status
 * @param why one sentence for the caller; holds no secret, token or expected signature
 * @param dialect whose vocabulary and format the caller expects; null where the request shows none
 */
public record Rejection(RejectionReason reason, String why, @Nullable Dialect dialect)
        implements Reading, Presentation, Verification {

    /** The error code in the vocabulary of the dialect. */
    public String code() {
        return reason.code(dialect);
    }

    /** The HTTP status in the vocabulary of the dialect. */
    public int status() {
        return reason.status(dialect);
    }
}
