package io.rolegate.backend.fault;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Sends a body in small pieces at a steady rate. */
final class Trickle {
    private static final int PIECES_PER_SECOND = 10;

    private final Vertx vertx;
    private final HttpServerResponse response;
    private final Buffer body;
    private final int piece;
    private final long pauseMillis;
    private final Promise<Void> sent = Promise.promise();
    private int offset;

    Trickle(Vertx vertx, HttpServerResponse response, Buffer body, int bytesPerSecond) {
        this.vertx = vertx;
        this.response = response;
        this.body = body;
        this.piece = Math.max(1, bytesPerSecond / PIECES_PER_SECOND);
        this.pauseMillis = 1000L * piece / bytesPerSecond;
    }

    Future<Void> start() {
        response.putHeader("Content-Length", Integer.toString(body.length()));
        vertx.setPeriodic(pauseMillis, this::sendPiece);
        return sent.future();
    }

    private void sendPiece(long timer) {
        int end = Math.min(offset + piece, body.length());
        if (response.closed()) {
            vertx.cancelTimer(timer);
            sent.fail("the receiver has gone");
        } else if (end == body.length()) {
            vertx.cancelTimer(timer);
            response.end(body.slice(offset, end)).onComplete(sent);
        } else {
            response.write(body.slice(offset, end));
        }
        offset = end;
    }
}
