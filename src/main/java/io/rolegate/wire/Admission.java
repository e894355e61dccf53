package io.rolegate.wire;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;

/** How many connections a listener has, in total and from each address; safe to be used by many threads. */
final class Admission {
    private final WireLimits limits;
    private final Predicate<InetAddress> manyBehind;
    private final AtomicInteger total = new AtomicInteger();
    private final Map<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /** @param manyBehind addresses that stand for many callers, so that the limit for one address isn't theirs */
    Admission(WireLimits limits, Predicate<InetAddress> manyBehind) {
        this.limits = limits;
        this.manyBehind = manyBehind;
    }

    WireLimits limits() {
        return limits;
    }

    /** Counts a connection in, unless there are too many. */
    boolean enter(InetAddress address) {
        if (total.incrementAndGet() > unlimitedIfZero(limits.connections())) {
            total.decrementAndGet();
            refused.increment();
            return false;
        }
        int most = manyBehind.test(address) ? 0 : limits.connectionsPerAddress();
        if (byAddress.merge(address, 1, Integer::sum) > unlimitedIfZero(most)) {
            leave(address);
            refused.increment();
            return false;
        }
        return true;
    }

    /** Counts out a connection that was counted in. */
    void leave(InetAddress address) {
        total.decrementAndGet();
        byAddress.computeIfPresent(address, (same, count) -> count == 1 ? null : count - 1);
    }

    int connections() {
        return total.get();
    }

    long refused() {
        return refused.sum();
    }

    private static int unlimitedIfZero(int limit) {
        return limit == 0 ? Integer.MAX_VALUE : limit;
    }
}
