package io.rolegate.replay;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How nonces are kept.
 *
 * @param window how far a signed date may lie from now, on either side; whole seconds, from 1 second to 1 day
 * @param capacity the most nonces that one process remembers. In memory each takes some 11 bytes
 * @param sharePerPrincipal the most of them that one principal may hold, in each process
 * @param sharePerAccount the most that all principals of one account may hold together
 * @param file where a registry in memory notes which dates it admitted, for the processes after it; null where no access
 *     key outlives this process
 */
public record ReplaySettings(
        Duration window, long capacity, long sharePerPrincipal, long sharePerAccount, @Nullable Path file) {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    public ReplaySettings {
        Objects.requireNonNull(window, "window");
        if (!window.equals(Duration.ofSeconds(window.toSeconds()))
                || window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be whole seconds, from 1 second to 1 day, not " + window);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        if (sharePerPrincipal < 1 || sharePerAccount < 1) {
            throw new IllegalArgumentException("a share must be at least 1");
        }
    }

    /**
     * A window of 15 minutes, with room for 20,000 requests a second in some 200 MB, allocated as needed, of which one
     * principal may take a quarter and one account half. Without a file.
     */
    public static ReplaySettings defaults() {
        return new ReplaySettings(Duration.ofMinutes(15), 20_000_000, 5_000_000, 10_000_000, null);
    }

    /** The same settings without a file. */
    public ReplaySettings withoutFile() {
        return new ReplaySettings(window, capacity, sharePerPrincipal, sharePerAccount, null);
    }
}
