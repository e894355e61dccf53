package io.rolegate.sts.oidc;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.WriteStream;
import org.jspecify.annotations.Nullable;

/** Collects a body and fails, which breaks the transfer off, as soon as it exceeds a number of bytes. */
final class BoundedBody implements WriteStream<Buffer> {
    private final int limit;
    private final Buffer bytes = Buffer.buffer();

    BoundedBody(int limit) {
        this.limit = limit;
    }

    Buffer bytes() {
        return bytes;
    }

    @Override
    public Future<Void> write(Buffer data) {
        if (bytes.length() + data.length() > limit) {
            return Future.failedFuture(new IssuerException("a document exceeds " + limit + " bytes"));
        }
        bytes.appendBuffer(data);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> end() {
        return Future.succeededFuture();
    }

    @Override
    public boolean writeQueueFull() {
        return false;
    }

    @Override
    public BoundedBody setWriteQueueMaxSize(int maxSize) {
        return this;
    }

    @Override
    public BoundedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public BoundedBody drainHandler(@Nullable Handler<Void> handler) {
        return this;
    }
}
