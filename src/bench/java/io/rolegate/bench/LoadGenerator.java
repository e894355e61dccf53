package io.rolegate.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Iterator;
import java.util.List;

/** Sends requests over keep-alive connections, on each the next one once the former is answered. One thread, next to no work. */
final class LoadGenerator {
    private static final long PATIENCE_MILLIS = 20_000;

    private LoadGenerator() {}

    /** What sending has shown: how long all took, and each. */
    record Timing(long nanos, long[] latencies) {}

    /** Sends every request once and returns when all are answered; fails at the first answer that is not as expected. */
    static Timing send(InetSocketAddress target, int connections, List<Call> calls) throws IOException {
        try (Selector selector = Selector.open()) {
            Iterator<Call> rest = calls.iterator();
            LatencyLog latencies = new LatencyLog(calls.size());
            long started = System.nanoTime();
            for (int index = 0; index < connections && rest.hasNext(); index++) {
                LoadConnection connection = new LoadConnection(target, selector, latencies);
                connection.send(rest.next());
            }
            while (!latencies.isFull()) {
                if (selector.select(PATIENCE_MILLIS) == 0) {
                    throw new IOException("no answer from " + target);
                }
                take(selector, rest);
            }
            long nanos = System.nanoTime() - started;
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return new Timing(nanos, latencies.sorted());
        }
    }

    private static void take(Selector selector, Iterator<Call> rest) throws IOException {
        for (SelectionKey key : selector.selectedKeys()) {
            LoadConnection connection = (LoadConnection) key.attachment();
            if (key.isWritable()) {
                connection.write();
            } else if (connection.read() && rest.hasNext()) {
                connection.send(rest.next());
            }
        }
        selector.selectedKeys().clear();
    }
}
