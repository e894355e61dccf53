package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.metrics.UpstreamMeters;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is known of all upstreams beyond one event loop. Safe for use by many threads. */
public final class UpstreamHealth {
    private final UpstreamMeters meters;
    private final Map<Place, Health> upstreams = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> circuitsOpen = new ConcurrentHashMap<>();

    private record Place(String service, URI address) {
        boolean isNamedBy(ServiceDefinition definition) {
            return definition.name().equals(service) && definition.upstreams().contains(address);
        }
    }

    public UpstreamHealth(UpstreamMeters meters) {
        this.meters = meters;
    }

    UpstreamMeters meters() {
        return meters;
    }

    /** The health of one upstream. */
    Health of(String service, URI address) {
        return upstreams.computeIfAbsent(new Place(service, address), place -> {
            Health health = new Health();
            meters.healthy(service, address.getAuthority(), () -> health.isHealthy() ? 1 : 0);
            return health;
        });
    }

    /** Forgets upstreams that no definition names any more, and what was found of those that are no longer checked. */
    void follow(List<ServiceDefinition> inForce) {
        upstreams.forEach((place, known) -> {
            ServiceDefinition service =
                    inForce.stream().filter(place::isNamedBy).findFirst().orElse(null);
            if (service == null) {
                upstreams.remove(place);
                meters.forget(place.service(), place.address().getAuthority());
            } else if (service.upstreamRules().healthCheck() == null) {
                known.unchecked();
            }
        });
    }

    /** On how many event loops a service's circuit is not closed. */
    AtomicInteger circuitsOpen(String service) {
        return circuitsOpen.computeIfAbsent(service, name -> {
            AtomicInteger open = new AtomicInteger();
            meters.circuitsOpen(name, open::get);
            return open;
        });
    }
}
