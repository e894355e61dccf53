package io.rolegate.gateway;

import io.rolegate.signature.BodyCheck;
import io.rolegate.signature.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Supplier;

/**
 * Streams a body to the service with back-pressure, hashing it on the way, and holds its last piece back until the hash fits
 * and the caller is still allowed. A body that fails is never completed (design, section 8).
 */
final class HeldBackUpload {
    private final HttpServerRequest from;
    private final HttpClientRequest to;
    private final BodyCheck check;
    private final long limit;
    private final Supplier<Future<Authorised>> stillAllowed;
    private final Promise<Void> promise = Promise.promise();
    private Buffer held;
    private long length;

    /** @param limit the largest body, in bytes */
    HeldBackUpload(
            HttpServerRequest from,
            Buffer beginning,
            HttpClientRequest to,
            BodyCheck check,
            long limit,
            Supplier<Future<Authorised>> stillAllowed) {
        this.from = from;
        this.to = to;
        this.check = check;
        this.limit = limit;
        this.stillAllowed = stillAllowed;
        this.held = beginning;
    }

    /** Completes once the whole body is with the service; fails, with the upstream request reset, where it must not be. */
    Future<Void> start() {
        from.exceptionHandler(this::fail);
        to.exceptionHandler(this::fail);
        take(held);
        from.handler(piece -> {
            Buffer previous = held;
            held = piece;
            take(piece);
            to.write(previous).onFailure(this::fail);
            if (to.writeQueueFull()) {
                from.pause();
                to.drainHandler(drained -> from.resume());
            }
        });
        from.endHandler(ended -> finish());
        from.resume();
        return promise.future();
    }

    private void take(Buffer piece) {
        length += piece.length();
        check.update(piece.getBytes(), 0, piece.length());
        if (length > limit) {
            fail(RequestBody.tooLarge(limit));
        }
    }

    private void finish() {
        Rejection rejection = check.finish();
        if (rejection != null) {
            fail(Refusal.of(rejection));
            return;
        }
        stillAllowed
                .get()
                .compose(allowed -> to.end(held))
                .onSuccess(promise::tryComplete)
                .onFailure(this::fail);
    }

    private void fail(Throwable failure) {
        if (promise.tryFail(failure)) {
            from.handler(null);
            from.endHandler(null);
            to.reset();
        }
    }
}
