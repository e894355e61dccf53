package io.rolegate.replay;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps nonces in this process as keyed 64-bit fingerprints in flat tables: no object a nonce, some 11 bytes each.
 *
 * <p>The tables don't depend on the signed date, so a nonce is recognised under any date; with each fingerprint goes the
 * bucket of its date, by which it is dropped. Each of many segments has its own lock and grows by itself, so that threads
 * hardly ever meet, and none waits for more than one segment's rebuild. Memory of dropped nonces is reused, and given back
 * as segments are touched again.
 *
 * <p>A node with this registry knows nothing of others: with several nodes use {@link RedisNonceRegistry}. After a restart
 * it refuses what is dated before its start. What an earlier process admitted with a date ahead of its own clock isn't
 * known to it.
 */
public final class MemoryNonceRegistry implements NonceRegistry {

    private static final int SEGMENTS_LOG2 = 12;

    private final SipHash hash = SipHash.withRandomKey();
    private final NonceSegment[] segments = new NonceSegment[1 << SEGMENTS_LOG2];
    private final SigningWindow window;
    private final BucketCounts counts;
    private final KeyShares shares;
    private final long startedAt;
    private volatile boolean closed;

    /** A registry that remembers nothing yet; the clock's present second is its start. */
    public MemoryNonceRegistry(ReplaySettings settings, InstantSource clock) {
        window = new SigningWindow(settings.window().toSeconds(), clock);
        startedAt = window.now();
        counts = new BucketCounts(settings.capacity(), window.oldestBucket(startedAt));
        shares = new KeyShares(settings.sharePerKey());
        for (int i = 0; i < segments.length; i++) {
            segments[i] = new NonceSegment();
        }
    }

    @Override
    public Future<Admission> admit(String accessKeyId, String nonce, Instant signedAt) {
        return Future.succeededFuture(decide(accessKeyId, nonce, signedAt.getEpochSecond()));
    }

    private Admission decide(String accessKeyId, String nonce, long signedSecond) {
        long now = window.now();
        if (closed) {
            return Admission.UNAVAILABLE;
        }
        if (!window.holds(signedSecond, now)) {
            return Admission.OUTSIDE_WINDOW;
        }
        if (signedSecond < startedAt) {
            return Admission.BEFORE_START;
        }
        long oldest = window.oldestBucket(now);
        counts.dropBefore(oldest);
        return remember(accessKeyId, hash.of(accessKeyId, nonce), window.bucketOf(signedSecond), oldest);
    }

    private Admission remember(String accessKeyId, Fingerprint fingerprint, long bucket, long oldest) {
        NonceSegment segment = segments[(int) (fingerprint.place() >>> (Long.SIZE - SEGMENTS_LOG2))];
        synchronized (segment) {
            segment.advanceTo(oldest);
            if (!segment.takes(bucket)) {
                return Admission.OUTSIDE_WINDOW;
            }
            if (segment.contains(fingerprint, oldest)) {
                return Admission.SEEN;
            }
            Admission admission = takeRoom(hash.of(accessKeyId, ""), bucket, oldest);
            if (admission == Admission.FRESH) {
                segment.add(fingerprint, bucket, oldest);
            }
            return admission;
        }
    }

    private Admission takeRoom(Fingerprint key, long bucket, long oldest) {
        if (!shares.take(key, bucket, oldest)) {
            return Admission.OVER_SHARE;
        }
        if (!counts.take(bucket)) {
            shares.release(key, bucket);
            return Admission.FULL;
        }
        return Admission.FRESH;
    }

    @Override
    public long remembered() {
        counts.dropBefore(window.oldestBucket(window.now()));
        return counts.total();
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
        return Future.succeededFuture();
    }
}
