package io.rolegate.replay;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The dates that may be admitted now, in epoch seconds, and the buckets they fall into.
 *
 * <p>Its time never runs backwards: what has been dropped once stays out of the window, also after the wall clock was
 * set back, since nothing would recognise a replay of it. It moves on only with dates that the wall clock admits, so a
 * clock that was wrong for a while shuts nobody out afterwards unless somebody signed with the same wrong time.
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
        this.latest = new AtomicLong(wall());
    }

    /** Whether the date is within the window, by the wall clock as well as by the latest time that dates were held against. */
    boolean admits(long signedSecond) {
        long now = wall();
        return holds(signedSecond, now) && holds(signedSecond, movedOnTo(now));
    }

    /** The latest second that dates were held against. */
    long now() {
        return latest.get();
    }

    private long wall() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    private long movedOnTo(long now) {
        long seen = latest.get();
        while (now > seen) {
            if (latest.compareAndSet(seen, now)) {
                return now;
            }
            seen = latest.get();
        }
        return seen;
    }

    private boolean holds(long signedSecond, long now) {
        return signedSecond >= now - windowSeconds && signedSecond <= now + windowSeconds;
    }

    long bucketOf(long second) {
        return Math.floorDiv(second, bucketSeconds);
    }

    /** The oldest bucket that still has a date within the window; all before it may be dropped. */
    long oldestBucket() {
        return bucketOf(latest.get() - windowSeconds);
    }

    /** The same by the wall clock, for counting what is to be dropped with the next request. */
    long oldestBucketByNow() {
        return bucketOf(Math.max(latest.get(), wall()) - windowSeconds);
    }
}
