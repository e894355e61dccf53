package io.rolegate.replay;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
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
     * @return never a failed future: what can't be decided is {@link Admission#UNAVAILABLE}
     */
    Future<Admission> admit(NonceUse use);

    /** The number of nonces held in this process's memory; 0 where they are held elsewhere. */
    long remembered();

    /** The most nonces that this process's memory may hold; 0 where they are held elsewhere. */
    long capacity();

    /** The memory that this process spends on nonces, in bytes. */
    long bytes();

    /** Releases connections. Afterwards everything is {@link Admission#UNAVAILABLE}. */
    Future<Void> close();

    /**
     * A registry in this process's memory.
     *
     * @return fails with an {@link java.io.IOException} where the settings' file can't be opened, or is another kind of file
     */
    static Future<NonceRegistry> inMemory(Vertx vertx, ReplaySettings settings, InstantSource clock) {
        Path file = settings.file();
        return file == null
                ? Future.succeededFuture(new MemoryNonceRegistry(settings, clock, null))
                : vertx.executeBlocking(() -> DateMarks.open(file), false)
                        .map(marks -> new MemoryNonceRegistry(settings, clock, new AdmittedDates(vertx, marks)));
    }
}
