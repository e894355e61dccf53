package io.rolegate.backend;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The least that stands between an official SDK and a backend: forwards everything and adds the assertion. */
public final class Forwarder {
    private final HttpClient client;
    private final int targetPort;
    private final Supplier<String> assertion;
    private final HttpServer server;

    public Forwarder(Vertx vertx, int targetPort, Supplier<String> assertion) throws Exception {
        this.client = vertx.createHttpClient();
        this.targetPort = targetPort;
        this.assertion = assertion;
        this.server = vertx.createHttpServer(new HttpServerOptions().setHandle100ContinueAutomatically(true))
                .requestHandler(this::forward)
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    public int port() {
        return server.actualPort();
    }

    private void forward(HttpServerRequest incoming) {
        incoming.body()
                .compose(body -> client.request(new RequestOptions()
                                .setHost("127.0.0.1")
                                .setPort(targetPort)
                                .setMethod(incoming.method())
                                .setURI(incoming.uri()))
                        .compose(outgoing -> {
                            incoming.headers().forEach((name, value) -> {
                                if (!name.equalsIgnoreCase("transfer-encoding")
                                        && !name.equalsIgnoreCase("content-length")
                                        && !name.equalsIgnoreCase("expect")) {
                                    outgoing.putHeader(name, value);
                                }
                            });
                            return outgoing.putHeader("x-forwarded-host", incoming.getHeader("host"))
                                    .putHeader(AssertionVerifier.HEADER, assertion.get())
                                    .send(body);
                        }))
                .compose(response -> response.body().map(body -> {
                    answer(incoming, response, body);
                    return body;
                }))
                .onFailure(failure -> incoming.response().setStatusCode(502).end());
    }

    private static void answer(HttpServerRequest incoming, HttpClientResponse response, Buffer body) {
        var outgoing = incoming.response().setStatusCode(response.statusCode());
        response.headers().forEach((name, value) -> {
            if (!name.equalsIgnoreCase("transfer-encoding") && !name.equalsIgnoreCase("content-length")) {
                outgoing.putHeader(name, value);
            }
        });
        if (response.statusCode() == 204) {
            outgoing.end();
        } else {
            outgoing.end(body);
        }
    }
}
