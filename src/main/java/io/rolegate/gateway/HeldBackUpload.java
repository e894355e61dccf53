package io.rolegate.gateway;

import io.rolegate.signature.BodyCheck;
import io.rolegate.signature.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Streams a body to the service with back-pressure, hashing it on the way, and holds its last piece back until the hash fits
 * and the caller is still allowed. A body that fails is never completed (design, section 8): whoever started this resets
 * the request to the service.
 */
final class HeldBackUpload {
    private final HttpServerRequest from;
    private final HttpClientRequest to;
    private final BodyCheck check;
    private final long limit;
    private final Supplier<Future<Authorised>> stillAllowed;
    private final Deadline deadline;
    private final Duration patience;
    private final Promise<Void> promise = Promise.promise();
    private Buffer held;
    private long length;

    /**
     * @param limit the largest body, in bytes
     * @param deadline set while the service does not take what is there
     * @param patience how long it may do so
     */
    HeldBackUpload(
            HttpServerRequest from,
            Buffer beginning,
            HttpClientRequest to,
            BodyCheck check,
            long limit,
            Supplier<Future<Authorised>> stillAllowed,
            Deadline deadline,
            Duration patience) {
        this.from = from;
        this.held = beginning;
        this.to = to;
        this.check = check;
        this.limit = limit;
        this.stillAllowed = stillAllowed;
        this.deadline = deadline;
        this.patience = patience;
    }

    /** Completes once the whole body is with the service; fails where it must not be, or can't be read. */
    Future<Void> start() {
        from.exceptionHandler(this::fail);
        to.drainHandler(drained -> {
            deadline.clear();
            from.resume();
        });
        if (take(held)) {
            from.handler(this::next);
            from.endHandler(ended -> finish());
            from.resume();
        }
        return promise.future();
    }

    /** Whether it is still under way. */
    boolean isRunning() {
        return !promise.future().isComplete();
    }

    /** Sends nothing more. */
    void stop() {
        if (isRunning()) {
            from.pause();
            from.handler(null);
            from.endHandler(null);
            deadline.clear();
        }
    }

    private void next(Buffer piece) {
        Buffer previous = held;
        held = piece;
        if (!take(piece)) {
            return;
        }
        to.write(previous).onFailure(this::fail);
        if (to.writeQueueFull()) {
            from.pause();
            deadline.in(patience);
        }
    }

    private boolean take(Buffer piece) {
        length += piece.length();
        if (length > limit) {
            fail(RequestBody.tooLarge(limit));
            return false;
        }
        check.update(piece.getBytes(), 0, piece.length());
        return true;
    }

    private void finish() {
        Rejection rejection = check.finish();
        if (rejection != null) {
            fail(Refusal.of(rejection));
            return;
        }
        stillAllowed
                .get()
                .compose(allowed -> promise.future().isComplete() ? promise.future() : to.end(held))
                .onSuccess(promise::tryComplete)
                .onFailure(this::fail);
    }

    private void fail(Throwable failure) {
        stop();
        promise.tryFail(failure);
    }
}
