package io.rolegate.wire;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A listener on a free port, with requests handled as a test says. */
final class RunningListener implements AutoCloseable {
    private static final int SECONDS = 30;

    private final Admissions admissions = new Admissions();
    private final Vertx vertx =
            Vertx.builder().withTransport(admissions.transport()).build();
    private final boolean secure;
    private final Serving serving;

    private static final class Serving extends VerticleBase {
        private final Endpoint endpoint;
        private final Handler<HttpServerRequest> requests;
        private @Nullable Listener listener;
        private int port;

        private Serving(Endpoint endpoint, Handler<HttpServerRequest> requests) {
            this.endpoint = endpoint;
            this.requests = requests;
        }

        @Override
        public Future<?> start() {
            listener = new Listener(vertx, endpoint);
            return listener.listen(0, requests, Listener::refusePlainly).onSuccess(actual -> port = actual);
        }
    }

    RunningListener(WireLimits limits, Handler<HttpServerRequest> requests) throws TimeoutException {
        this(limits, null, requests);
    }

    RunningListener(WireLimits limits, @Nullable TlsFiles tls, Handler<HttpServerRequest> requests)
            throws TimeoutException {
        ListenerSettings settings = new ListenerSettings("127.0.0.1", 0, tls, TrustedProxies.NONE);
        Endpoint endpoint = Endpoint.open(vertx, settings, limits, admissions).await(SECONDS, TimeUnit.SECONDS);
        serving = new Serving(endpoint, requests);
        secure = tls != null;
        vertx.deployVerticle(serving).await(SECONDS, TimeUnit.SECONDS);
    }

    URI url() {
        return URI.create((secure ? "https" : "http") + "://127.0.0.1:" + serving.port);
    }

    RawConnection connect() throws IOException {
        return new RawConnection(url());
    }

    Admissions admissions() {
        return admissions;
    }

    Vertx vertx() {
        return vertx;
    }

    Future<Void> drain(Duration limit) {
        return Objects.requireNonNull(serving.listener).drain(limit);
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }
}
