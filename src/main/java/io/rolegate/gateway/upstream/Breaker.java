package io.rolegate.gateway.upstream;

import io.rolegate.gateway.service.UpstreamRules;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Stops asking a service that fails as a whole; one on each event loop. The circuit is told of results instead of running
 * the requests itself, so that a request that goes well costs it nothing. While it is half open one request a second is a
 * probe: a single one could be a long poll that tells nothing for half a minute.
 */
final class Breaker {
    private static final long PROBE_INTERVAL = TimeUnit.SECONDS.toNanos(1);

    private final @Nullable CircuitBreaker circuit;
    private final AtomicInteger openOnes;
    private boolean counted;
    private boolean failing;
    private long nextProbe;

    /** @param openOnes on how many event loops the service's circuit is not closed */
    Breaker(Vertx vertx, String service, UpstreamRules.CircuitBreaking rules, AtomicInteger openOnes) {
        this.openOnes = openOnes;
        this.circuit = rules.failures() == 0 ? null : circuit(vertx, service, rules);
    }

    private CircuitBreaker circuit(Vertx vertx, String service, UpstreamRules.CircuitBreaking rules) {
        CircuitBreakerOptions options = new CircuitBreakerOptions()
                .setMaxFailures(rules.failures())
                .setFailuresRollingWindow(rules.window().toMillis())
                .setResetTimeout(rules.open().toMillis())
                // Requests have time-outs of their own.
                .setTimeout(-1);
        return CircuitBreaker.create(service, vertx, options)
                .openHandler(opened -> count(true))
                .halfOpenHandler(halfOpened -> nextProbe = System.nanoTime())
                .closeHandler(closed -> count(false));
    }

    private void count(boolean open) {
        if (counted != open) {
            counted = open;
            openOnes.addAndGet(open ? 1 : -1);
        }
    }

    /** Whether a request may be sent now, and what its result will tell. */
    Admission admit() {
        if (circuit == null) {
            return Admission.NORMAL;
        }
        return switch (circuit.state()) {
            case CLOSED -> Admission.NORMAL;
            case OPEN -> Admission.REFUSED;
            case HALF_OPEN -> probe();
        };
    }

    private Admission probe() {
        long now = System.nanoTime();
        if (now - nextProbe < 0) {
            return Admission.REFUSED;
        }
        nextProbe = now + PROBE_INTERVAL;
        return Admission.PROBE;
    }

    void succeeded(Admission admission) {
        if (circuit != null
                && (admission == Admission.PROBE || (failing && circuit.state() == CircuitBreakerState.CLOSED))) {
            failing = false;
            circuit.reset();
        }
    }

    void failed(Admission admission) {
        if (circuit == null) {
            return;
        }
        if (circuit.state() == CircuitBreakerState.CLOSED) {
            failing = true;
            circuit.execute(() -> Future.failedFuture("counted"));
        } else if (circuit.state() == CircuitBreakerState.HALF_OPEN && admission == Admission.PROBE) {
            circuit.open();
        }
    }

    void close() {
        count(false);
        if (circuit != null) {
            circuit.close();
        }
    }
}
