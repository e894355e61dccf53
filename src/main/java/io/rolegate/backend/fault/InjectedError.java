package io.rolegate.backend.fault;

import io.vertx.core.http.HttpServerResponse;
import java.util.OptionalInt;

/** An error that a fault asks for; the service renders it as its own. Carries no stack trace. */
public final class InjectedError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final String text;
    private final transient OptionalInt retryAfterSeconds;

    InjectedError(int status, String code, String text, OptionalInt retryAfterSeconds) {
        super(code + ": " + text, null, false, false);
        this.status = status;
        this.code = code;
        this.text = text;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    /** The HTTP status, 400 to 599. */
    public int status() {
        return status;
    }

    /** The error code. */
    public String code() {
        return code;
    }

    /** The message without its code. */
    public String text() {
        return text;
    }

    /** Adds what the error says in the head of its answer. */
    public void addHeaders(HttpServerResponse response) {
        retryAfterSeconds.ifPresent(seconds -> response.putHeader("Retry-After", Integer.toString(seconds)));
    }
}
