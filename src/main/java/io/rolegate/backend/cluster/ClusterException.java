package io.rolegate.backend.cluster;

/** A refusal that the caller gets to read. Carries no stack trace: refusals are traffic. */
final class ClusterException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ClusterError error;
    private final String text;

    ClusterException(ClusterError error, String message) {
        super(error.code() + ": " + message, null, false, false);
        this.error = error;
        this.text = message;
    }

    ClusterError error() {
        return error;
    }

    /** The message without its code. */
    String text() {
        return text;
    }
}
