package io.rolegate.replay;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * How many nonces each holder has, in memory of fixed size however many holders there are: a count-min sketch an era.
 *
 * <p>It may count a holder too high, by that of others that collide with it in both rows (which takes a heavy one among
 * tens of thousands of cells), never too low. A nonce counts until its era ends, which is a few buckets longer than it is
 * remembered. Safe for use by many threads without a lock.
 */
final class ShareSketch {

    private static final int WIDTH_LOG2 = 15;
    private static final int WIDTH = 1 << WIDTH_LOG2;
    private static final int ERA_RING = 16;
    private static final int BUCKETS_PER_ERA_LOG2 = 3;

    private final long share;
    private final SipHash hash = SipHash.withRandomKey();
    private final AtomicReferenceArray<@Nullable Era> eras = new AtomicReferenceArray<>(ERA_RING);

    ShareSketch(long share) {
        this.share = share;
    }

    /** Counts one nonce for the holder, unless it has its share already. */
    boolean take(String holder, long bucket, long oldestBucket) {
        long cells = cells(holder);
        Era era = era(eraOf(bucket));
        era.add(cells, 1);
        if (held(cells, eraOf(oldestBucket)) > share) {
            era.add(cells, -1);
            return false;
        }
        return true;
    }

    /** Takes back what {@link #take} counted. */
    void release(String holder, long bucket) {
        era(eraOf(bucket)).add(cells(holder), -1);
    }

    long bytes() {
        long bytes = 0;
        for (int i = 0; i < ERA_RING; i++) {
            bytes += eras.get(i) == null ? 0 : 2L * WIDTH * Integer.BYTES;
        }
        return bytes;
    }

    private long held(long cells, long oldestEra) {
        long first = 0;
        long second = 0;
        for (int i = 0; i < ERA_RING; i++) {
            Era era = eras.get(i);
            if (era != null && era.number >= oldestEra) {
                first += era.counts.get(Era.firstOf(cells));
                second += era.counts.get(Era.secondOf(cells));
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

    private long cells(String holder) {
        return hash.of(holder, "").place();
    }

    private static final class Era {
        private final long number;
        private final AtomicIntegerArray counts = new AtomicIntegerArray(2 * WIDTH);

        Era(long number) {
            this.number = number;
        }

        void add(long cells, int delta) {
            counts.addAndGet(firstOf(cells), delta);
            counts.addAndGet(secondOf(cells), delta);
        }

        static int firstOf(long cells) {
            return (int) cells & (WIDTH - 1);
        }

        static int secondOf(long cells) {
            return WIDTH + ((int) (cells >>> WIDTH_LOG2) & (WIDTH - 1));
        }
    }
}
