package io.rolegate.console;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.IntConsumer;

/** The console's listener. */
public final class ConsoleVerticle extends VerticleBase {
    private static final int MAX_LINE_BYTES = 8192;

    private final Settings settings;
    private final IntConsumer listening;
    private HttpServer server;

    /**
     * Where the console listens.
     *
     * @param port 0 for any free one
     */
    public record Settings(String host, int port) {}

    /** @param listening told the actual port */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public ConsoleVerticle(Settings settings, IntConsumer listening) {
        this.settings = settings;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().handler(ConsoleVerticle::protect);
        router.get()
                .handler(StaticHandler.create("console")
                        .setIndexPage("index.html")
                        .setCachingEnabled(false));
        server = vertx.createHttpServer(new HttpServerOptions()
                        .setMaxInitialLineLength(MAX_LINE_BYTES)
                        .setHttp2ClearTextEnabled(false)
                        .setIdleTimeout(60))
                .requestHandler(router);
        return server.listen(settings.port(), settings.host()).onSuccess(bound -> listening.accept(bound.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server.close();
    }

    /** The headers of security.md, "Console", on every answer. */
    private static void protect(RoutingContext request) {
        request.response()
                .putHeader(
                        "content-security-policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer");
        request.next();
    }
}
