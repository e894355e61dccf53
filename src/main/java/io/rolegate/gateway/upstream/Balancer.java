package io.rolegate.gateway.upstream;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Chooses the upstream that has the fewest requests under way, of those that are well; on one event loop. */
final class Balancer {
    private final List<Endpoint> endpoints;
    private int turn;

    Balancer(List<Endpoint> endpoints) {
        this.endpoints = endpoints;
    }

    /** The upstream to try, none of those already tried; null where there is none. */
    @Nullable
    Endpoint choose(List<Endpoint> tried) {
        Endpoint rested = choose(tried, false);
        // One that failed lately is better than none; one that health checks find ill is not.
        return rested == null ? choose(tried, true) : rested;
    }

    private @Nullable Endpoint choose(List<Endpoint> tried, boolean alsoEjected) {
        Endpoint best = null;
        int size = endpoints.size();
        int first = size == 0 ? 0 : Math.floorMod(turn++, size);
        long now = System.nanoTime();
        for (int index = 0; index < size; index++) {
            Endpoint endpoint = endpoints.get((first + index) % size);
            if (endpoint.isHealthy()
                    && (alsoEjected || !endpoint.isEjected(now))
                    && (best == null || endpoint.outstanding() < best.outstanding())
                    && !tried.contains(endpoint)) {
                best = endpoint;
            }
        }
        return best;
    }

    /** Whether one more may rest: where half of them fail it is not they that are at fault, and the others would be overrun. */
    boolean maySpareOne() {
        int ejected = 0;
        long now = System.nanoTime();
        for (Endpoint endpoint : endpoints) {
            if (endpoint.isEjected(now)) {
                ejected++;
            }
        }
        return (ejected + 1) * 2 <= endpoints.size();
    }
}
