package io.rolegate.gateway.limit;

import io.github.bucket4j.TimeMeter;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Makes buckets, and tables of them, that all go by one clock and are told to the same nodes. */
final class BucketMaker {
    /** At some 400 bytes each, a full table takes 25 MB. */
    private static final int MOST_HOLDERS = 65_536;

    private final int burstSeconds;
    private final TimeMeter time;
    private final @Nullable SharedRates shared;

    BucketMaker(int burstSeconds, LongSupplier nanoTime, @Nullable SharedRates shared) {
        this.burstSeconds = burstSeconds;
        this.time = new NanoTime(nanoTime);
        this.shared = shared;
    }

    /** @param name what the rate is called among nodes */
    RateBucket bucket(String name, int perSecond) {
        return new RateBucket(name, perSecond, burstSeconds, time, shared);
    }

    /** @param prefix what holders' rates are called among nodes, before the holder; no rate where {@code perSecond} is 0 */
    AllowanceTable table(String prefix, int perSecond) {
        return new AllowanceTable(
                MOST_HOLDERS, holder -> new Allowance(perSecond == 0 ? null : bucket(prefix + holder, perSecond)));
    }

    private record NanoTime(LongSupplier source) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return source.getAsLong();
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
