package io.rolegate.backend.fault;

import java.time.Duration;
import java.util.Set;

/**
 * Something that goes wrong with some requests.
 *
 * @param methods which HTTP methods it concerns; empty: all
 * @param probability with which it happens to a request that fits, above 0, at most 1
 * @param count how often it happens in all; {@link #UNLIMITED} until it is removed
 * @param afterOperation whether the operation is carried out and only its answer suffers
 * @param delay what passes before the effect
 */
record Fault(
        Set<String> methods,
        PathPattern path,
        double probability,
        int count,
        boolean afterOperation,
        Duration delay,
        Effect effect) {
    static final int UNLIMITED = 0;

    Fault {
        methods = Set.copyOf(methods);
    }

    boolean fits(String method, String requestPath) {
        return (methods.isEmpty() || methods.contains(method)) && path.matches(requestPath);
    }
}
