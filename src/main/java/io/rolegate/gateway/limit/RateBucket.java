package io.rolegate.gateway.limit;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** One rate's token bucket. Lock-free, and safe for use by many threads. */
final class RateBucket {
    private final String name;
    private final long perSecond;
    private final long capacity;
    private final Bucket tokens;
    private final @Nullable SharedRates shared;
    /** Taken here, and not yet told to the other nodes. */
    private final AtomicLong untold = new AtomicLong();

    /**
     * @param name what the rate is called among nodes
     * @param shared tells other nodes what is taken; null where there are none
     */
    RateBucket(String name, int perSecond, int burstSeconds, TimeMeter time, @Nullable SharedRates shared) {
        this.name = name;
        this.perSecond = perSecond;
        this.capacity = (long) perSecond * burstSeconds;
        this.shared = shared;
        this.tokens = Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    /** Takes a token; false where there is none. */
    boolean take() {
        if (!tokens.tryConsume(1)) {
            return false;
        }
        if (shared != null && untold.getAndIncrement() == 0) {
            shared.touched(this);
        }
        return true;
    }

    /** Puts a token back that was taken for nothing. */
    void giveBack() {
        tokens.addTokens(1);
        if (shared != null) {
            // Where it was told already it is lost to this rate, for as long as refilling one token takes.
            untold.updateAndGet(count -> Math.max(0, count - 1));
        }
    }

    /** Until there is a token. */
    Duration untilNext() {
        return Duration.ofNanos(tokens.estimateAbilityToConsume(1).getNanosToWaitForRefill());
    }

    /** Whether it could be made anew without anybody noticing. */
    boolean isAsNew() {
        return tokens.getAvailableTokens() >= capacity && untold.get() == 0;
    }

    String name() {
        return name;
    }

    long perSecond() {
        return perSecond;
    }

    /** What was taken since the last call, to be told to the other nodes; no more than the bucket holds. */
    long told() {
        return Math.min(untold.getAndSet(0), capacity);
    }

    /** Takes back that {@code count} were told. */
    void notTold(SharedRates rates, long count) {
        if (untold.getAndAdd(count) == 0) {
            rates.touched(this);
        }
    }

    /** Adopts what all nodes together have taken and not yet got back. */
    void adopt(long missing) {
        long surplus = tokens.getAvailableTokens() - (capacity - missing - untold.get());
        if (surplus > 0) {
            tokens.consumeIgnoringRateLimits(surplus);
        } else if (surplus < 0) {
            tokens.addTokens(-surplus);
        }
    }
}
