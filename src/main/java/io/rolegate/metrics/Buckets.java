package io.rolegate.metrics;

import java.time.Duration;
import java.util.stream.LongStream;

/** The upper bounds of histogram buckets: few, since each is a series for each set of labels. */
final class Buckets {

    /** Whole requests: from half a millisecond to ten seconds. */
    static final Duration[] REQUEST = micros(
            500, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000, 2_500_000, 10_000_000);

    /** Single steps: from a microsecond, forwarding up to a second. */
    static final Duration[] STEP = micros(1, 5, 10, 25, 50, 100, 500, 1_000, 5_000, 25_000, 100_000, 1_000_000);

    /** Until a revocation is in force everywhere: the lease bounds it by some two seconds. */
    static final Duration[] LAG =
            micros(1_000, 5_000, 10_000, 50_000, 100_000, 250_000, 500_000, 1_000_000, 2_000_000, 5_000_000);

    private Buckets() {}

    private static Duration[] micros(long... bounds) {
        return LongStream.of(bounds)
                .mapToObj(bound -> Duration.ofNanos(1_000 * bound))
                .toArray(Duration[]::new);
    }
}
