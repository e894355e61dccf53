package io.rolegate.gateway;

import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SignedRequest;
import io.rolegate.signature.UnsignedRequest;
import io.rolegate.wire.RawConnection;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A gateway with one service behind it, whose server does what a test says and keeps what reached it. */
final class Blobs implements AutoCloseable {
    static final int MAX_BODY_BYTES = 16 << 20;
    private static final int SECONDS = 30;
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final ServicesFixture services;
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private volatile Handler<HttpServerRequest> answer = Blobs::accept;

    /** What reached the service: complete, or broken off. */
    record Seen(String method, String target, MultiMap headers, Buffer body, boolean complete) {}

    Blobs() throws IOException, TimeoutException {
        this(Map.of());
    }

    /** With settings beside those that it needs. */
    Blobs(Map<String, String> settings) throws IOException, TimeoutException {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .await(SECONDS, TimeUnit.SECONDS);
        ServicesFixture.Builder builder = ServicesFixture.with()
                .service(
                        "blobs",
                        "maxBodyBytes: " + MAX_BODY_BYTES + "\nresponseTimeoutSeconds: 3",
                        URI.create("http://127.0.0.1:" + server.actualPort()));
        settings.forEach(builder::setting);
        services = builder.start();
    }

    private void handle(HttpServerRequest request) {
        Buffer body = Buffer.buffer();
        request.handler(body::appendBuffer);
        request.exceptionHandler(broken -> seen.add(seen(request, body, false)));
        request.endHandler(ended -> {
            seen.add(seen(request, body, true));
            answer.handle(request);
        });
    }

    private static Seen seen(HttpServerRequest request, Buffer body, boolean complete) {
        return new Seen(request.method().name(), request.uri(), request.headers(), body, complete);
    }

    private static void accept(HttpServerRequest request) {
        Future<Void> sent =
                request.response().putHeader("content-type", "text/plain").end("stored");
        sent.onFailure(gone -> request.connection().close());
    }

    /** Has the service answer like this from now on. */
    void answering(Handler<HttpServerRequest> handler) {
        answer = handler;
    }

    void answeringNormally() {
        answer = Blobs::accept;
    }

    /** The next request that reached the service; fails where none does. */
    Seen take() throws InterruptedException {
        Seen next = seen.poll(SECONDS, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing reached the service");
        }
        return next;
    }

    /** What has reached the service and was not taken. */
    BlockingQueue<Seen> seen() {
        return seen;
    }

    RunningGateway gateway() {
        return services.gateway();
    }

    RawConnection connect() throws IOException {
        return services.connect();
    }

    /** Sends a request without a body on a connection of its own, and takes the answer. */
    RawConnection.Reply send(SignedRequest signed) throws IOException {
        try (RawConnection connection = connect()) {
            return connection.send(RawConnection.head(signed) + "\r\n").receive();
        }
    }

    /** What the gateway tells Prometheus. */
    String metrics() throws IOException {
        return services.metrics();
    }

    UnsignedRequest.Builder request(Dialect dialect, String method, String path) {
        return services.request(dialect, method, path);
    }

    SignedRequest sign(UnsignedRequest.Builder request) {
        return services.sign(request);
    }

    @Override
    public void close() throws TimeoutException {
        services.close();
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }
}
