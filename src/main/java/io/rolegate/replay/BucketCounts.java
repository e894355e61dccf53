package io.rolegate.replay;

import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;

/** How many nonces are remembered, by bucket and in all, against a capacity. Safe for use by many threads. */
final class BucketCounts {

    private final long capacity;
    private final AtomicIntegerArray counts = new AtomicIntegerArray(NonceSegment.BUCKET_RING);
    private final AtomicLong total = new AtomicLong();
    private final AtomicLong droppedBefore;

    BucketCounts(long capacity, long oldestBucket) {
        this.capacity = capacity;
        this.droppedBefore = new AtomicLong(oldestBucket);
    }

    /** Counts one more, unless the capacity is reached. */
    boolean take(long bucket) {
        if (total.incrementAndGet() > capacity) {
            total.decrementAndGet();
            return false;
        }
        counts.incrementAndGet(ringIndex(bucket));
        return true;
    }

    void dropBefore(long oldestBucket) {
        long from = droppedBefore.get();
        if (oldestBucket > from && droppedBefore.compareAndSet(from, oldestBucket)) {
            long end = Math.min(oldestBucket, from + NonceSegment.BUCKET_RING);
            for (long bucket = from; bucket < end; bucket++) {
                total.addAndGet(-counts.getAndSet(ringIndex(bucket), 0));
            }
        }
    }

    /** How many are remembered once those before {@code oldestBucket} are dropped. */
    long totalSince(long oldestBucket) {
        long from = droppedBefore.get();
        long end = Math.min(oldestBucket, from + NonceSegment.BUCKET_RING);
        long remembered = total.get();
        for (long bucket = from; bucket < end; bucket++) {
            remembered -= counts.get(ringIndex(bucket));
        }
        return remembered;
    }

    private static int ringIndex(long bucket) {
        return (int) (bucket & (NonceSegment.BUCKET_RING - 1));
    }
}
