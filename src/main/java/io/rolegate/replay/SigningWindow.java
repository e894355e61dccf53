package io.rolegate.replay;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The dates that may be admitted now, in epoch seconds, and the buckets they fall into.
 *
 * <p>Its time never runs backwards: what has been dropped once stays out of the window, also after the wall clock was
 * set back, since nothing would recognise a replay of it.
 */
final class SigningWindow {

    /** Buckets on either side of now: nonces stay at most one bucket's length longer than they must. */
    private static final int BUCKETS_PER_SIDE = 30;

    private final InstantSource clock;
    private final long windowSeconds;
    private final int bucketSeconds;
    private final AtomicLong latest;

    SigningWindow(long windowSeconds, InstantSource clock) {
        this.clock = clock;
        this.windowSeconds = windowSeconds;
        this.bucketSeconds = Math.toIntExact((windowSeconds + BUCKETS_PER_SIDE - 1) / BUCKETS_PER_SIDE);
        this.latest = new AtomicLong(clock.instant().getEpochSecond());
    }

    /** The latest second the clock has ever shown. */
    long now() {
        long now = Math.floorDiv(clock.millis(), 1000L);
        long seen = latest.get();
        while (now > seen) {
            if (latest.compareAndSet(seen, now)) {
                return now;
            }
            seen = latest.get();
        }
        return seen;
    }

    boolean holds(long signedSecond, long now) {
        return signedSecond >= now - windowSeconds && signedSecond <= now + windowSeconds;
    }

    long bucketOf(long second) {
        return Math.floorDiv(second, bucketSeconds);
    }

    /** The oldest bucket that still has a date within the window; all before it may be dropped. */
    long oldestBucket(long now) {
        return bucketOf(now - windowSeconds);
    }

    /** The most buckets that can be in use at one moment. */
    static int maxLiveBuckets() {
        return 2 * BUCKETS_PER_SIDE + 2;
    }
}
