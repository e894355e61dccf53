package io.rolegate.console;

import io.rolegate.wire.Endpoint;
import io.rolegate.wire.Listener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import java.time.Duration;
import java.util.function.IntConsumer;

/** The console's listener. */
public final class ConsoleVerticle extends VerticleBase {
    private final Endpoint endpoint;
    private final Duration drainLimit;
    private final IntConsumer listening;
    private Listener listener;

    /** @param listening told the actual port */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public ConsoleVerticle(Endpoint endpoint, Duration drainLimit, IntConsumer listening) {
        this.endpoint = endpoint;
        this.drainLimit = drainLimit;
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
        listener = new Listener(vertx, endpoint);
        return listener.listen(endpoint.settings().port(), router, Listener::refusePlainly)
                .onSuccess(listening::accept);
    }

    @Override
    public Future<?> stop() {
        return listener.drain(drainLimit);
    }

    /** The headers of security.md, "Console", on every answer. */
    private static void protect(RoutingContext request) {
        request.response()
                .putHeader(
                        "content-security-policy",
                        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'")
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("referrer-policy", "no-referrer");
        if (request.request().isSSL()) {
            request.response().putHeader("strict-transport-security", "max-age=31536000");
        }
        request.next();
    }
}
