package io.rolegate.replay;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where nodes share what they must count together: nonces and rates.
 *
 * @param uri {@code redis://[:password@]host:port[/db]}; null where there is one node only
 * @param timeout how long an answer is waited for
 */
public record RedisSettings(@Nullable String uri, Duration timeout) {

    public RedisSettings {
        Objects.requireNonNull(timeout, "timeout");
        if (timeout.toMillis() < 1) {
            throw new IllegalArgumentException("timeout must be at least 1 ms, not " + timeout);
        }
    }

    /** Leaves out the URI, which may hold a password. */
    @Override
    public String toString() {
        return "RedisSettings[uri=" + (uri == null ? "none" : "***") + ", timeout=" + timeout + "]";
    }
}
