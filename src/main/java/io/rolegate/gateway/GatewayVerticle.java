package io.rolegate.gateway;

import io.rolegate.signature.Verifier;
import io.rolegate.wire.Listener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.util.function.IntConsumer;

/** The API listener on one event loop, with everything that is not shared between loops. */
public final class GatewayVerticle extends VerticleBase {
    private final GatewayParts parts;
    private final int port;
    private final IntConsumer listening;

    private Listener listener;
    private HttpClient client;

    /**
     * @param port the port to share with the other instances; negative for a free one that all with this number share
     * @param listening told the actual port
     */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public GatewayVerticle(GatewayParts parts, int port, IntConsumer listening) {
        this.parts = parts;
        this.port = port;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        client = vertx.createHttpClient(clientOptions(), poolOptions());
        Pipeline pipeline = pipeline();
        parts.barrier().join(context);
        listener = new Listener(vertx, parts.endpoint());
        return listener.listen(port, pipeline::handle, pipeline::refuseUnreadable)
                .onSuccess(listening::accept);
    }

    @Override
    public Future<?> stop() {
        return listener.drain(parts.drainLimit())
                .eventually(() -> client.close())
                .onComplete(stopped -> parts.barrier().leave(context));
    }

    private Pipeline pipeline() {
        GatewaySettings settings = parts.settings();
        Verifier verifier = new Verifier();
        Callers callers = new Callers(parts.directory(), parts.sessions(), parts.liveness(), verifier);
        Authoriser authoriser = new Authoriser(new Permissions(settings.region()), parts.engine(), parts.decisions());
        Freshness freshness = new Freshness(callers, authoriser);
        Upstreams upstreams =
                new Upstreams(client, new IdentityAssertions(vertx, parts.keys()), freshness, parts.meters());
        return new Pipeline(
                vertx,
                parts.clock(),
                parts.load(),
                new Router(
                        parts.services(),
                        new RequestSyntax(parts.endpoint().limits(), settings.hostNames()),
                        settings.listener().proxies(),
                        settings.limits().formBytes()),
                new Authenticator(
                        callers, verifier, settings.dateWindows(), settings.unsignedBody(), parts.unsignedThrottle()),
                new ReplayGuard(parts.nonces(), parts.meters()),
                new Limiter(parts.callLimits(), settings.builtInRates(), settings.administrationRates()),
                authoriser,
                new Forwarder(new BuiltInOperations(freshness), upstreams),
                parts.failureThrottle(),
                new Recorder(parts.auditLog(), parts.meters(), parts.uses()));
    }

    private HttpClientOptions clientOptions() {
        GatewaySettings.UpstreamConnections upstreams = parts.settings().upstreams();
        return new HttpClientOptions()
                .setConnectTimeout(Math.toIntExact(upstreams.connectTimeout().toMillis()))
                .setKeepAliveTimeout(Math.toIntExact(upstreams.idleTimeout().toSeconds()))
                .setMaxRedirects(0)
                .setDecompressionSupported(false);
    }

    private PoolOptions poolOptions() {
        GatewaySettings.UpstreamConnections upstreams = parts.settings().upstreams();
        return new PoolOptions()
                .setHttp1MaxSize(upstreams.maxConnections())
                .setMaxWaitQueueSize(upstreams.maxWaiting());
    }
}
