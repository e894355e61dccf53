package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** A request's body: whole in memory, or its beginning with the rest still to come from the paused request. */
sealed interface RequestBody {
    /** Bodies up to this size are read and verified before anything goes on (design, section 8). */
    int BUFFERED_BYTES = 64 * 1024;

    /** A body that is all here. */
    record Whole(Buffer bytes) implements RequestBody {
        static final Whole EMPTY = new Whole(Buffer.buffer());
    }

    /** The beginning of a body whose rest the request, paused, still holds. */
    record Begun(Buffer beginning) implements RequestBody {}

    /** Whether the request says that it has a body. */
    static boolean isAnnounced(HttpServerRequest request) {
        String length = request.getHeader("content-length");
        return length == null
                ? request.headers().contains("transfer-encoding") || isHttp2(request)
                : !length.equals("0");
    }

    private static boolean isHttp2(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_2;
    }

    /** Reads a paused request's body up to {@code atMost} bytes; what is longer stays paused behind its beginning. */
    static Future<RequestBody> read(Exchange exchange, int atMost) {
        HttpServerRequest request = exchange.request();
        if (!isAnnounced(request)) {
            request.resume();
            return Future.succeededFuture(Whole.EMPTY);
        }
        Promise<RequestBody> promise = Promise.promise();
        Buffer bytes = Buffer.buffer();
        request.exceptionHandler(promise::tryFail);
        request.endHandler(ended -> promise.tryComplete(new Whole(bytes)));
        request.handler(piece -> {
            if (!exchange.takeBodyBytes(piece.length())) {
                request.pause();
                promise.tryFail(Refusal.shed(Overload.BODY_MEMORY));
                return;
            }
            bytes.appendBuffer(piece);
            if (bytes.length() > atMost) {
                request.pause();
                promise.tryComplete(new Begun(bytes));
            }
        });
        request.resume();
        return promise.future();
    }

    /** Reads the whole body, or refuses it with 413 where it is larger than {@code limit} bytes. */
    static Future<Buffer> readWhole(Exchange exchange, int limit) {
        return read(exchange, limit).map(body -> {
            if (body instanceof Whole whole) {
                return whole.bytes();
            }
            throw tooLarge(limit);
        });
    }

    /** Refuses a body whose announced length is over the limit, before any of it is read. */
    static void checkAnnounced(HttpServerRequest request, long limit) {
        String length = request.getHeader("content-length");
        if (length == null) {
            return;
        }
        try {
            if (Long.parseLong(length) > limit) {
                throw tooLarge(limit);
            }
        } catch (NumberFormatException e) {
            throw Refusal.of(ErrorCode.INVALID_HEADER, "Content-Length is no number.");
        }
    }

    static Refusal tooLarge(long limit) {
        return Refusal.of(ErrorCode.REQUEST_TOO_LARGE, "The request body is larger than " + limit + " bytes.");
    }
}
