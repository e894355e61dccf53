package io.rolegate.gateway.live;

import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import java.util.Collection;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * How long things took, in buckets.
 *
 * @param counts how many took no longer than so many microseconds, by that bound; those of larger bounds include those of smaller ones
 */
record Distribution(TreeMap<Long, Long> counts) {
    /** The bound of what took longer than any bucket's. */
    private static final long ANY = Long.MAX_VALUE;

    static Distribution of(Collection<Timer> timers) {
        TreeMap<Long, Long> counts = new TreeMap<>();
        for (Timer timer : timers) {
            HistogramSnapshot snapshot = timer.takeSnapshot();
            for (CountAtBucket bucket : snapshot.histogramCounts()) {
                counts.merge((long) bucket.bucket(TimeUnit.MICROSECONDS), (long) bucket.count(), Long::sum);
            }
            counts.merge(ANY, snapshot.count(), Long::sum);
        }
        return new Distribution(counts);
    }

    /** What came since an earlier reading of the same. */
    Distribution since(Distribution earlier) {
        TreeMap<Long, Long> added = new TreeMap<>();
        counts.forEach((bound, count) -> added.put(bound, count - earlier.counts.getOrDefault(bound, 0L)));
        return new Distribution(added);
    }

    /**
     * The microseconds within which that share of all was done, as exactly as the buckets tell; the bound of the largest one where it
     * took longer. Empty where there was nothing.
     */
    OptionalLong within(double share) {
        long all = counts.isEmpty() ? 0 : counts.lastEntry().getValue();
        if (all == 0) {
            return OptionalLong.empty();
        }
        double rank = share * all;
        long lower = 0;
        long before = 0;
        for (Map.Entry<Long, Long> bucket : counts.entrySet()) {
            if (bucket.getValue() >= rank) {
                return OptionalLong.of(between(lower, bucket.getKey(), (rank - before) / (bucket.getValue() - before)));
            }
            lower = bucket.getKey();
            before = bucket.getValue();
        }
        return OptionalLong.of(lower);
    }

    private static long between(long lower, long upper, double part) {
        return upper == ANY ? lower : lower + Math.round((upper - lower) * part);
    }
}
