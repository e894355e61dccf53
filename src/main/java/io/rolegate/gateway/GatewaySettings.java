package io.rolegate.gateway;

import io.rolegate.signature.Dialect;
import java.time.Duration;
import java.util.Map;

/**
 * How the API listener behaves.
 *
 * @param port 0 for any free one
 * @param instances event loops that serve, 0 for one a core
 * @param region the region in resource ARNs
 * @param dateWindows how far a signed date may be from now, on either side, for every dialect
 * @param decisionCacheBytes roughly the memory that cached decisions may take
 */
public record GatewaySettings(
        String host,
        int port,
        int instances,
        String region,
        Map<Dialect, Duration> dateWindows,
        UnsignedBodies unsignedBody,
        long decisionCacheBytes,
        Limits limits,
        UpstreamConnections upstreams) {
    public GatewaySettings {
        dateWindows = Map.copyOf(dateWindows);
    }

    /**
     * Limits on what one request or connection may take.
     *
     * @param requestLineBytes method, target and version
     * @param headerBytes all header lines together
     * @param formBytes a form body, which is read whole
     * @param idleTimeout after which a silent connection is closed
     * @param authenticationFailuresPerMinute from one client address, before its further failing requests get 429; 0 for
     *     no limit
     */
    public record Limits(
            int requestLineBytes,
            int headerBytes,
            int formBytes,
            Duration idleTimeout,
            int authenticationFailuresPerMinute) {}

    /**
     * Connections to the services behind the gateway, for each event loop.
     *
     * @param maxConnections to each address
     * @param maxWaiting requests that wait for a connection before more are refused
     */
    public record UpstreamConnections(
            int maxConnections, int maxWaiting, Duration connectTimeout, Duration idleTimeout) {}
}
