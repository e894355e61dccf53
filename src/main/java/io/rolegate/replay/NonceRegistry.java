package io.rolegate.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The nonces already used, so that a captured request can't be sent a second time (signatures.md §7).
 *
 * <p>A nonce belongs to the access key that signed it. It is remembered until the request's own signed date has left
 * the window, hence for at most twice the window, and is refused in that time under any other date as well.
 */
public interface NonceRegistry {

    /**
     * Asks whether a request may pass, and remembers its nonce if so. To be called once a request, and only after its
     * signature has verified: otherwise a forger could use up somebody's nonces.
     *
     * @param signedAt the date that the signature covers
     * @return never a failed future: what can't be decided is {@link Admission#UNAVAILABLE}
     */
    Future<Admission> admit(String accessKeyId, String nonce, Instant signedAt);

    /** The number of nonces held in this process's memory; 0 where they are held elsewhere. */
    long remembered();

    /** The memory that this process spends on nonces, in bytes. */
    long bytes();

    /** Releases connections. Afterwards everything is {@link Admission#UNAVAILABLE}. */
    Future<Void> close();

    /** The registry that the settings ask for: in Redis where they name one, else in this process's memory. */
    static NonceRegistry open(Vertx vertx, ReplaySettings settings, InstantSource clock) {
        return settings.redisUri() == null
                ? new MemoryNonceRegistry(settings, clock)
                : new RedisNonceRegistry(vertx, settings, settings.redisUri(), clock);
    }
}
