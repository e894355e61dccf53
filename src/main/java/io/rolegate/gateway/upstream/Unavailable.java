package io.rolegate.gateway.upstream;

/** Why a request was not sent to any upstream: for metrics and the audit record, never for the caller. */
public enum Unavailable {
    /** No upstream is healthy. */
    UNHEALTHY("unhealthy"),
    /** The circuit breaker is open. */
    CIRCUIT_OPEN("circuit_open"),
    /** Too many requests wait for a connection, or waited too long. */
    BUSY("busy"),
    /** No connection could be made. */
    UNREACHABLE("unreachable");

    private final String label;

    Unavailable(String label) {
        this.label = label;
    }

    /** The name in metrics and audit records. */
    public String label() {
        return label;
    }
}
