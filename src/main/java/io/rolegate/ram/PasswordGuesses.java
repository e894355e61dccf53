package io.rolegate.ram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Wrong old passwords by user within an hour, so that a stolen access key is no way to guess its user's password. Counted in
 * memory, by each node for itself.
 */
final class PasswordGuesses {
    private static final int MOST_USERS = 100_000;

    private final Cache<String, AtomicInteger> byUser = Caffeine.newBuilder()
            .maximumSize(MOST_USERS)
            .expireAfterWrite(Duration.ofHours(1))
            .executor(Runnable::run)
            .build();

    /**
     * Counts a guess before it is looked at, so that many at once are no way round; fails with {@code Throttling.User}.
     *
     * @param most 0 for no limit
     */
    void begin(String userId, int most) {
        int guesses = byUser.get(userId, any -> new AtomicInteger()).incrementAndGet();
        if (most != 0 && guesses > most) {
            throw new ApiException(ErrorCode.THROTTLING_USER, "OldPassword was wrong too often; try again in an hour.");
        }
    }

    /** The password was right: what was wrong before is forgotten. */
    void right(String userId) {
        byUser.invalidate(userId);
    }
}
