package io.rolegate.gateway.upstream;

import io.micrometer.core.instrument.Counter;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.UpstreamRules;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The upstreams of one service as one event loop knows them: its connections to them, and how they do. */
public final class ServiceUpstreams {
    private final ServiceDefinition definition;
    private final HttpClient client;
    private final long waitMillis;
    private final Balancer balancer;
    private final Breaker breaker;
    private final Map<Unavailable, Counter> unavailable = new EnumMap<>(Unavailable.class);
    private final Counter retries;
    private int requests;
    private boolean retired;

    ServiceUpstreams(Vertx vertx, ServiceDefinition definition, UpstreamSettings settings, UpstreamHealth health) {
        UpstreamRules rules = definition.upstreamRules();
        this.definition = definition;
        this.client =
                vertx.createHttpClient(UpstreamClient.options(rules, settings), UpstreamClient.pool(rules, settings));
        this.waitMillis = UpstreamClient.connectTimeout(rules, settings)
                .plus(settings.waitTimeout())
                .toMillis();
        List<Endpoint> endpoints = definition.upstreams().stream()
                .map(address -> new Endpoint(
                        address,
                        health.of(definition.name(), address),
                        rules.ejection(),
                        new EndpointMeters(health.meters(), definition.name(), address)))
                .toList();
        this.balancer = new Balancer(endpoints);
        this.breaker =
                new Breaker(vertx, definition.name(), rules.circuitBreaker(), health.circuitsOpen(definition.name()));
        for (Unavailable reason : Unavailable.values()) {
            unavailable.put(reason, health.meters().unavailable(definition.name(), reason.label()));
        }
        this.retries = health.meters().retries(definition.name());
    }

    /** Whether it is for these upstreams of that service, dealt with like that. */
    boolean fits(ServiceDefinition other) {
        return definition.hasSameUpstreams(other);
    }

    /** How long an upstream may let a body stand still. */
    public Duration idleTimeout() {
        return definition.upstreamRules().idleTimeout();
    }

    /** How many further upstreams a request may be tried at. */
    public int retries() {
        return definition.upstreamRules().retries();
    }

    /** A request begins; tells whether the circuit breaker lets it pass. To be followed by {@link #left}. */
    public Admission enter() {
        requests++;
        return breaker.admit();
    }

    /** A request has ended, whether or not it got anywhere. */
    public void left() {
        requests--;
        if (retired && requests == 0) {
            close();
        }
    }

    /** The upstream to try, none of those already tried; null where none is left. */
    public @Nullable Endpoint choose(List<Endpoint> tried) {
        return balancer.choose(tried);
    }

    /** Connects to an upstream, or fails; to be followed by {@link #ended}, however it goes on. */
    public Future<HttpClientRequest> connect(Endpoint endpoint, HttpMethod method, String target) {
        endpoint.began();
        return client.request(new RequestOptions()
                .setMethod(method)
                .setHost(endpoint.place().host())
                .setPort(endpoint.place().port())
                .setSsl(endpoint.place().secure())
                .setURI(target)
                .setConnectTimeout(waitMillis));
    }

    /** Why there is no connection: the upstream's fault, or that there are too many requests already. */
    public static Unavailable unavailable(Throwable failure) {
        return failure instanceof ConnectionPoolTooBusyException || failure instanceof TimeoutException
                ? Unavailable.BUSY
                : Unavailable.UNREACHABLE;
    }

    /** A request that was to be sent, or was sent, to that upstream has ended. */
    public void ended(Endpoint endpoint) {
        endpoint.ended();
    }

    /** An upstream has answered. */
    public void answered(Endpoint endpoint, Admission admission, int status) {
        if (definition.upstreamRules().failureStatuses().contains(status)) {
            failed(endpoint, Failure.STATUS);
            breaker.failed(admission);
        } else {
            endpoint.succeeded();
            breaker.succeeded(admission);
        }
    }

    /** An upstream has failed a request. */
    public void failed(Endpoint endpoint, Failure failure) {
        if (endpoint.failed(failure) && balancer.maySpareOne()) {
            endpoint.eject(System.nanoTime());
        }
    }

    /** A request has failed for good, at however many upstreams. */
    public void failed(Admission admission) {
        breaker.failed(admission);
    }

    /** A request is tried at another upstream. */
    public void retried() {
        retries.increment();
    }

    /** A request was sent to no upstream. */
    public void refused(Unavailable reason) {
        Objects.requireNonNull(unavailable.get(reason)).increment();
    }

    /** Closes once the last request under way has ended. */
    void retire() {
        retired = true;
        if (requests == 0) {
            close();
        }
    }

    /** Closes every connection. */
    Future<Void> close() {
        breaker.close();
        return client.close();
    }
}
