package io.rolegate.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The meters of one service, each looked up once. */
final class ServiceMeters {

    private static final int MAX_OPERATIONS = 256;
    /** By the hundreds of the HTTP status; the first for an upstream that gave none. */
    private static final List<String> STATUS_CLASSES = List.of("none", "1xx", "2xx", "3xx", "4xx", "5xx");

    private final Timer duration;
    private final List<Timer> upstream;
    private final BoundedLabels<Map<Outcome, Counter>> requests;

    ServiceMeters(MeterRegistry registry, String service) {
        duration = Timer.builder("rolegate.request.duration")
                .description("Time from a request's head to the end of its response")
                .tag("service", service)
                .serviceLevelObjectives(Buckets.REQUEST)
                .register(registry);
        upstream = STATUS_CLASSES.stream()
                .map(statusClass -> Timer.builder("rolegate.upstream.duration")
                        .description(
                                "Time from sending a request's head upstream to the end of the upstream's response")
                        .tags("service", service, "status", statusClass)
                        .serviceLevelObjectives(Buckets.REQUEST)
                        .register(registry))
                .toList();
        requests = new BoundedLabels<>(
                MAX_OPERATIONS, GatewayMeters.UNKNOWN, operation -> requestCounters(registry, service, operation));
    }

    private static Map<Outcome, Counter> requestCounters(MeterRegistry registry, String service, String operation) {
        Map<Outcome, Counter> counters = new EnumMap<>(Outcome.class);
        for (Outcome outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    Counter.builder("rolegate.requests")
                            .description("Requests that ended, by outcome")
                            .tags("service", service, "operation", operation, "outcome", outcome.label())
                            .register(registry));
        }
        return counters;
    }

    Counter requests(String operation, Outcome outcome) {
        return Objects.requireNonNull(requests.get(operation).get(outcome));
    }

    Timer duration() {
        return duration;
    }

    Timer upstream(int statusClass) {
        return upstream.get(statusClass < 0 || statusClass >= upstream.size() ? 0 : statusClass);
    }
}
