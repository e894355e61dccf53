package io.rolegate.replay;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How many nonces each access key holds, in memory of fixed size however many keys there are: a count-min sketch an era.
 *
 * <p>It may count a key too high, by that of others that collide with it in every row (which takes a heavy one among
 * tens of thousands of cells), never too low. A nonce counts until its era ends, which is a few buckets longer than it is
 * remembered. Safe for use by many threads without a lock.
 */
final class KeyShares {

    private static final int WIDTH = 1 << 15;
    private static final int ERA_RING = 16;
    private static final int BUCKETS_PER_ERA_LOG2 = 3;

    private final long share;
    private final AtomicReferenceArray<@Nullable Era> eras = new AtomicReferenceArray<>(ERA_RING);

    KeyShares(long share) {
        this.share = share;
    }

    /** Counts one nonce for the key, unless it holds its share already. */
    boolean take(Fingerprint key, long bucket, long oldestBucket) {
        Era era = era(eraOf(bucket));
        era.add(key, 1);
        if (held(key, eraOf(oldestBucket)) > share) {
            era.add(key, -1);
            return false;
        }
        return true;
    }

    /** Takes back what {@link #take} counted. */
    void release(Fingerprint key, long bucket) {
        era(eraOf(bucket)).add(key, -1);
    }

    long bytes() {
        long bytes = 0;
        for (int i = 0; i < ERA_RING; i++) {
            bytes += eras.get(i) == null ? 0 : 2L * WIDTH * Integer.BYTES;
        }
        return bytes;
    }

    private long held(Fingerprint key, long oldestEra) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < ERA_RING; i++) {
            Era era = eras.get(i);
            if (era != null && era.number >= oldestEra) {
                first += era.cells.get(Era.firstCell(key));
                second += era.cells.get(Era.secondCell(key));
            }
        }
        return Math.min(first, second);
    }

    private Era era(long number) {
        int index = (int) (number & (ERA_RING - 1));
        Era present = eras.get(index);
        while (present == null || present.number < number) {
            Era created = new Era(number);
            if (eras.compareAndSet(index, present, created)) {
                return created;
            }
            present = eras.get(index);
        }
        return present;
    }

    private static long eraOf(long bucket) {
        return bucket >> BUCKETS_PER_ERA_LOG2;
    }

    private static final class Era {
        private final long number;
        private final AtomicIntegerArray cells = new AtomicIntegerArray(2 * WIDTH);

        Era(long number) {
            this.number = number;
        }

        void add(Fingerprint key, int delta) {
            cells.addAndGet(firstCell(key), delta);
            cells.addAndGet(secondCell(key), delta);
        }

        static int firstCell(Fingerprint key) {
            return (int) key.place() & (WIDTH - 1);
        }

        static int secondCell(Fingerprint key) {
            return WIDTH + ((int) key.tag() & (WIDTH - 1));
        }
    }
}
