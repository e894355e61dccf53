package io.rolegate.replay;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps nonces in this process as keyed 64-bit fingerprints in flat tables: no object a nonce, some 11 bytes each.
 *
 * <p>The tables don't depend on the signed date, so a nonce is recognised under any date; with each fingerprint goes the
 * bucket of its date, by which it is dropped. Each of many segments has its own lock and grows by itself, so that threads
 * hardly ever meet, and none waits for more than one segment's rebuild. Memory of dropped nonces is reused, and given back
 * as segments are touched again.
 *
 * <p>A node with this registry knows nothing of others: with several nodes use {@link RedisNonceRegistry}. After a restart
 * it refuses what is dated before its start, and, by {@link AdmittedDates}, what an earlier process may have admitted with a
 * later date.
 */
public final class MemoryNonceRegistry implements NonceRegistry {

    private static final int SEGMENTS_LOG2 = 12;
    private static final Logger LOG = LoggerFactory.getLogger(MemoryNonceRegistry.class);

    private final SipHash hash = SipHash.withRandomKey();
    private final NonceSegment[] segments = new NonceSegment[1 << SEGMENTS_LOG2];
    private final long capacity;
    private final SigningWindow window;
    private final BucketCounts counts;
    private final NonceShares shares;
    private final long startedAt;
    private final @Nullable AdmittedDates dates;
    private volatile boolean closed;

    /**
     * A registry that remembers nothing yet; the clock's present second is its start.
     *
     * @param dates what earlier processes admitted; null where nothing outlives this process that could be replayed
     */
    MemoryNonceRegistry(ReplaySettings settings, InstantSource clock, @Nullable AdmittedDates dates) {
        this.capacity = settings.capacity();
        this.dates = dates;
        window = new SigningWindow(settings.window().toSeconds(), clock);
        startedAt = window.now();
        if (dates != null && dates.commonBefore() > startedAt) {
            LOG.warn(
                    "The clock is behind that of an earlier process: requests dated until {} are refused",
                    Instant.ofEpochSecond(dates.commonBefore()));
        }
        counts = new BucketCounts(capacity, window.oldestBucket());
        shares = new NonceShares(settings);
        for (int i = 0; i < segments.length; i++) {
            segments[i] = new NonceSegment();
        }
    }

    @Override
    public Future<Admission> admit(NonceUse use) {
        Admission admission = decide(use);
        if (admission != Admission.FRESH || dates == null) {
            return Future.succeededFuture(admission);
        }
        Future<Void> noted = dates.note(use.principal(), use.signedSecond(), window.now());
        return noted.succeeded()
                ? Future.succeededFuture(admission)
                : noted.map(admission).otherwise(Admission.UNAVAILABLE);
    }

    private Admission decide(NonceUse use) {
        long signedSecond = use.signedSecond();
        if (closed) {
            return Admission.UNAVAILABLE;
        }
        if (!window.admits(signedSecond)) {
            return Admission.OUTSIDE_WINDOW;
        }
        if (signedSecond < startedAt || (dates != null && dates.mayHaveBeenAdmitted(use.principal(), signedSecond))) {
            return Admission.BEFORE_START;
        }
        long oldest = window.oldestBucket();
        counts.dropBefore(oldest);
        return remember(use, hash.of(use.accessKeyId(), use.nonce()), window.bucketOf(signedSecond), oldest);
    }

    private Admission remember(NonceUse use, Fingerprint fingerprint, long bucket, long oldest) {
        NonceSegment segment = segments[(int) (fingerprint.place() >>> (Long.SIZE - SEGMENTS_LOG2))];
        synchronized (segment) {
            segment.advanceTo(oldest);
            if (!segment.takes(bucket)) {
                return Admission.OUTSIDE_WINDOW;
            }
            if (segment.contains(fingerprint, oldest)) {
                return Admission.SEEN;
            }
            Admission admission = takeRoom(use, bucket, oldest);
            if (admission == Admission.FRESH) {
                segment.add(fingerprint, bucket, oldest);
            }
            return admission;
        }
    }

    private Admission takeRoom(NonceUse use, long bucket, long oldest) {
        if (!shares.take(use, bucket, oldest)) {
            return Admission.OVER_SHARE;
        }
        if (!counts.take(bucket)) {
            shares.release(use, bucket);
            return Admission.FULL;
        }
        return Admission.FRESH;
    }

    @Override
    public long remembered() {
        return counts.totalSince(window.oldestBucketByNow());
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public long bytes() {
        long bytes = shares.bytes();
        for (NonceSegment segment : segments) {
            synchronized (segment) {
                bytes += segment.bytes();
            }
        }
        return bytes;
    }

    @Override
    public Future<Void> close() {
        closed = true;
        return dates == null ? Future.succeededFuture() : dates.close();
    }
}
