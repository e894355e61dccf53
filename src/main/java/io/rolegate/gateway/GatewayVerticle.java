package io.rolegate.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.rolegate.api.ErrorCode;
import io.rolegate.signature.Verifier;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/** The API listener on one event loop, with everything that is not shared between loops. */
public final class GatewayVerticle extends VerticleBase {
    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final GatewayParts parts;
    private final int port;
    private final IntConsumer listening;

    private HttpServer server;
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
        server = vertx.createHttpServer(serverOptions())
                .requestHandler(pipeline::handle)
                .invalidRequestHandler(this::refuseUnreadable);
        return server.listen(port, parts.settings().host()).onSuccess(bound -> listening.accept(bound.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server.shutdown(DRAIN.toSeconds(), TimeUnit.SECONDS)
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
                new Router(parts.services(), settings.limits().formBytes()),
                new Authenticator(callers, verifier, settings.dateWindows(), settings.unsignedBody()),
                new ReplayGuard(parts.nonces(), parts.meters()),
                authoriser,
                new Forwarder(new BuiltInOperations(freshness), upstreams),
                parts.failureThrottle(),
                new Recorder(parts.auditLog(), parts.meters(), parts.uses()));
    }

    private HttpServerOptions serverOptions() {
        GatewaySettings.Limits limits = parts.settings().limits();
        return new HttpServerOptions()
                .setMaxInitialLineLength(limits.requestLineBytes())
                .setMaxHeaderSize(limits.headerBytes())
                .setIdleTimeout(Math.toIntExact(limits.idleTimeout().toSeconds()))
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHandle100ContinueAutomatically(false)
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false);
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

    /** What the HTTP decoder can't read never becomes a request: answered here, and the connection closed. */
    private void refuseUnreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Refusal refusal = cause instanceof TooLongHttpLineException
                ? Refusal.of(ErrorCode.URI_TOO_LONG, "The request line is too long.")
                : cause instanceof TooLongHttpHeaderException
                        ? Refusal.of(ErrorCode.HEADERS_TOO_LARGE, "The request's headers are too large.")
                        : Refusal.of(ErrorCode.INVALID_HEADER, "The request is no well-formed HTTP.");
        request.response().putHeader("connection", "close");
        Answers.refuse(new Exchange(request, context, parts.clock().instant()), refusal)
                .onComplete(answered -> request.connection().close());
    }
}
