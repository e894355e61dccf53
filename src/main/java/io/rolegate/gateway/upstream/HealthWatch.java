package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.UpstreamRules;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the upstreams of one service, again and again, whether they are well. */
final class HealthWatch {
    private static final Logger LOG = LoggerFactory.getLogger(HealthWatch.class);

    private final Vertx vertx;
    private final ServiceDefinition service;
    private final UpstreamRules.HealthCheck check;
    private final UpstreamHealth health;
    private final WebClient client;
    private final List<Long> timers = new ArrayList<>();
    private boolean stopped;

    HealthWatch(
            Vertx vertx,
            ServiceDefinition service,
            UpstreamRules.HealthCheck check,
            UpstreamSettings settings,
            UpstreamHealth health) {
        this.vertx = vertx;
        this.service = service;
        this.check = check;
        this.health = health;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions(UpstreamClient.options(service.upstreamRules(), settings))
                        .setFollowRedirects(false)
                        .setUserAgent("rolegate"));
    }

    /** Whether it asks the upstreams of that service, and as its definition says. */
    boolean fits(ServiceDefinition other) {
        return service.hasSameUpstreams(other);
    }

    void start() {
        service.upstreams().forEach(address -> {
            ask(address);
            timers.add(vertx.setPeriodic(check.interval().toMillis(), tick -> ask(address)));
        });
    }

    void stop() {
        stopped = true;
        timers.forEach(vertx::cancelTimer);
        client.close();
    }

    private void ask(URI address) {
        Endpoint.Place place = Endpoint.Place.of(address);
        client.get(place.port(), place.host(), check.path())
                .ssl(place.secure())
                .timeout(check.timeout().toMillis())
                .as(BodyCodec.none())
                .send()
                .onComplete(
                        answer -> checked(address, answer.statusCode() / 100 == 2, "status " + answer.statusCode()),
                        failure -> checked(address, false, failure.toString()));
    }

    private void checked(URI address, boolean well, String found) {
        if (stopped) {
            return;
        }
        if (health.of(service.name(), address).checked(well, check)) {
            LOG.warn("upstream {} of {} is {}: {}", address, service.name(), well ? "well again" : "not well", found);
        }
    }
}
