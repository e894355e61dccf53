package io.rolegate.backend;

import io.rolegate.backend.fault.FaultControl;
import io.rolegate.backend.fault.Faults;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The listener of one mocked backend, with the control endpoint of its faults ({@link FaultControl#PATH}). Deploy one
 * instance: it keeps its state on its event loop.
 */
public abstract class BackendServer extends VerticleBase {
    private static final int IDLE_SECONDS = 90;
    private static final int DRAIN_SECONDS = 2;

    private final BackendSettings settings;
    private final String audience;
    private volatile @Nullable HttpServer server;
    private @Nullable AssertionVerifier verifier;

    /** A server for requests whose assertions name {@code audience}. */
    protected BackendServer(BackendSettings settings, String audience) {
        this.settings = settings;
        this.audience = audience;
    }

    /**
     * The service's routes; called once, on the event loop that owns its state.
     *
     * @param faults the step before authentication at which faults happen
     */
    protected abstract Router router(AssertionVerifier assertions, String region, Faults faults);

    @Override
    public final Future<?> start() {
        AssertionVerifier assertions = new AssertionVerifier(vertx, settings.jwksUrl(), audience);
        verifier = assertions;
        HttpServerOptions options = new HttpServerOptions()
                .setMaxInitialLineLength(32 << 10)
                .setMaxHeaderSize(32 << 10)
                .setHandle100ContinueAutomatically(true)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(handler(assertions))
                .listen(settings.port(), settings.host())
                .onSuccess(listening -> server = listening);
    }

    private Handler<HttpServerRequest> handler(AssertionVerifier assertions) {
        Faults faults = new Faults();
        Router service = router(assertions, settings.region(), faults);
        Router control = new FaultControl(faults, AssertionVerifier.HEADER).router(vertx);
        return request -> (FaultControl.serves(request.path()) ? control : service).handle(request);
    }

    @Override
    public final Future<?> stop() {
        AssertionVerifier assertions = verifier;
        if (assertions != null) {
            assertions.close();
        }
        HttpServer listening = server;
        return listening == null ? Future.succeededFuture() : listening.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
    }

    /** The port in use, once deployed. */
    public final int port() {
        HttpServer listening = server;
        if (listening == null) {
            throw new IllegalStateException("not deployed yet");
        }
        return listening.actualPort();
    }

    /** Where the service answers, once deployed. */
    public final String url() {
        String host = settings.host().contains(":") ? "[" + settings.host() + "]" : settings.host();
        return "http://" + host + ":" + port();
    }
}
