package io.rolegate.replay;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps nonces in Redis, where all nodes see them: one {@code SET … NX PX} a request.
 *
 * <p>Redis must run with {@code maxmemory-policy noeviction}; when its memory is used up, requests are refused as
 * {@link Admission#FULL}. A Redis that can't be reached, fails, or takes too long makes them
 * {@link Admission#UNAVAILABLE}. Shares are counted by each node for itself. A Redis that loses its data
 * forgets nonces: let it persist them.
 */
public final class RedisNonceRegistry implements NonceRegistry {

    /** Nodes' clocks may differ: a key outlives its window on this one, so that none behind it still takes a replay. */
    private static final long CLOCK_SKEW_MILLIS = 5_000;

    private static final String KEY_PREFIX = "rolegate:nonce:";
    private static final Logger LOG = LoggerFactory.getLogger(RedisNonceRegistry.class);

    private final RedisLink link;
    private final InstantSource clock;
    private final SigningWindow window;
    private final NonceShares shares;
    private final long windowMillis;
    private volatile boolean closed;

    public RedisNonceRegistry(RedisLink link, ReplaySettings settings, InstantSource clock) {
        this.clock = clock;
        this.link = link;
        this.window = new SigningWindow(settings.window().toSeconds(), clock);
        this.shares = new NonceShares(settings);
        this.windowMillis = settings.window().toMillis();
    }

    @Override
    public Future<Admission> admit(NonceUse use) {
        if (closed) {
            return Future.succeededFuture(Admission.UNAVAILABLE);
        }
        if (!window.admits(use.signedSecond())) {
            return Future.succeededFuture(Admission.OUTSIDE_WINDOW);
        }
        long bucket = window.bucketOf(use.signedSecond());
        if (!shares.take(use, bucket, window.oldestBucket())) {
            return Future.succeededFuture(Admission.OVER_SHARE);
        }
        return remember(use).map(admission -> {
            if (admission != Admission.FRESH) {
                shares.release(use, bucket);
            }
            return admission;
        });
    }

    private Future<Admission> remember(NonceUse use) {
        String key = KEY_PREFIX + use.accessKeyId().length() + ':' + use.accessKeyId() + ':' + use.nonce();
        return link.setIfAbsent(key, millisToKeep(use.signedAt()))
                .map(set -> set ? Admission.FRESH : Admission.SEEN)
                .otherwise(RedisNonceRegistry::refusal);
    }

    /** Until the signed date has left the window on every node: at most twice the window, and the skew. */
    private long millisToKeep(Instant signedAt) {
        long leavesAt = (signedAt.getEpochSecond() + 1) * 1000 + windowMillis;
        return Math.min(Math.max(leavesAt - clock.millis(), 0), 2 * windowMillis) + CLOCK_SKEW_MILLIS;
    }

    private static Admission refusal(Throwable failure) {
        String message = failure.getMessage();
        if (message != null && message.startsWith("OOM")) {
            return Admission.FULL;
        }
        LOG.debug("Redis did not remember a nonce", failure);
        return Admission.UNAVAILABLE;
    }

    @Override
    public long remembered() {
        return 0;
    }

    @Override
    public long capacity() {
        return 0;
    }

    @Override
    public long bytes() {
        return shares.bytes();
    }

    /** The link is its owner's to close. */
    @Override
    public Future<Void> close() {
        closed = true;
        return Future.succeededFuture();
    }
}
