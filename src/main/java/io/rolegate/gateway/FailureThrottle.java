package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Ticker;
import io.rolegate.api.ErrorCode;
import io.vertx.core.Future;
import java.time.Duration;

/**
 * Slows down who guesses keys or signatures: an address whose requests failed authentication too often within a minute gets
 * 429 for its further failing ones. A valid signature always passes, so nobody locks out others behind the same address.
 */
public final class FailureThrottle {
    private static final String LABEL = "authentication_failures";

    private final AddressLimiter failures;

    /** @param failuresPerMinute 0 for no limit */
    public FailureThrottle(int failuresPerMinute) {
        failures = new AddressLimiter(failuresPerMinute, Ticker.systemTicker());
    }

    /** The failure itself, or that there were too many; never succeeds. */
    <T> Future<T> count(Exchange exchange, Throwable failure) {
        Duration wait = failure instanceof Refusal refusal && refusal.isAuthenticationFailure()
                ? failures.count(exchange.sourceIp())
                : null;
        return Future.failedFuture(
                wait == null
                        ? failure
                        : Refusal.deferred(
                                ErrorCode.THROTTLING_USER,
                                "Too many requests from your address failed; wait a minute.",
                                new Deferral(Deferral.Kind.CALL, LABEL, wait)));
    }
}
