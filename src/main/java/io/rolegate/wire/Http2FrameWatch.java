package io.rolegate.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2ConnectionHandler;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Flags;
import io.netty.handler.codec.http2.Http2FrameListener;
import io.netty.handler.codec.http2.Http2FrameListenerDecorator;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Settings;
import java.time.Duration;

/** Sees each frame that has come: ends a connection that floods with frames of control, and tells of frames that don't come to their end. */
final class Http2FrameWatch extends Http2FrameListenerDecorator {
    private static final int MINUTE = Deadlines.ticks(Duration.ofMinutes(1));

    private final WireLimits limits;
    private final Deadlines deadlines;
    private final Lasting incomplete = new Lasting();
    private boolean bytesPending;
    private long read;
    private int controlFrames;
    private int countedSince;

    private Http2FrameWatch(Http2FrameListener listener, WireLimits limits, Deadlines deadlines) {
        super(listener);
        this.limits = limits;
        this.deadlines = deadlines;
        this.countedSince = deadlines.now();
    }

    /** Puts itself before the connection's own listener. */
    static Http2FrameWatch over(Http2ConnectionHandler http2, WireLimits limits, Deadlines deadlines) {
        Http2FrameWatch watch = new Http2FrameWatch(http2.decoder().frameListener(), limits, deadlines);
        http2.decoder().frameListener(watch);
        return watch;
    }

    /** Tells that bytes came in, of whatever frame. */
    void bytesCame() {
        bytesPending = true;
    }

    /** Whether bytes came long ago, and the frame or block of headers that they are of has not ended since. */
    boolean isLate(int now) {
        int patience = Math.max(Deadlines.ticks(limits.headDeadline()), Deadlines.ticks(limits.bodyIdle()));
        return incomplete.ticks(bytesPending, read, now) > patience;
    }

    private void complete() {
        bytesPending = false;
        read++;
    }

    private void control() throws Http2Exception {
        complete();
        int most = limits.http2().controlFramesPerMinute();
        if (deadlines.now() - countedSince > MINUTE) {
            countedSince = deadlines.now();
            controlFrames = 0;
        }
        if (most > 0 && ++controlFrames > most) {
            throw Http2Exception.connectionError(Http2Error.ENHANCE_YOUR_CALM, "too many control frames");
        }
    }

    @Override
    public int onDataRead(ChannelHandlerContext context, int stream, ByteBuf data, int padding, boolean end)
            throws Http2Exception {
        complete();
        return super.onDataRead(context, stream, data, padding, end);
    }

    @Override
    public void onHeadersRead(ChannelHandlerContext context, int stream, Http2Headers headers, int padding, boolean end)
            throws Http2Exception {
        complete();
        super.onHeadersRead(context, stream, headers, padding, end);
    }

    @Override
    public void onHeadersRead(
            ChannelHandlerContext context,
            int stream,
            Http2Headers headers,
            int dependency,
            short weight,
            boolean exclusive,
            int padding,
            boolean end)
            throws Http2Exception {
        complete();
        super.onHeadersRead(context, stream, headers, dependency, weight, exclusive, padding, end);
    }

    @Override
    public void onPriorityRead(
            ChannelHandlerContext context, int stream, int dependency, short weight, boolean exclusive)
            throws Http2Exception {
        control();
        super.onPriorityRead(context, stream, dependency, weight, exclusive);
    }

    @Override
    public void onRstStreamRead(ChannelHandlerContext context, int stream, long error) throws Http2Exception {
        complete();
        super.onRstStreamRead(context, stream, error);
    }

    @Override
    public void onSettingsAckRead(ChannelHandlerContext context) throws Http2Exception {
        control();
        super.onSettingsAckRead(context);
    }

    @Override
    public void onSettingsRead(ChannelHandlerContext context, Http2Settings settings) throws Http2Exception {
        control();
        super.onSettingsRead(context, settings);
    }

    @Override
    public void onPingRead(ChannelHandlerContext context, long data) throws Http2Exception {
        control();
        super.onPingRead(context, data);
    }

    @Override
    public void onPingAckRead(ChannelHandlerContext context, long data) throws Http2Exception {
        control();
        super.onPingAckRead(context, data);
    }

    @Override
    public void onPushPromiseRead(
            ChannelHandlerContext context, int stream, int promised, Http2Headers headers, int padding)
            throws Http2Exception {
        control();
        super.onPushPromiseRead(context, stream, promised, headers, padding);
    }

    @Override
    public void onGoAwayRead(ChannelHandlerContext context, int lastStream, long error, ByteBuf debugData)
            throws Http2Exception {
        control();
        super.onGoAwayRead(context, lastStream, error, debugData);
    }

    @Override
    public void onWindowUpdateRead(ChannelHandlerContext context, int stream, int increment) throws Http2Exception {
        complete();
        super.onWindowUpdateRead(context, stream, increment);
    }

    @Override
    public void onUnknownFrame(ChannelHandlerContext context, byte type, int stream, Http2Flags flags, ByteBuf payload)
            throws Http2Exception {
        control();
        super.onUnknownFrame(context, type, stream, flags, payload);
    }
}
