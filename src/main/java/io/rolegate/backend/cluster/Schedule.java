package io.rolegate.backend.cluster;

import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

/** What will have happened by when. Nothing runs by itself: each request first lets due changes happen, in order. */
final class Schedule {
    private record Change(Instant due, long sequence, Runnable effect) {}

    private final PriorityQueue<Change> changes =
            new PriorityQueue<>(Comparator.comparing(Change::due).thenComparingLong(Change::sequence));
    private long nextSequence;

    void at(Instant due, Runnable effect) {
        changes.add(new Change(due, nextSequence++, effect));
    }

    void runDue(Instant now) {
        for (Change next = changes.peek(); next != null && !next.due().isAfter(now); next = changes.peek()) {
            changes.remove();
            next.effect().run();
        }
    }
}
