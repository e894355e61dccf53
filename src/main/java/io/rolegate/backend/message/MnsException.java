package io.rolegate.backend.message;

/** A refusal that the caller gets to read. Carries no stack trace: refusals are traffic. */
final class MnsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final MnsError error;
    private final String text;

    MnsException(MnsError error, String message) {
        super(error.code() + ": " + message, null, false, false);
        this.error = error;
        this.text = message;
    }

    MnsError error() {
        return error;
    }

    /** The message without its code. */
    String text() {
        return text;
    }
}
