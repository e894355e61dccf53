package io.rolegate.identity;

/** A key can't be rotated by this process; the message, which may be shown to the caller, says what to do instead. */
public final class KeyRotationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public KeyRotationException(String message) {
        super(message, null, false, false);
    }
}
