package io.rolegate.gateway;

import java.time.Duration;

/** Until when somebody must have gone on; nobody need where none is set. Looked at from time to time, not by a timer. */
final class Deadline {
    private boolean set;
    private long nanos;

    void in(Duration time) {
        set = true;
        nanos = System.nanoTime() + time.toNanos();
    }

    void clear() {
        set = false;
    }

    /** @param now of {@link System#nanoTime} */
    boolean isOver(long now) {
        return set && now - nanos >= 0;
    }
}
