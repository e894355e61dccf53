package io.rolegate.wire;

import java.time.Duration;

/** Limits that no test reaches, save those that it sets. */
final class Limits {
    /** The shortest deadline that there is. */
    static final Duration SHORT = Duration.ofMillis(1);

    private Duration headDeadline = Duration.ZERO;
    private Duration bodyIdle = Duration.ZERO;
    private Duration requestDeadline = Duration.ZERO;
    private Duration keepAlive = Duration.ZERO;
    private int requestsPerConnection;
    private int connections;
    private int connectionsPerAddress;
    private WireLimits.Http2 http2 = new WireLimits.Http2(100, 0, 0);

    Limits headDeadline(Duration deadline) {
        headDeadline = deadline;
        return this;
    }

    Limits bodyIdle(Duration deadline) {
        bodyIdle = deadline;
        return this;
    }

    Limits requestDeadline(Duration deadline) {
        requestDeadline = deadline;
        return this;
    }

    Limits keepAlive(Duration deadline) {
        keepAlive = deadline;
        return this;
    }

    Limits requestsPerConnection(int requests) {
        requestsPerConnection = requests;
        return this;
    }

    Limits connections(int most) {
        connections = most;
        return this;
    }

    Limits connectionsPerAddress(int most) {
        connectionsPerAddress = most;
        return this;
    }

    Limits http2(WireLimits.Http2 limits) {
        http2 = limits;
        return this;
    }

    WireLimits build() {
        return new WireLimits(
                8192,
                8192,
                100,
                headDeadline,
                bodyIdle,
                requestDeadline,
                keepAlive,
                requestsPerConnection,
                connections,
                connectionsPerAddress,
                http2);
    }
}
