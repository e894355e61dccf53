package io.rolegate.backend;

/** Says why a request can't be attributed to a caller. Carries no stack trace: refusals are traffic. */
public final class AssertionException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Whose fault it is that the caller stays unknown. */
    public enum Cause {
        /** The assertion is missing or wrong: 401. */
        INVALID,
        /** The keys to check it with can't be fetched: 503. */
        KEYS_UNAVAILABLE
    }

    private final Cause reason;

    private AssertionException(Cause reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static AssertionException invalid(String message) {
        return new AssertionException(Cause.INVALID, message);
    }

    static AssertionException keysUnavailable(String message) {
        return new AssertionException(Cause.KEYS_UNAVAILABLE, message);
    }

    /** Whose fault it is. */
    public Cause reason() {
        return reason;
    }
}
