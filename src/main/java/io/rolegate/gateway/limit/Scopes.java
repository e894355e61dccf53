package io.rolegate.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;

/** The rates of services, or of a service's operations, as their definitions say now; as many as there are definitions. */
final class Scopes {
    private final Scope.Level level;
    private final String prefix;
    private final BucketMaker buckets;
    private final ConcurrentHashMap<String, Scope> byName = new ConcurrentHashMap<>();

    /** @param prefix what rates are called among nodes, before the name */
    Scopes(Scope.Level level, String prefix, BucketMaker buckets) {
        this.level = level;
        this.prefix = prefix;
        this.buckets = buckets;
    }

    /** The rates of that service or operation; begun anew where its definition has changed. */
    Scope of(String name, CallRates rates) {
        Scope known = byName.get(name);
        if (known != null && known.has(rates)) {
            return known;
        }
        return byName.compute(
                name,
                (key, present) -> present != null && present.has(rates)
                        ? present
                        : new Scope(prefix + key, level, rates, buckets));
    }

    void sweep() {
        byName.values().forEach(Scope::sweep);
    }

    long holders() {
        return byName.values().stream().mapToLong(Scope::holders).sum();
    }
}
