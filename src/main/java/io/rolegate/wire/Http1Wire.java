package io.rolegate.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The life of an HTTP/1 connection: what it waits for and how long, and how it ends without losing an answer. */
@SuppressWarnings(
        "FutureReturnValueIgnored") // outcomes of writes are told by their promises, and nobody waits for a close
final class Http1Wire extends ChannelDuplexHandler implements WireConnection {
    /** How long what comes behind the last answer is thrown away, so that no reset overtakes that answer. */
    private static final int LINGER_TICKS = Deadlines.ticks(Duration.ofSeconds(2));
    /** How long a connection without a request may still bring one after the listener has begun to drain. */
    private static final Duration DRAIN_PATIENCE = Duration.ofSeconds(1);

    private final Channel channel;
    private final WireLimits limits;
    private final Deadlines deadlines;
    private final Http1Decoder decoder;
    private final Lasting headPending = new Lasting();
    private final Lasting quiet = new Lasting();
    private final Lasting stalled = new Lasting();

    private int taken;
    private int begun;
    private int answered;
    private boolean receiving;
    private boolean answering;
    private boolean closing;
    private boolean draining;
    private int lingeringSince = Deadlines.NONE;
    private @Nullable ApiException broken;
    private @Nullable TimedRequest current;

    Http1Wire(Channel channel, WireLimits limits, Deadlines deadlines, Http1Decoder decoder) {
        this.channel = channel;
        this.limits = limits;
        this.deadlines = deadlines;
        this.decoder = decoder;
    }

    @Override
    public HttpServerRequest begin(HttpServerRequest request) {
        begun++;
        if (!request.headers().contains(HttpHeaderNames.CONTENT_LENGTH)
                && !request.headers().contains(HttpHeaderNames.TRANSFER_ENCODING)) {
            current = null;
            return request;
        }
        TimedRequest timed = new TimedRequest(request, deadlines, limits, this::finish);
        current = timed;
        if (broken != null && begun == taken) {
            timed.fail(broken);
        }
        return timed;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (isOver()) {
            ReferenceCountUtil.release(message);
        } else if (message instanceof BrokenBody body) {
            breakBody(body.failure());
        } else {
            if (message instanceof HttpRequest) {
                taken++;
                receiving = true;
            }
            receiving &= !(message instanceof LastHttpContent);
            context.fireChannelRead(message);
        }
    }

    /** Whether the last answer has been given. */
    private boolean isOver() {
        return closing && answered == taken;
    }

    private void breakBody(ApiException failure) {
        broken = failure;
        if (answered == taken) {
            finish();
        } else if (begun == taken && current != null) {
            current.fail(failure);
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response && response.status().code() >= 200) {
            answering = true;
            if (endsWithThisAnswer()) {
                response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
            closing |= response.headers().contains(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true);
        }
        if (answering && message instanceof LastHttpContent) {
            answering = false;
            answered++;
            if (closing) {
                context.write(message, promise.unvoid()).addListener(written -> finish());
                return;
            }
        }
        context.write(message, promise);
    }

    private boolean endsWithThisAnswer() {
        boolean last = answered + 1 == taken;
        boolean bodyFailed = broken != null || (current != null && current.hasFailed());
        return last && (draining || bodyFailed || hasTakenAll());
    }

    private boolean hasTakenAll() {
        return limits.requestsPerConnection() > 0 && taken >= limits.requestsPerConnection();
    }

    /** Ends the connection behind its last answer, but not before the caller can have read that. */
    private void finish() {
        if (lingeringSince != Deadlines.NONE) {
            return;
        }
        closing = true;
        if (receiving || decoder.hasRefused()) {
            linger();
        } else {
            channel.close();
        }
    }

    private void linger() {
        lingeringSince = deadlines.now();
        if (channel instanceof DuplexChannel duplex && channel.pipeline().get(SslHandler.class) == null) {
            duplex.shutdownOutput();
        }
    }

    private boolean mayLoseItsAnswer() {
        return isOver() && !draining && (receiving || decoder.hasRefused());
    }

    @Override
    public void close(ChannelHandlerContext context, ChannelPromise promise) {
        if (!mayLoseItsAnswer()) {
            context.close(promise);
            return;
        }
        if (lingeringSince == Deadlines.NONE) {
            linger();
        }
        channel.closeFuture().addListener(closed -> promise.trySuccess());
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (VertxInternals.isShutdown(event)) {
            // Vert.x would close at once what has no request, although one may be on its way.
            draining = true;
        } else {
            context.fireUserEventTriggered(event);
        }
    }

    @Override
    public void check(int now) {
        if (lingeringSince != Deadlines.NONE) {
            if (now - lingeringSince > LINGER_TICKS) {
                cut();
            }
            return;
        }
        checkHead(now);
        checkBody(now);
        if (isQuietForTooLong(now) || isStalledForTooLong(now)) {
            cut();
        }
    }

    /** Closes at once: Vert.x would first write what is still to be written, which may never be taken. */
    private void cut() {
        channel.pipeline().context(this).close();
    }

    private void checkHead(int now) {
        boolean pending = decoder.awaitsHead() && channel.config().isAutoRead();
        if (headPending.ticks(pending, decoder.heads(), now) > Deadlines.ticks(limits.headDeadline())) {
            decoder.timeOut(
                    channel.pipeline().context(decoder),
                    new ApiException(ErrorCode.REQUEST_TIMEOUT, "The request took too long to come."));
        }
    }

    private void checkBody(int now) {
        if (current != null) {
            current.check(now);
            current = current.isSettled() ? null : current;
        }
    }

    private boolean isQuietForTooLong(int now) {
        boolean isQuiet = answered == taken && !decoder.awaitsHead();
        Duration patience = draining ? DRAIN_PATIENCE : taken == 0 ? limits.headDeadline() : limits.keepAlive();
        return quiet.ticks(isQuiet, taken, now) > Deadlines.ticks(patience);
    }

    private boolean isStalledForTooLong(int now) {
        return stalled.ticks(!channel.isWritable(), channel.bytesBeforeWritable(), now)
                > Deadlines.ticks(limits.bodyIdle());
    }
}
