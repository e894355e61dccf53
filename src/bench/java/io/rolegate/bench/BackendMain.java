package io.rolegate.bench;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** The service behind every gateway: answers reads with half a kilobyte, and writes once it has the whole body. */
final class BackendMain {
    private static final Buffer NOTE = Buffer.buffer("{\"note\":\"" + "n".repeat(500) + "\"}");
    private static final Buffer WRITTEN = Buffer.buffer("{\"written\":true}");

    private BackendMain() {}

    public static void main(String[] arguments) {
        Vertx.vertx()
                .createHttpServer()
                .requestHandler(BackendMain::answer)
                .listen(0, "127.0.0.1")
                .onSuccess(server -> System.out.println("ready " + server.actualPort()));
    }

    private static void answer(HttpServerRequest request) {
        request.response().putHeader("content-type", "application/json");
        if (HttpMethod.GET.equals(request.method())) {
            request.response().end(NOTE);
        } else {
            request.handler(piece -> {});
            request.endHandler(ended -> request.response().end(WRITTEN));
        }
    }
}
