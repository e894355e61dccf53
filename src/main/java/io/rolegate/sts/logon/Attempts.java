package io.rolegate.sts.logon;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** The failed attempts of one name or address within the last hour. Each is counted before it is known to fail. */
final class Attempts {
    static final Duration REMEMBERED = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_KEPT = 1024;

    private final int free;
    private final Deque<Instant> times = new ArrayDeque<>();

    /** @param free how many may follow one another at once */
    Attempts(int free) {
        this.free = free;
    }

    /**
     * Counts an attempt if it may be made now.
     *
     * @param most within an hour; 0: any number, only ever more slowly
     * @return zero where it may, else how long to wait
     */
    synchronized Duration begin(Instant now, int most) {
        while (!times.isEmpty() && !times.getFirst().plus(REMEMBERED).isAfter(now)) {
            times.removeFirst();
        }
        Duration wait = longer(delay(now), most > 0 && times.size() >= most ? untilFree(now, most) : Duration.ZERO);
        if (wait.isZero()) {
            times.addLast(now);
            if (times.size() > MOST_KEPT) {
                times.removeFirst();
            }
        }
        return wait;
    }

    /** The last attempt did not fail. */
    synchronized void forgive() {
        times.pollLast();
    }

    /** Seconds that double with each further attempt, up to about a minute. */
    private Duration delay(Instant now) {
        int beyond = times.size() - free;
        if (beyond < 0) {
            return Duration.ZERO;
        }
        Duration pause = Duration.ofSeconds(1L << Math.min(beyond, MOST_DOUBLINGS));
        return until(times.getLast().plus(pause), now);
    }

    /** Until the oldest of the last {@code most} attempts is an hour ago. */
    private Duration untilFree(Instant now, int most) {
        Instant oldest =
                times.stream().skip(times.size() - (long) most).findFirst().orElse(now);
        return until(oldest.plus(REMEMBERED), now);
    }

    private static Duration until(Instant time, Instant now) {
        return time.isAfter(now) ? Duration.between(now, time) : Duration.ZERO;
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
