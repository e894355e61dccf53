package io.rolegate.gateway.live;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executors;

/** The last half hour of this node's meters, in memory. Safe for use by many threads. */
public final class LiveHistory {
    static final Duration INTERVAL = Duration.ofSeconds(5);
    /** Half an hour. */
    static final int MOST_SAMPLES = 360;

    private final MeterRegistry registry;
    private final InstantSource clock;
    private Reading last;
    /** Replaced as a whole, so that readers need no lock. */
    private volatile List<LiveSample> samples = List.of();

    /**
     * An upstream as health checks find it.
     *
     * @param failures requests that it failed to answer since the process began
     */
    record Upstream(String service, String upstream, boolean healthy, long failures) {}

    public LiveHistory(MeterRegistry registry, InstantSource clock) {
        this.registry = registry;
        this.clock = clock;
        this.last = Reading.of(registry);
    }

    /** Keeps adding samples, off the event loops: reading all meters takes a while. */
    public void sampleRegularly(Vertx vertx) {
        vertx.setPeriodic(
                INTERVAL.toMillis(), tick -> vertx.executeBlocking(Executors.callable((Runnable) this::sample), false));
    }

    /** Adds what happened since the last sample, and drops the oldest one where there are too many. */
    void sample() {
        Reading now = Reading.of(registry);
        synchronized (this) {
            List<LiveSample> next = new ArrayList<>(samples);
            next.add(LiveSample.between(last, now, clock.instant()));
            last = now;
            samples = List.copyOf(next.subList(Math.max(0, next.size() - MOST_SAMPLES), next.size()));
        }
    }

    /** The oldest first. */
    List<LiveSample> samples() {
        return samples;
    }

    /** All upstreams, by service. */
    List<Upstream> upstreams() {
        return registry.find("rolegate.upstream.healthy").gauges().stream()
                .map(this::upstream)
                .sorted(Comparator.comparing(Upstream::service).thenComparing(Upstream::upstream))
                .toList();
    }

    private Upstream upstream(Gauge healthy) {
        String service = String.valueOf(healthy.getId().getTag("service"));
        String upstream = String.valueOf(healthy.getId().getTag("upstream"));
        double failures =
                registry
                        .find("rolegate.upstream.failures")
                        .tags("service", service, "upstream", upstream)
                        .counters()
                        .stream()
                        .mapToDouble(counter -> counter.count())
                        .sum();
        return new Upstream(service, upstream, healthy.value() > 0, (long) failures);
    }
}
