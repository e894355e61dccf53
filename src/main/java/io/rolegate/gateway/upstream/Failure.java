package io.rolegate.gateway.upstream;

/** How an upstream failed a request that was sent to it, or was to be. */
public enum Failure {
    /** No connection could be made. */
    UNREACHABLE("unreachable"),
    /** It broke the connection or the stream off. */
    BROKEN("broken"),
    /** It took too long. */
    TIMEOUT("timeout"),
    /** It answered with a status that counts as a failure. */
    STATUS("status");

    private final String label;

    Failure(String label) {
        this.label = label;
    }

    /** The name in metrics. */
    public String label() {
        return label;
    }
}
