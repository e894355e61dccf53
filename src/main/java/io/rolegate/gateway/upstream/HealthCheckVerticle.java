package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.UpstreamRules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Looks after the health of all upstreams whose definitions ask for it. One instance a process. */
public final class HealthCheckVerticle extends VerticleBase {
    private final UpstreamSettings settings;
    private final UpstreamHealth health;
    private final List<ServiceDefinition> atStart;
    private final List<HealthWatch> watches = new ArrayList<>();

    public HealthCheckVerticle(UpstreamSettings settings, UpstreamHealth health, List<ServiceDefinition> services) {
        this.settings = settings;
        this.health = health;
        this.atStart = List.copyOf(services);
    }

    @Override
    public Future<?> start() {
        watch(atStart);
        return Future.succeededFuture();
    }

    @Override
    public Future<?> stop() {
        watches.forEach(HealthWatch::stop);
        return Future.succeededFuture();
    }

    /** Looks after the upstreams of these services from now on, and of no others. May be called on any thread. */
    public void follow(List<ServiceDefinition> inForce) {
        context.runOnContext(now -> {
            watches.removeIf(watch -> {
                boolean outdated = inForce.stream().noneMatch(watch::fits);
                if (outdated) {
                    watch.stop();
                }
                return outdated;
            });
            health.follow(inForce);
            watch(inForce);
        });
    }

    private void watch(List<ServiceDefinition> services) {
        for (ServiceDefinition service : services) {
            UpstreamRules.HealthCheck check = service.upstreamRules().healthCheck();
            if (check != null && watches.stream().noneMatch(watch -> watch.fits(service))) {
                HealthWatch watch = new HealthWatch(vertx, service, check, settings, health);
                watches.add(watch);
                watch.start();
            }
        }
    }
}
