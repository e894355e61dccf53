package io.rolegate.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a minute, evenly or in a burst of a minute's worth (generic cell rate algorithm). Without locks: one number says
 * until when the allowance is spoken for.
 */
final class Rate {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final long intervalNanos;
    private final AtomicLong takenUntil;

    /**
     * @param perMinute 0 for no limit
     * @param nowNanos the time by {@link System#nanoTime}
     */
    Rate(int perMinute, long nowNanos) {
        this.takenUntil = new AtomicLong(nowNanos);
        this.intervalNanos = perMinute == 0 ? 0 : MINUTE_NANOS / perMinute;
    }

    /** Takes one, if there is one left at that time. */
    boolean take(long nowNanos) {
        while (intervalNanos > 0) {
            long taken = takenUntil.get();
            // By differences only: the clock may begin anywhere and overflow.
            long ahead = Math.max(0, taken - nowNanos);
            if (ahead + intervalNanos > MINUTE_NANOS) {
                return false;
            }
            if (takenUntil.compareAndSet(taken, nowNanos + ahead + intervalNanos)) {
                return true;
            }
        }
        return true;
    }
}
