package io.rolegate.wire;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.headers.HeadersMultiMap;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.core.net.impl.ShutdownEvent;

/** Everything that stands on classes of Vert.x which are not its API, in one place. */
final class VertxInternals {
    /** What Vert.x calls its HTTP/1 decoder in a channel's pipeline. */
    static final String DECODER = "httpDecoder";
    /** What it calls its own end of the pipeline. */
    static final String HANDLER = "handler";

    private VertxInternals() {}

    /** Where a connection's own handler stands in its channel's pipeline. */
    static ChannelHandlerContext channel(HttpConnection connection) {
        return ((ConnectionBase) connection).channelHandlerContext();
    }

    /** Headers as Vert.x keeps them, which the reader of heads has checked already. */
    static HttpHeaders newHeaders() {
        return HeadersMultiMap.caseInsensitive();
    }

    /** Whether a channel's user event asks for the connection's orderly end. */
    static boolean isShutdown(Object event) {
        return event instanceof ShutdownEvent;
    }
}
