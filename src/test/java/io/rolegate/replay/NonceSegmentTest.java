package io.rolegate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** The table's own size, at the load that the defaults are made for. */
class NonceSegmentTest {
    private static final int SEGMENTS = 4096;
    private static final int BUCKET_SECONDS = 30;
    private static final int LIVE_BUCKETS = 31;
    private static final int REQUESTS_A_SECOND = 20_000;

    private final Random random = new Random(1);

    @Test
    void twentyThousandRequestsASecondTakeTwoHundredMegabytes() {
        double added = (double) REQUESTS_A_SECOND * BUCKET_SECONDS / SEGMENTS;
        NonceSegment segment = new NonceSegment();
        long most = 0;
        for (long bucket = 0; bucket < LIVE_BUCKETS * 10; bucket++) {
            long oldest = bucket - LIVE_BUCKETS + 1;
            long count = Math.round(added + random.nextGaussian() * Math.sqrt(added));
            segment.advanceTo(oldest);
            for (long number = 0; number < count; number++) {
                segment.add(new Fingerprint(random.nextLong(), random.nextLong()), bucket, oldest);
            }
            most = Math.max(most, segment.bytes());
        }

        assertThat(most * SEGMENTS).isBetween(180_000_000L, 210_000_000L);
    }
}
