package io.rolegate.audit;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A ring of places for records, taken by many threads and emptied by one. A place is taken first and filled later; taking
 * bounds the ring, so filling never fails, waits or allocates.
 */
final class RecordQueue {

    private final int capacity;
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicLong tail = new AtomicLong();
    private final AtomicReferenceArray<@Nullable AuditRecord> ring;
    private long head;

    RecordQueue(int capacity) {
        this.capacity = capacity;
        this.ring = new AtomicReferenceArray<>(Math.max(2, Integer.highestOneBit(capacity - 1) << 1));
    }

    /** Takes a place, if there is one. */
    boolean take() {
        if (taken.incrementAndGet() > capacity) {
            taken.decrementAndGet();
            return false;
        }
        return true;
    }

    /** Fills a place that was taken. */
    void add(AuditRecord record) {
        ring.set(index(tail.getAndIncrement()), record);
    }

    /** The next record, or null if there is none yet. Its place stays taken. Only for the thread that empties the ring. */
    @Nullable
    AuditRecord poll() {
        int index = index(head);
        AuditRecord record = ring.get(index);
        if (record != null) {
            ring.set(index, null);
            head++;
        }
        return record;
    }

    void giveBack(int places) {
        taken.addAndGet(-places);
    }

    int taken() {
        return Math.min(taken.get(), capacity);
    }

    private int index(long ticket) {
        return (int) (ticket & (ring.length() - 1));
    }
}
