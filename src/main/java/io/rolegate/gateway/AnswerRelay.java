package io.rolegate.gateway;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Streams a service's answer to the caller with back-pressure. An answer that breaks off is never ended, so that the caller
 * can tell; nor is one ended before the whole request was verified.
 */
final class AnswerRelay {
    /** Answers that say they are no longer than this leave in one piece. */
    private static final int SMALL_BYTES = 64 * 1024;

    private static final int SMALL_DIGITS = 5;

    private final Exchange exchange;
    private final HttpClientResponse from;
    private final HttpServerResponse to;
    private final Future<Void> requestSent;
    private final Deadline deadline;
    private final Duration patience;
    private final boolean takesTrailers;
    private final Promise<Void> promise = Promise.promise();

    /**
     * @param requestSent completes once the request may count as complete
     * @param deadline set while the service has to go on
     * @param patience how long it may take to do so
     */
    AnswerRelay(
            Exchange exchange,
            HttpClientResponse from,
            Future<Void> requestSent,
            Deadline deadline,
            Duration patience) {
        this.exchange = exchange;
        this.from = from;
        this.to = exchange.request().response();
        this.requestSent = requestSent;
        this.deadline = deadline;
        this.patience = patience;
        this.takesTrailers = Trailers.areTaken(exchange.request());
    }

    /** Completes once the caller has the whole answer; fails where the service broke it off, or the caller is gone. */
    Future<Void> start() {
        to.setStatusCode(from.statusCode());
        ForwardedHeaders.copyResponse(from.headers(), to.headers());
        exchange.putRequestId();
        from.exceptionHandler(promise::tryFail);
        deadline.in(patience);
        String length = from.getHeader("content-length");
        if (isBodiless()) {
            from.endHandler(ended -> end(null));
        } else if (length != null && isSmall(length)) {
            collect(Integer.parseInt(length));
        } else {
            to.setChunked(length == null);
            if (takesTrailers) {
                Trailers.announce(from, to);
            }
            stream();
        }
        return promise.future();
    }

    private boolean isBodiless() {
        int status = from.statusCode();
        return HttpMethod.HEAD.equals(exchange.request().method()) || status == 204 || status == 304;
    }

    private static boolean isSmall(String length) {
        return length.length() <= SMALL_DIGITS && Integer.parseInt(length) <= SMALL_BYTES;
    }

    private void collect(int length) {
        Buffer body = Buffer.buffer(length);
        from.handler(piece -> {
            deadline.in(patience);
            body.appendBuffer(piece);
        });
        from.endHandler(ended -> end(body));
    }

    private void stream() {
        to.drainHandler(drained -> {
            deadline.in(patience);
            from.resume();
        });
        from.handler(piece -> {
            deadline.in(patience);
            to.write(piece).onFailure(promise::tryFail);
            if (to.writeQueueFull()) {
                from.pause();
                deadline.clear();
            }
        });
        from.endHandler(ended -> end(null));
    }

    private void end(@Nullable Buffer last) {
        deadline.clear();
        if (requestSent.succeeded()) {
            write(last);
        } else {
            requestSent.onSuccess(sent -> write(last)).onFailure(promise::tryFail);
        }
    }

    private void write(@Nullable Buffer last) {
        if (takesTrailers) {
            Trailers.copy(from, to);
        }
        (last == null ? to.end() : to.end(last)).onComplete(promise);
    }
}
