package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.api.ErrorCode;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Slows down who guesses keys or signatures: an address whose requests failed authentication too often within a minute gets
 * 429 for its further failing ones. A valid signature always passes, so nobody locks out others behind the same address.
 */
public final class FailureThrottle {
    private static final int ADDRESSES = 100_000;

    private final int failuresPerMinute;
    private final Cache<String, AtomicInteger> failures = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterWrite(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /** @param failuresPerMinute 0 for no limit */
    public FailureThrottle(int failuresPerMinute) {
        this.failuresPerMinute = failuresPerMinute;
    }

    /** The failure itself, or that there were too many; never succeeds. */
    <T> Future<T> count(Exchange exchange, Throwable failure) {
        if (failuresPerMinute > 0 && failure instanceof Refusal refusal && refusal.isAuthenticationFailure()) {
            int count = failures.get(exchange.sourceIp(), address -> new AtomicInteger())
                    .incrementAndGet();
            if (count > failuresPerMinute) {
                return Future.failedFuture(Refusal.of(
                        ErrorCode.THROTTLING_USER, "Too many requests from your address failed; wait a minute."));
            }
        }
        return Future.failedFuture(failure);
    }
}
