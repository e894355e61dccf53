package io.rolegate.gateway;

import io.rolegate.bench.Call;
import io.rolegate.wire.Endpoint;
import io.rolegate.wire.Listener;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.util.ArrayList;
import java.util.List;

/** The gateway's listener, which keeps what it reads: requests are answered at once, so that one connection brings many. */
final class RequestReader {
    private final Vertx vertx;
    private final Context context;
    private final NetClient client;
    private int port;
    private Batch batch;
    private NetSocket connection;

    private record Batch(int size, List<HttpServerRequest> read, Promise<List<HttpServerRequest>> whole) {}

    /** @param context the event loop to serve on */
    RequestReader(Vertx vertx, Context context) {
        this.vertx = vertx;
        this.context = context;
        this.client = vertx.createNetClient();
    }

    Future<Void> listen(Endpoint endpoint) {
        Promise<Integer> listening = Promise.promise();
        context.runOnContext(begun -> new Listener(vertx, endpoint)
                .listen(-1, this::keep, Listener::refusePlainly)
                .onComplete(listening));
        return listening.future().map(actual -> {
            port = actual;
            return null;
        });
    }

    /** Sends bodiless calls over a new connection, which stays open until the next; completes once they are all read. */
    Future<List<HttpServerRequest>> read(List<Call> calls) {
        Buffer heads = Buffer.buffer();
        calls.forEach(call -> heads.appendBytes(call.head()));
        Batch expected = new Batch(calls.size(), new ArrayList<>(), Promise.promise());
        context.runOnContext(begun -> batch = expected);
        Future<Void> closed = connection == null ? Future.succeededFuture() : connection.close();
        return closed.compose(free -> client.connect(port, "127.0.0.1"))
                .compose(socket -> {
                    connection = socket;
                    return socket.write(heads);
                })
                .compose(sent -> expected.whole().future());
    }

    private void keep(HttpServerRequest request) {
        batch.read().add(request);
        request.response().end();
        if (batch.read().size() == batch.size()) {
            batch.whole().complete(batch.read());
        }
    }
}
