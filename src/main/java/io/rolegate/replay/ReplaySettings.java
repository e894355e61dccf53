package io.rolegate.replay;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How nonces are kept.
 *
 * @param window how far a signed date may lie from now, on either side; whole seconds, from 1 second to 1 day
 * @param capacity the most nonces that one process remembers. In memory each takes some 11 bytes
 * @param sharePerKey the most nonces that one access key may hold of them, in each process
 * @param redisUri where nonces are shared between nodes, as {@code redis://[:password@]host:port[/db]}; null keeps them
 *     in memory, where a node knows only its own
 * @param redisTimeout how long an answer of Redis is waited for
 */
public record ReplaySettings(
        Duration window, long capacity, long sharePerKey, @Nullable String redisUri, Duration redisTimeout) {

    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    public ReplaySettings {
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(redisTimeout, "redisTimeout");
        if (!window.equals(Duration.ofSeconds(window.toSeconds()))
                || window.compareTo(Duration.ofSeconds(1)) < 0
                || window.compareTo(LONGEST_WINDOW) > 0) {
            throw new IllegalArgumentException("window must be whole seconds, from 1 second to 1 day, not " + window);
        }
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity must be at least 1, not " + capacity);
        }
        if (sharePerKey < 1) {
            throw new IllegalArgumentException("sharePerKey must be at least 1, not " + sharePerKey);
        }
        if (redisTimeout.toMillis() < 1) {
            throw new IllegalArgumentException("redisTimeout must be at least 1 ms, not " + redisTimeout);
        }
    }

    /**
     * A window of 15 minutes, in memory: room for 20,000 requests a second in some 200 MB, allocated as needed, of which
     * one access key may take a quarter.
     */
    public static ReplaySettings defaults() {
        return new ReplaySettings(Duration.ofMinutes(15), 20_000_000, 5_000_000, null, Duration.ofMillis(500));
    }

    /** These settings with another place to keep nonces in; null for this process's memory. */
    public ReplaySettings withRedisUri(@Nullable String uri) {
        return new ReplaySettings(window, capacity, sharePerKey, uri, redisTimeout);
    }

    /** Leaves out the URI, which may hold a password. */
    @Override
    public String toString() {
        return "ReplaySettings[window=" + window + ", capacity=" + capacity + ", sharePerKey=" + sharePerKey
                + ", redis=" + (redisUri != null) + ", redisTimeout=" + redisTimeout + "]";
    }
}
