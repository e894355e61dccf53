package io.rolegate.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/** One of those that are compared: a process behind a port, or, where it is the service itself, that. */
record Gateway(String name, ChildProcess process, int port) implements AutoCloseable {
    InetSocketAddress address() {
        return new InetSocketAddress("127.0.0.1", port);
    }

    /** Sends the requests and tells what that has cost the gateway. */
    Round run(int connections, List<Call> calls) throws IOException {
        ProcessCost cost = process.cost();
        long before = cost.cpuNanos();
        LoadGenerator.Timing timing = LoadGenerator.send(address(), connections, calls);
        return Round.of(timing, cost.cpuNanos() - before);
    }

    @Override
    public void close() {
        process.close();
    }
}
