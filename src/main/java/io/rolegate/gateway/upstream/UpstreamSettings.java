package io.rolegate.gateway.upstream;

import java.time.Duration;

/**
 * Connections to upstreams, for each event loop. What a service definition says itself goes before.
 *
 * @param maxConnections to one upstream
 * @param maxWaiting requests that wait for a connection to one upstream before more are refused
 * @param waitTimeout how long they may wait
 * @param keepAlive how long an unused connection is kept
 */
public record UpstreamSettings(
        int maxConnections, int maxWaiting, Duration waitTimeout, Duration connectTimeout, Duration keepAlive) {}
