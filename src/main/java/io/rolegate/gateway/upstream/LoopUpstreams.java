package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.ServiceDefinition;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The upstreams of every service as one event loop knows them; made when a service is first asked for. */
public final class LoopUpstreams {
    private final Vertx vertx;
    private final UpstreamSettings settings;
    private final UpstreamHealth health;
    /** By the definition itself, since comparing definitions on each request would cost too much. */
    private IdentityHashMap<ServiceDefinition, ServiceUpstreams> services = new IdentityHashMap<>();

    public LoopUpstreams(Vertx vertx, UpstreamSettings settings, UpstreamHealth health) {
        this.vertx = vertx;
        this.settings = settings;
        this.health = health;
    }

    /** The service's upstreams. */
    public ServiceUpstreams of(ServiceDefinition service) {
        ServiceUpstreams known = services.get(service);
        return known == null ? services.computeIfAbsent(service, this::find) : known;
    }

    private ServiceUpstreams find(ServiceDefinition service) {
        for (ServiceUpstreams known : services.values()) {
            if (known.fits(service)) {
                return known;
            }
        }
        return new ServiceUpstreams(vertx, service, settings, health);
    }

    /**
     * Goes over to the definitions in force now: where upstreams and what is to be done with them have stayed the same,
     * connections and circuits stay; all others close once the requests under way have ended.
     */
    public void follow(Collection<ServiceDefinition> inForce) {
        IdentityHashMap<ServiceDefinition, ServiceUpstreams> kept = new IdentityHashMap<>();
        for (ServiceDefinition service : inForce) {
            services.values().stream()
                    .filter(known -> known.fits(service))
                    .findFirst()
                    .ifPresent(known -> kept.put(service, known));
        }
        services.values().stream()
                .distinct()
                .filter(known -> !kept.containsValue(known))
                .forEach(ServiceUpstreams::retire);
        services = kept;
    }

    /** Closes every connection. */
    public Future<Void> close() {
        List<Future<Void>> closed = Set.copyOf(services.values()).stream()
                .map(ServiceUpstreams::close)
                .toList();
        services.clear();
        return Future.join(closed).mapEmpty();
    }
}
