package io.rolegate.gateway.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How the gateway deals with the upstreams of a service. What is null follows the settings.
 *
 * @param http2 whether they are spoken to in HTTP/2: negotiated over TLS, taken for granted without
 * @param maxConnections to one upstream, on each event loop
 * @param maxWaiting requests that may wait for such a connection
 * @param idleTimeout how long an upstream may let a body stand still, in either direction
 * @param retries how many further upstreams a request is tried at that could not be sent
 * @param failureStatuses HTTP statuses that count as failures of the upstream, like no answer at all
 * @param healthCheck how upstreams are asked whether they are well; null: they aren't
 */
public record UpstreamRules(
        boolean http2,
        @Nullable Tls tls,
        @Nullable Integer maxConnections,
        @Nullable Integer maxWaiting,
        @Nullable Duration connectTimeout,
        Duration idleTimeout,
        int retries,
        Set<Integer> failureStatuses,
        @Nullable HealthCheck healthCheck,
        Ejection ejection,
        CircuitBreaking circuitBreaker) {
    public UpstreamRules {
        failureStatuses = Set.copyOf(failureStatuses);
    }

    /** What holds where a definition says nothing. */
    public static UpstreamRules defaults() {
        return new UpstreamRules(
                false,
                null,
                null,
                null,
                null,
                Duration.ofSeconds(60),
                1,
                Set.of(),
                null,
                new Ejection(5, Duration.ofSeconds(10)),
                new CircuitBreaking(10, Duration.ofSeconds(10), Duration.ofSeconds(3)));
    }

    /**
     * PEM files for {@code https} upstreams.
     *
     * @param authorities whom to trust instead of the platform's authorities
     * @param certificate the gateway's own certificate, with {@code key}; null: it shows none
     * @param contents tells what is in the files, so that a definition read again differs where they do
     */
    public record Tls(@Nullable Path authorities, @Nullable Path certificate, @Nullable Path key, String contents) {}

    /**
     * Asks each upstream by GET whether it is well: any 2xx says so.
     *
     * @param timeout after which no answer counts as a bad one
     * @param healthyAfter good answers in a row after which it gets requests again
     * @param unhealthyAfter bad answers in a row after which it gets none
     */
    public record HealthCheck(String path, Duration interval, Duration timeout, int healthyAfter, int unhealthyAfter) {}

    /**
     * Lets an upstream rest that fails.
     *
     * @param failures in a row, on one event loop; 0: never
     * @param rest how long it gets no requests
     */
    public record Ejection(int failures, Duration rest) {}

    /**
     * Stops asking a service that fails as a whole.
     *
     * @param failures in a row, on one event loop; 0: never
     * @param window within which they must lie
     * @param open how long requests are refused until one is let through as a probe
     */
    public record CircuitBreaking(int failures, Duration window, Duration open) {}
}
