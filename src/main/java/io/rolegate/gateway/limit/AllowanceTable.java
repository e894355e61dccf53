package io.rolegate.gateway.limit;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The allowances of holders, made when first asked for. {@link #sweep} drops those that are as new, so nobody gains or loses by
 * it; beyond a number of holders all new ones share an allowance until there is room again.
 */
final class AllowanceTable {
    private final int most;
    private final Function<String, Allowance> create;
    private final ConcurrentHashMap<String, Allowance> byHolder = new ConcurrentHashMap<>();
    private final Allowance others;

    /** @param create an allowance, given its holder */
    AllowanceTable(int most, Function<String, Allowance> create) {
        this.most = most;
        this.create = create;
        this.others = create.apply("*");
    }

    Allowance of(String holder) {
        Allowance known = byHolder.get(holder);
        if (known != null) {
            return known;
        }
        return byHolder.mappingCount() < most ? byHolder.computeIfAbsent(holder, create) : others;
    }

    /** Drops what is as new; takes time in proportion to the number of holders. */
    void sweep() {
        byHolder.values().removeIf(Allowance::retire);
    }

    long size() {
        return byHolder.mappingCount();
    }
}
