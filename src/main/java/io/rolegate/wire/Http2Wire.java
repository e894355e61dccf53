package io.rolegate.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2RemoteFlowController;
import io.netty.handler.codec.http2.Http2Stream;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The life of an HTTP/2 connection: what it waits for and how long, and how it ends without losing an answer. Stands before
 * Netty's handler, which checks framing itself.
 */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a reset or a close
final class Http2Wire extends ChannelInboundHandlerAdapter implements WireConnection {
    /** How long streams may still be opened after the end was announced: the caller may not have heard of it yet. */
    private static final int DRAIN_TICKS = Deadlines.ticks(Duration.ofSeconds(1));

    private final HttpConnection connection;
    private final Http2ConnectionHandler http2;
    private final ChannelHandlerContext http2Context;
    private final Http2FrameWatch frames;
    private final WireLimits limits;
    private final Deadlines deadlines;
    private final List<OpenStream> streams = new ArrayList<>();
    private final Lasting unused = new Lasting();
    private int begun;
    private int drainingSince = Deadlines.NONE;
    private boolean lastStreamNamed;

    /** A stream that is not at its end. */
    private record OpenStream(TimedRequest request, Lasting stalled) {}

    /** @param http2Context where Netty's handler stands in the channel's pipeline */
    Http2Wire(HttpConnection connection, ChannelHandlerContext http2Context, WireLimits limits, Deadlines deadlines) {
        this.connection = connection;
        this.http2 = (Http2ConnectionHandler) http2Context.handler();
        this.http2Context = http2Context;
        this.limits = limits;
        this.deadlines = deadlines;
        this.frames = Http2FrameWatch.over(http2, limits, deadlines);
    }

    @Override
    public HttpServerRequest begin(HttpServerRequest request) {
        if (++begun == limits.requestsPerConnection()) {
            drain();
        }
        int stream = request.streamId();
        TimedRequest timed = new TimedRequest(request, deadlines, limits, () -> reset(stream, Http2Error.NO_ERROR));
        streams.add(new OpenStream(timed, new Lasting()));
        return timed;
    }

    private void reset(int stream, Http2Error why) {
        http2.resetStream(http2Context, stream, why.code(), http2Context.newPromise());
        http2Context.flush();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        frames.bytesCame();
        context.fireChannelRead(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (VertxInternals.isShutdown(event)) {
            // Vert.x would name the last stream at once, although another may be on its way.
            drain();
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    /** Announces the end, without saying yet which stream is the last. */
    private void drain() {
        if (drainingSince == Deadlines.NONE) {
            drainingSince = deadlines.now();
            connection.goAway(Http2Error.NO_ERROR.code(), Integer.MAX_VALUE);
        }
    }

    @Override
    public void check(int now) {
        streams.removeIf(stream -> isOver(stream, now));
        boolean active = http2.connection().numActiveStreams() > 0;
        if (frames.isLate(now) || isUnusedForTooLong(active, now)) {
            connection.close();
        } else if (drainingSince != Deadlines.NONE && now - drainingSince > DRAIN_TICKS) {
            endDrain(active);
        }
    }

    private boolean isUnusedForTooLong(boolean active, int now) {
        return unused.ticks(!active, begun, now) > Deadlines.ticks(limits.keepAlive());
    }

    private void endDrain(boolean active) {
        if (!lastStreamNamed) {
            lastStreamNamed = true;
            connection.goAway(Http2Error.NO_ERROR.code(), -1);
        }
        if (!active) {
            connection.close();
        }
    }

    /** Whether the stream is gone; ends what is late of it. */
    private boolean isOver(OpenStream open, int now) {
        int id = open.request().streamId();
        Http2Stream stream = http2.connection().stream(id);
        if (stream == null) {
            return true;
        }
        open.request().check(now);
        HttpServerResponse response = open.request().response();
        int waited = open.stalled().ticks(isWaitingForCredit(response, stream), response.bytesWritten(), now);
        if (waited > Deadlines.ticks(limits.bodyIdle())) {
            reset(id, Http2Error.CANCEL);
        }
        return false;
    }

    /** Whether the caller must grant credit before the answer can go on. */
    private boolean isWaitingForCredit(HttpServerResponse response, Http2Stream stream) {
        if (response.ended()) {
            return stream.state().localSideOpen();
        }
        Http2RemoteFlowController credit = http2.encoder().flowController();
        return response.headWritten() && (credit.hasFlowControlled(stream) || credit.windowSize(stream) <= 0);
    }
}
