package io.rolegate.backend.fault;

import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends the connection under a request. */
final class Connection {
    private static final long INTERNAL_ERROR = 2;

    private Connection() {}

    /** On HTTP/2 the stream alone is reset, as other requests share the connection. */
    static void end(HttpServerRequest request, boolean abruptly) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset(INTERNAL_ERROR);
            return;
        }
        if (abruptly && request.connection() instanceof ConnectionBase connection) {
            // Without lingering the system drops what is unsent and sends RST.
            connection.channelHandlerContext().channel().config().setOption(ChannelOption.SO_LINGER, 0);
        }
        request.connection().close();
    }
}
