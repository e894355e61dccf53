package io.rolegate.wire;

import java.time.Duration;

/**
 * What a listener bears of one request, connection or address. Durations of zero and counts of 0 stand for no limit.
 *
 * @param requestLineBytes method, target and version
 * @param headerBytes all header lines together, with the names and values of HTTP/2 counted alike
 * @param headerLines of one request
 * @param headDeadline from a head's first byte, or the connection's start, until the head is complete
 * @param bodyIdle how long the caller may send or take nothing of a body
 * @param requestDeadline from the head until the body is complete
 * @param keepAlive how long a connection may be without a request
 * @param requestsPerConnection after which the connection is closed
 * @param connections to one listener
 * @param connectionsPerAddress of them, from one address
 */
public record WireLimits(
        int requestLineBytes,
        int headerBytes,
        int headerLines,
        Duration headDeadline,
        Duration bodyIdle,
        Duration requestDeadline,
        Duration keepAlive,
        int requestsPerConnection,
        int connections,
        int connectionsPerAddress,
        Http2 http2) {
    /**
     * What one HTTP/2 connection may ask for.
     *
     * @param streams at the same time
     * @param resetsPerMinute streams that the caller may break off, or that are broken off for its mistakes
     * @param controlFramesPerMinute frames that carry neither head nor body nor credit
     */
    public record Http2(int streams, int resetsPerMinute, int controlFramesPerMinute) {}
}
