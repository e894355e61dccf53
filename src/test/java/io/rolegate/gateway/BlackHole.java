package io.rolegate.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** An address that neither takes nor refuses connections: a listener whose queue is full. */
final class BlackHole implements AutoCloseable {
    private static final int MOST = 64;

    private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<SocketChannel> filling = new ArrayList<>();

    BlackHole() throws IOException {
        while (filling.size() < MOST && fills()) {
            // Until one is not taken any more.
        }
    }

    private boolean fills() throws IOException {
        SocketChannel channel = SocketChannel.open();
        filling.add(channel);
        try {
            channel.socket().connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            return true;
        } catch (SocketTimeoutException full) {
            return false;
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : filling) {
            channel.close();
        }
        server.close();
    }
}
