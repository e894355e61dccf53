package io.rolegate.api;

import org.jspecify.annotations.Nullable;

/**
 * A refusal that the caller is told: the only exception that crosses packages. It carries no stack trace, since refusals are
 * traffic, unless it has a cause.
 */
public final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorCode error;
    private final @Nullable String suffix;

    /** @param message shown to the caller: names what is wrong and what was expected, no secret */
    public ApiException(ErrorCode error, String message) {
        this(error, null, message, null);
    }

    /** @param suffix what follows the code after a dot, for example {@code User.AccessKey} */
    public ApiException(ErrorCode error, @Nullable String suffix, String message) {
        this(error, suffix, message, null);
    }

    /** @param cause for the log, never shown */
    public ApiException(ErrorCode error, @Nullable String suffix, String message, @Nullable Throwable cause) {
        super(message, cause, false, cause != null);
        this.error = error;
        this.suffix = suffix;
    }

    public ErrorCode error() {
        return error;
    }

    /** The whole code towards RPC and ROA callers. */
    public String code() {
        return suffix == null ? error.code() : error.code() + "." + suffix;
    }

    /** What is shown to the caller. */
    public String text() {
        String message = getMessage();
        return message == null ? error.code() : message;
    }
}
