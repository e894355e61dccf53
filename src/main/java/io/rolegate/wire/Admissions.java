package io.rolegate.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.AttributeKey;
import io.vertx.core.impl.transports.NioTransport;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.transport.Transport;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides about connections where they are accepted, before anything is spent on them: over the limits they are closed, and so
 * are those on which no protocol has begun when a head would have had to be complete, TLS handshake included.
 */
public final class Admissions {
    private static final AttributeKey<Boolean> ESTABLISHED = AttributeKey.valueOf(Admissions.class, "established");

    private final Map<Integer, Admission> byPort = new ConcurrentHashMap<>();

    /** The transport that Vert.x has to be built with, for this to see its connections. */
    public Transport transport() {
        io.vertx.core.spi.transport.Transport sockets = new NioTransport() {
            @Override
            public void configure(NetServerOptions options, boolean domainSocket, ServerBootstrap bootstrap) {
                super.configure(options, domainSocket, bootstrap);
                bootstrap.handler(new Gatekeeper());
            }
        };
        return new Transport() {
            @Override
            public String name() {
                return "nio";
            }

            @Override
            public boolean available() {
                return true;
            }

            @Override
            public @Nullable Throwable unavailabilityCause() {
                return null;
            }

            @Override
            public io.vertx.core.spi.transport.Transport implementation() {
                return sockets;
            }
        };
    }

    /** Connections that there are, to all listeners. */
    public long connections() {
        return byPort.values().stream().mapToLong(Admission::connections).sum();
    }

    /** Connections that were refused for being too many. */
    public long refused() {
        return byPort.values().stream().mapToLong(Admission::refused).sum();
    }

    /** Watches a port, which several event loops may share. */
    void open(int port, WireLimits limits, Predicate<InetAddress> manyBehind) {
        byPort.computeIfAbsent(port, first -> new Admission(limits, manyBehind));
    }

    /** Tells that a protocol has begun on a connection. */
    static void established(Channel channel) {
        channel.attr(ESTABLISHED).set(true);
    }

    private record Newcomer(Channel channel, long deadlineNanos) {}

    /** Stands at one accepting socket. */
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a connection's end, nor for that of the rounds
    private final class Gatekeeper extends ChannelInboundHandlerAdapter {
        private final Queue<Newcomer> newcomers = new ArrayDeque<>();

        @Override
        public void channelActive(ChannelHandlerContext context) {
            context.executor().scheduleAtFixedRate(this::endSilent, 1, 1, TimeUnit.SECONDS);
            context.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            if (admits((Channel) message)) {
                context.fireChannelRead(message);
            } else {
                ((Channel) message).unsafe().closeForcibly();
            }
        }

        private boolean admits(Channel connection) {
            if (!(connection.remoteAddress() instanceof InetSocketAddress peer)
                    || !(connection.localAddress() instanceof InetSocketAddress local)) {
                return false;
            }
            Admission admission = byPort.get(local.getPort());
            if (admission == null) {
                return true;
            }
            InetAddress address = peer.getAddress();
            if (!admission.enter(address)) {
                return false;
            }
            connection.closeFuture().addListener(closed -> admission.leave(address));
            long patience = admission.limits().headDeadline().toNanos();
            if (patience > 0) {
                newcomers.add(new Newcomer(connection, System.nanoTime() + patience));
            }
            return true;
        }

        private void endSilent() {
            long now = System.nanoTime();
            for (Newcomer next = newcomers.peek();
                    next != null && next.deadlineNanos() - now < 0;
                    next = newcomers.peek()) {
                newcomers.remove();
                if (!next.channel().hasAttr(ESTABLISHED)) {
                    next.channel().close();
                }
            }
        }
    }
}
