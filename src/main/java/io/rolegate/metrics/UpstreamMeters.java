package io.rolegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;

/**
 * What is counted of services' upstreams. Labels come from service definitions only, so there are as many as those name.
 * Each meter is to be kept by who counts: finding it is a look-up. Safe for use by many threads.
 */
public final class UpstreamMeters {
    private static final String HEALTHY = "rolegate.upstream.healthy";
    private static final String CIRCUITS_OPEN = "rolegate.upstream.circuits.open";

    private final MeterRegistry registry;

    public UpstreamMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    /** Failures of one upstream, by what happened. */
    public Counter failures(String service, String upstream, String cause) {
        return Counter.builder("rolegate.upstream.failures")
                .description("Requests that an upstream failed to answer, by cause")
                .tags("service", service, "upstream", upstream, "cause", cause)
                .register(registry);
    }

    /** How often one upstream was given a rest because it failed. */
    public Counter ejections(String service, String upstream) {
        return Counter.builder("rolegate.upstream.ejections")
                .description("Times that an upstream was given a rest because it failed")
                .tags("service", service, "upstream", upstream)
                .register(registry);
    }

    /** Requests that were tried at another upstream. */
    public Counter retries(String service) {
        return Counter.builder("rolegate.upstream.retries")
                .description("Requests that were tried at another upstream, none of them having been sent")
                .tag("service", service)
                .register(registry);
    }

    /** Requests that were sent to no upstream, by the reason. */
    public Counter unavailable(String service, String reason) {
        return Counter.builder("rolegate.upstream.unavailable")
                .description("Requests refused because no upstream could take them, by reason")
                .tags("service", service, "reason", reason)
                .register(registry);
    }

    /** Shows whether health checks find an upstream well: 1 or 0. */
    public void healthy(String service, String upstream, Supplier<Number> value) {
        Gauge.builder(HEALTHY, value)
                .description("Whether health checks find the upstream well")
                .tags("service", service, "upstream", upstream)
                .register(registry);
    }

    /** Shows on how many event loops a service's circuit breaker is not closed. */
    public void circuitsOpen(String service, Supplier<Number> value) {
        Gauge.builder(CIRCUITS_OPEN, value)
                .description("Event loops on which the service's circuit breaker is not closed")
                .tag("service", service)
                .register(registry);
    }

    /** Shows an upstream no more that no definition names any longer. */
    public void forget(String service, String upstream) {
        registry.getMeters().stream()
                .map(Meter::getId)
                .filter(id -> service.equals(id.getTag("service")) && upstream.equals(id.getTag("upstream")))
                .forEach(registry::remove);
    }
}
