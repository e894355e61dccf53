package io.rolegate.gateway;

import io.rolegate.identity.Directory;
import io.rolegate.identity.KeyRing;
import io.rolegate.metrics.MetricsRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The management listener: metrics, health and the public keys of identity assertions (design, section 2). */
public final class ManagementVerticle extends VerticleBase {
    private static final int MAX_LINE_BYTES = 4096;

    private final Settings settings;
    private final MetricsRegistry registry;
    private final Directory directory;
    private final KeyRing keys;
    private final IntConsumer listening;
    private HttpServer server;

    /**
     * Where management listens.
     *
     * @param port 0 for any free one
     * @param metricsToken the bearer token that {@code /metrics} demands; needed where the host is not loopback
     */
    public record Settings(String host, int port, @Nullable String metricsToken) {
        /** @throws IllegalArgumentException where metrics would be open to others */
        public Settings {
            if (metricsToken == null && !isLoopback(host)) {
                throw new IllegalArgumentException(
                        "management.metricsToken is required where management.host is not loopback");
            }
        }

        private static boolean isLoopback(String host) {
            InetAddress address = new InetSocketAddress(host, 0).getAddress();
            return address != null && address.isLoopbackAddress();
        }
    }

    /** @param listening told the actual port */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public ManagementVerticle(
            Settings settings, MetricsRegistry registry, Directory directory, KeyRing keys, IntConsumer listening) {
        this.settings = settings;
        this.registry = registry;
        this.directory = directory;
        this.keys = keys;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.get("/metrics").handler(this::metrics);
        router.get("/health/live").handler(HealthCheckHandler.createWithHealthChecks(live()));
        router.get("/health/ready").handler(HealthCheckHandler.createWithHealthChecks(ready()));
        router.get("/jwks.json").handler(request -> request.json(Jwks.of(keys)));
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

    private void metrics(RoutingContext request) {
        if (!isEntitled(request.request().getHeader("authorization"))) {
            request.response()
                    .setStatusCode(401)
                    .putHeader("www-authenticate", "Bearer")
                    .end();
            return;
        }
        vertx.executeBlocking(registry::scrape, false)
                .onSuccess(text -> request.response()
                        .putHeader("content-type", MetricsRegistry.CONTENT_TYPE)
                        .end(text))
                .onFailure(request::fail);
    }

    private boolean isEntitled(@Nullable String authorization) {
        String token = settings.metricsToken();
        if (token == null || authorization == null) {
            return token == null;
        }
        return MessageDigest.isEqual(
                authorization.getBytes(StandardCharsets.UTF_8), ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Alive is who answers. */
    private HealthChecks live() {
        return HealthChecks.create(vertx).register("event-loop", alive -> alive.complete(Status.OK()));
    }

    private HealthChecks ready() {
        return HealthChecks.create(vertx)
                .register("directory", check -> check.complete(directory.mayServe() ? Status.OK() : Status.KO()));
    }
}
