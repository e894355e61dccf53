package io.rolegate.gateway.limit;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What one holder, a principal or an account, may do: its rate, and how much of it is under way. Safe for use by many threads. */
final class Allowance {
    private static final int RETIRED = -1;

    private final @Nullable RateBucket rate;
    private final AtomicInteger underWay = new AtomicInteger();

    Allowance(@Nullable RateBucket rate) {
        this.rate = rate;
    }

    /** How an attempt to enter ended. */
    enum Attempt {
        ENTERED,
        /** As many are under way as may be. */
        CROWDED,
        /** The table has dropped this object: get another. */
        RETIRED
    }

    /** @param most how many may be under way; 0 for any number */
    Attempt enter(int most) {
        for (int count = underWay.get(); count != RETIRED; count = underWay.get()) {
            if (most > 0 && count >= most) {
                return Attempt.CROWDED;
            }
            if (underWay.compareAndSet(count, count + 1)) {
                return Attempt.ENTERED;
            }
        }
        return Attempt.RETIRED;
    }

    void leave() {
        underWay.decrementAndGet();
    }

    /** Its rate, null where there is no limit. */
    @Nullable
    RateBucket rate() {
        return rate;
    }

    /** Puts it out of use, if a new one would be just like it. */
    boolean retire() {
        return (rate == null || rate.isAsNew()) && underWay.compareAndSet(0, RETIRED);
    }
}
