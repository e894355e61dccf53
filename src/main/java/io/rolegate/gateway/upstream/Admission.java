package io.rolegate.gateway.upstream;

/** What a circuit breaker says to a request. */
public enum Admission {
    /** It may be sent. */
    NORMAL,
    /** It may be sent, and shows whether the service works again. */
    PROBE,
    /** It may not. */
    REFUSED
}
