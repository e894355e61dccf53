package io.rolegate.gateway.upstream;

import io.micrometer.core.instrument.Counter;
import io.rolegate.metrics.UpstreamMeters;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** The meters of one upstream, each looked up once. */
final class EndpointMeters {
    private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
    private final Counter ejections;

    EndpointMeters(UpstreamMeters meters, String service, URI address) {
        String upstream = address.getAuthority();
        for (Failure failure : Failure.values()) {
            failures.put(failure, meters.failures(service, upstream, failure.label()));
        }
        ejections = meters.ejections(service, upstream);
    }

    void failed(Failure failure) {
        Objects.requireNonNull(failures.get(failure)).increment();
    }

    void ejected() {
        ejections.increment();
    }
}
