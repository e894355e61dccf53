package io.rolegate.bench;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One connection of the load generator; opens a new one where the other side says that it closes. */
final class LoadConnection {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final String CLOSE = "\r\nconnection: close";

    private final InetSocketAddress target;
    private final Selector selector;
    private final LatencyLog latencies;
    private final ByteBuffer answer = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private SelectionKey key;
    private SocketChannel channel;
    private Call call;
    private ByteBuffer[] unsent = {};
    private long sentNanos;
    private boolean closes;
    private boolean answered;

    LoadConnection(InetSocketAddress target, Selector selector, LatencyLog latencies) throws IOException {
        this.target = target;
        this.selector = selector;
        this.latencies = latencies;
        open();
    }

    private void open() throws IOException {
        channel = SocketChannel.open(target);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        closes = false;
    }

    void send(Call next) throws IOException {
        if (closes) {
            key.cancel();
            channel.close();
            open();
        }
        call = next;
        answered = false;
        unsent = next.buffers();
        answer.clear();
        sentNanos = System.nanoTime();
        write();
    }

    void write() throws IOException {
        channel.write(unsent);
        boolean all = !unsent[unsent.length - 1].hasRemaining();
        key.interestOps(all ? SelectionKey.OP_READ : SelectionKey.OP_WRITE);
    }

    /** Whether the answer is complete. */
    boolean read() throws IOException {
        if (channel.read(answer) < 0) {
            if (answered) {
                key.cancel();
                return false;
            }
            throw new EOFException("the connection was closed before the answer was complete");
        }
        int end = headEnd();
        if (end < 0) {
            return false;
        }
        String head = text(end);
        int at = head.indexOf(LENGTH);
        int from = at + LENGTH.length();
        int length = at < 0 ? 0 : Integer.parseInt(head.substring(from, head.indexOf('\r', from)));
        if (answer.position() < end + length) {
            return false;
        }
        latencies.add(System.nanoTime() - sentNanos);
        if (!head.startsWith(Integer.toString(call.expectedStatus()), "http/1.1 ".length())) {
            throw new IOException("expected " + call.expectedStatus() + ": " + text(answer.position()));
        }
        closes = head.contains(CLOSE);
        answered = true;
        return true;
    }

    /** Where the answer's head ends; -1 where that is still to come. */
    private int headEnd() {
        for (int index = 3; index < answer.position(); index++) {
            if (answer.get(index) == '\n' && answer.get(index - 2) == '\n') {
                return index + 1;
            }
        }
        return -1;
    }

    private String text(int length) {
        byte[] bytes = new byte[length];
        answer.get(0, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }
}
