package io.rolegate.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.util.AttributeKey;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An HTTP listener on one event loop, with the framing, limits and TLS that security.md demands. */
public final class Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Listener.class);
    private static final AttributeKey<WireConnection> WIRE = AttributeKey.valueOf(Listener.class, "wire");
    private static final int HTTP2_WINDOW_BYTES = 1 << 20;
    private static final int RESET_WINDOW_SECONDS = 60;

    private final Endpoint endpoint;
    private final WireLimits limits;
    private final Deadlines deadlines;
    private final HeadReader reader;
    private final HttpServer server;

    /** Has to be made on the event loop that it serves on. */
    public Listener(Vertx vertx, Endpoint endpoint) {
        this.endpoint = endpoint;
        this.limits = endpoint.limits();
        this.deadlines = new Deadlines(vertx);
        this.reader = new HeadReader(limits.requestLineBytes() + 2 + limits.headerBytes());
        this.server = vertx.createHttpServer(options());
    }

    private HttpServerOptions options() {
        HttpServerOptions options = new HttpServerOptions()
                .setHandle100ContinueAutomatically(false)
                .setCompressionSupported(false)
                .setDecompressionSupported(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHttp2ClearTextEnabled(false)
                .setHttp2ConnectionWindowSize(HTTP2_WINDOW_BYTES)
                .setHttp2RstFloodMaxRstFramePerWindow(limits.http2().resetsPerMinute())
                .setHttp2RstFloodWindowDuration(RESET_WINDOW_SECONDS)
                .setHttp2RstFloodWindowDurationTimeUnit(TimeUnit.SECONDS)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(limits.http2().streams())
                        .setMaxHeaderListSize((long) limits.requestLineBytes() + limits.headerBytes()));
        endpoint.certificates().ifPresent(certificates -> certificates.use(options));
        return options;
    }

    /**
     * Begins to listen.
     *
     * @param port negative for a free one that all who give this number share
     * @param requests takes each request, on this event loop
     * @param unreadable answers what is no well-formed request; the decoder result says why
     * @return the actual port
     */
    public Future<Integer> listen(
            int port, Handler<HttpServerRequest> requests, Handler<HttpServerRequest> unreadable) {
        return server.connectionHandler(this::take)
                .requestHandler(request -> requests.handle(wire(request).begin(request)))
                .invalidRequestHandler(unreadable)
                .listen(port, endpoint.settings().host())
                .map(listening -> {
                    endpoint.admit(listening.actualPort());
                    endpoint.certificates().ifPresent(certificates -> certificates.keepCurrent(listening));
                    return listening.actualPort();
                });
    }

    private static WireConnection wire(HttpServerRequest request) {
        return VertxInternals.channel(request.connection()).channel().attr(WIRE).get();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the connection's end
    private void take(HttpConnection connection) {
        ChannelHandlerContext handler = VertxInternals.channel(connection);
        Channel channel = handler.channel();
        try {
            WireConnection wire = handler.handler() instanceof Http2ConnectionHandler
                    ? watchHttp2(connection, handler)
                    : watchHttp1(channel);
            channel.attr(WIRE).set(wire);
            Deadlines.Watch watch = deadlines.add(wire);
            channel.closeFuture().addListener(closed -> deadlines.remove(watch));
            Admissions.established(channel);
        } catch (RuntimeException e) {
            LOG.error("a connection could not be put under watch", e);
            channel.close();
        }
    }

    private WireConnection watchHttp1(Channel channel) {
        Http1Decoder decoder = new Http1Decoder(limits, reader);
        channel.pipeline().replace(VertxInternals.DECODER, VertxInternals.DECODER, decoder);
        Http1Wire wire = new Http1Wire(channel, limits, deadlines, decoder);
        channel.pipeline().addBefore(VertxInternals.HANDLER, null, wire);
        return wire;
    }

    private WireConnection watchHttp2(HttpConnection connection, ChannelHandlerContext handler) {
        Http2Wire wire = new Http2Wire(connection, handler, limits, deadlines);
        handler.pipeline().addBefore(VertxInternals.HANDLER, null, wire);
        return wire;
    }

    /** Answers what is no well-formed request without any words, for those who need none. */
    public static void refusePlainly(HttpServerRequest request) {
        int status = request.decoderResult().cause() instanceof ApiException known
                ? known.error().status()
                : ErrorCode.INVALID_HEADER.status();
        request.response().setStatusCode(status).end();
    }

    /**
     * Takes no more connections, has clients go elsewhere with their next request, and completes once all have gone.
     *
     * @param limit after which what is still under way is broken off
     */
    public Future<Void> drain(Duration limit) {
        endpoint.certificates().ifPresent(certificates -> certificates.forget(server));
        return server.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS).onComplete(done -> deadlines.stop());
    }
}
