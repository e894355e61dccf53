package io.rolegate.wire;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.internal.http.HttpServerRequestInternal;
import io.vertx.core.internal.http.HttpServerRequestWrapper;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A request whose body is complete in time, or fails. The failure is told to the exception handler even where that comes after
 * it, as a client may break off while nobody reads; then neither data nor an end follow.
 */
final class TimedRequest extends HttpServerRequestWrapper {
    private final Deadlines deadlines;
    private final Runnable breakOff;
    private final int idleTicks;
    private final int deadline;
    private int waitingSince;
    private boolean ended;
    private boolean settled;
    private @Nullable ApiException failure;
    private @Nullable Handler<Throwable> exceptionHandler;
    private @Nullable Handler<Void> endHandler;

    /** @param breakOff what is to be done about a body that is still to come when it failed and the request is answered */
    TimedRequest(HttpServerRequest request, Deadlines deadlines, WireLimits limits, Runnable breakOff) {
        super((HttpServerRequestInternal) request);
        this.deadlines = deadlines;
        this.breakOff = breakOff;
        this.idleTicks = Deadlines.ticks(limits.bodyIdle());
        this.deadline = after(limits.requestDeadline());
        this.waitingSince = deadlines.now();
        delegate.exceptionHandler(broken -> fail(new ApiException(ErrorCode.INVALID_BODY, "The request broke off.")));
        delegate.endHandler(end -> finish());
    }

    private int after(Duration duration) {
        return (int) Math.min(Integer.MAX_VALUE, (long) deadlines.now() + Deadlines.ticks(duration));
    }

    /** Whether nothing is to be watched any more. */
    boolean isSettled() {
        return settled;
    }

    boolean hasFailed() {
        return failure != null;
    }

    void check(int now) {
        if (ended) {
            settled = true;
        } else if (failure != null) {
            settleFailed();
        } else if (waitingSince != Deadlines.NONE && now - waitingSince > idleTicks) {
            fail(new ApiException(ErrorCode.REQUEST_TIMEOUT, "Nothing came of the request body for too long."));
        } else if (now > deadline) {
            fail(new ApiException(ErrorCode.REQUEST_TIMEOUT, "The request took too long to come."));
        }
    }

    private void settleFailed() {
        if (delegate.response().ended() || delegate.response().closed()) {
            settled = true;
            breakOff.run();
        }
    }

    /** Nothing of the body is told any more but this. */
    void fail(ApiException why) {
        if (ended || failure != null) {
            return;
        }
        failure = why;
        Handler<Throwable> handler = exceptionHandler;
        if (handler != null) {
            delegate.context().dispatch(why, handler);
        }
    }

    private void finish() {
        ended = true;
        Handler<Void> handler = endHandler;
        if (failure == null && handler != null) {
            handler.handle(null);
        }
    }

    @Override
    public HttpServerRequest exceptionHandler(@Nullable Handler<Throwable> handler) {
        exceptionHandler = handler;
        if (failure != null && handler != null) {
            handler.handle(failure);
        }
        return this;
    }

    @Override
    public HttpServerRequest endHandler(@Nullable Handler<Void> handler) {
        if (ended && handler != null) {
            throw new IllegalStateException("the request has been read");
        }
        endHandler = handler;
        return this;
    }

    @Override
    public HttpServerRequest handler(@Nullable Handler<Buffer> handler) {
        if (handler == null) {
            delegate.handler(null);
        } else if (failure == null) {
            delegate.handler(data -> take(data, handler));
        }
        return this;
    }

    private void take(Buffer data, Handler<Buffer> handler) {
        if (failure == null) {
            waitingSince = deadlines.now();
            handler.handle(data);
        }
    }

    @Override
    public HttpServerRequest pause() {
        waitingSince = Deadlines.NONE;
        if (!delegate.isEnded()) {
            delegate.pause();
        }
        return this;
    }

    @Override
    public HttpServerRequest resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public HttpServerRequest fetch(long amount) {
        waitingSince = deadlines.now();
        if (!delegate.isEnded()) {
            delegate.fetch(amount);
        }
        return this;
    }

    @Override
    public Future<Buffer> body() {
        Promise<Buffer> promise = delegate.context().promise();
        Buffer whole = Buffer.buffer();
        handler(whole::appendBuffer);
        endHandler(end -> promise.tryComplete(whole));
        exceptionHandler(promise::tryFail);
        return promise.future();
    }

    @Override
    public Future<Void> end() {
        Promise<Void> promise = delegate.context().promise();
        endHandler(promise::tryComplete);
        exceptionHandler(promise::tryFail);
        return promise.future();
    }

    @Override
    public boolean isEnded() {
        return ended;
    }
}
