package io.rolegate.gateway;

import io.rolegate.gateway.limit.CallRates;
import io.rolegate.gateway.limit.CallerLimits;
import io.rolegate.gateway.upstream.UpstreamSettings;
import io.rolegate.signature.Dialect;
import io.rolegate.wire.ListenerSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How the API listener behaves.
 *
 * @param hostNames those that requests may be for, in lower case and without port; any where there are none
 * @param instances event loops that serve, 0 for one a core
 * @param region the region in resource ARNs
 * @param dateWindows how far a signed date may be from now, on either side, for every dialect
 * @param builtInRates how often services that are built in may be called, by service
 * @param administrationRates the same for every one that isn't among them
 * @param decisionCacheBytes roughly the memory that cached decisions may take
 */
public record GatewaySettings(
        ListenerSettings listener,
        Set<String> hostNames,
        int instances,
        String region,
        Map<Dialect, Duration> dateWindows,
        UnsignedBodies unsignedBody,
        long decisionCacheBytes,
        Limits limits,
        CallerLimits callers,
        Map<String, CallRates> builtInRates,
        CallRates administrationRates,
        LoadLimits load,
        UpstreamSettings upstreams) {
    public GatewaySettings {
        hostNames = Set.copyOf(hostNames);
        dateWindows = Map.copyOf(dateWindows);
        builtInRates = Map.copyOf(builtInRates);
    }

    /**
     * What this node takes on at one time; 0 for no limit.
     *
     * @param inProgressPerEventLoop requests being worked on or waited for
     * @param eventLoopDelay how long a request may have waited for its event loop
     * @param bodyBytes memory for request bodies, all together
     */
    public record LoadLimits(int inProgressPerEventLoop, Duration eventLoopDelay, long bodyBytes) {}

    /**
     * Limits on what one request or caller may take.
     *
     * @param formBytes a form body, which is read whole
     * @param authenticationFailuresPerMinute from one client address, before its further failing requests get 429; 0 for
     *     no limit
     * @param unsignedPerMinutePerAddress calls of unsigned operations from one client address; 0 for no limit
     * @param unsignedPerMinute calls of unsigned operations altogether; 0 for no limit
     */
    public record Limits(
            int formBytes,
            int authenticationFailuresPerMinute,
            int unsignedPerMinutePerAddress,
            int unsignedPerMinute) {}
}
