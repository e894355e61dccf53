package io.rolegate.backend.message;

import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.BackendSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The message service's listener. Deploy one instance: it keeps all queues and topics, in memory, on its event loop.
 * Each request needs an identity assertion for {@value #AUDIENCE}.
 */
public final class MessageServiceVerticle extends VerticleBase {
    /** The audience that assertions for this service name. */
    public static final String AUDIENCE = "message-service";

    private static final int IDLE_SECONDS = 90;
    private static final int DRAIN_SECONDS = 2;

    private final BackendSettings settings;
    private final InstantSource clock;
    private volatile @Nullable HttpServer server;
    private @Nullable AssertionVerifier verifier;

    /** A service that tells time by the system's clock. */
    public MessageServiceVerticle(BackendSettings settings) {
        this(settings, InstantSource.system());
    }

    /** A service whose messages age by {@code clock}; assertions expire by the system's. */
    public MessageServiceVerticle(BackendSettings settings, InstantSource clock) {
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Future<?> start() {
        AssertionVerifier assertions = new AssertionVerifier(vertx, settings.jwksUrl(), AUDIENCE);
        MessageServiceApi api = new MessageServiceApi(vertx, assertions, settings.region(), clock);
        verifier = assertions;
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(32 << 10)
                .setMaxHeaderSize(32 << 10)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(api.router())
                .listen(settings.port(), settings.host())
                .onSuccess(listening -> server = listening);
    }

    @Override
    public Future<?> stop() {
        AssertionVerifier assertions = verifier;
        if (assertions != null) {
            assertions.close();
        }
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** The port in use, once deployed. */
    public int port() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("not deployed yet");
        }
        return listening.actualPort();
    }

    /** Where the service answers, once deployed. */
    public String url() {
        return "http://" + settings.host() + ":" + port();
    }
}
