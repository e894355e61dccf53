package io.rolegate.gateway;

import io.rolegate.identity.Directory;
import io.rolegate.identity.KeyRing;
import io.rolegate.metrics.MetricsRegistry;
import io.rolegate.wire.Endpoint;
import io.rolegate.wire.Listener;
import io.rolegate.wire.ListenerSettings;
import io.rolegate.wire.TrustedProxies;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.healthchecks.HealthCheckHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** The management listener: metrics, health and the public keys of identity assertions (design, section 2). */
public final class ManagementVerticle extends VerticleBase {
    private static final Duration DRAIN_LIMIT = Duration.ofSeconds(2);

    private final Settings settings;
    private final Endpoint endpoint;
    private final MetricsRegistry registry;
    private final Directory directory;
    private final KeyRing keys;
    private final IntConsumer listening;
    private final BooleanSupplier draining;
    private Listener listener;

    /**
     * Where management listens.
     *
     * @param port 0 for any free one
     * @param metricsToken the bearer token that {@code /metrics} demands; needed where the host is not loopback
     */
    public record Settings(String host, int port, @Nullable String metricsToken) {
        /** The listener that these settings describe. */
        public ListenerSettings listener() {
            return new ListenerSettings(host, port, null, TrustedProxies.NONE);
        }

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

    /**
     * @param draining whether the process is about to end, so that nobody should send it more
     * @param listening told the actual port
     */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public ManagementVerticle(
            Settings settings,
            Endpoint endpoint,
            MetricsRegistry registry,
            Directory directory,
            KeyRing keys,
            BooleanSupplier draining,
            IntConsumer listening) {
        this.settings = settings;
        this.endpoint = endpoint;
        this.draining = draining;
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
        router.get("/jwks.json").handler(this::jwks);
        listener = new Listener(vertx, endpoint);
        return listener.listen(settings.port(), router, Listener::refusePlainly).onSuccess(listening::accept);
    }

    @Override
    public Future<?> stop() {
        return listener.drain(DRAIN_LIMIT);
    }

    private void jwks(RoutingContext request) {
        request.response().putHeader("cache-control", "public, max-age=" + Jwks.MAX_AGE.toSeconds());
        request.json(Jwks.of(keys));
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
                .register("serving", check -> check.complete(draining.getAsBoolean() ? Status.KO() : Status.OK()))
                .register("directory", check -> check.complete(directory.mayServe() ? Status.OK() : Status.KO()));
    }
}
