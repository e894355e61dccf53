package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import io.rolegate.policy.IpAddress;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * How often something may be done from one client address within a minute. An IPv6 address stands for its network of 64 bits,
 * which whoever has one address has whole. For what happens before anybody is authenticated: so the number of addresses that
 * are remembered is bounded, and the rarest are forgotten first.
 */
final class AddressLimiter {
    private static final int ADDRESSES = 100_000;
    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final int perMinute;
    private final Ticker ticker;
    private final Cache<String, Minute> minutes;

    /** What was counted of one address since it was first seen in this minute. */
    private record Minute(long startedNanos, AtomicInteger count) {}

    /** @param perMinute 0 for no limit */
    AddressLimiter(int perMinute, Ticker ticker) {
        this.perMinute = perMinute;
        this.ticker = ticker;
        this.minutes = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(PERIOD)
                .ticker(ticker)
                .executor(Runnable::run)
                .build();
    }

    /** Counts one; tells how long to wait where there were too many, else null. */
    @Nullable
    Duration count(String address) {
        if (perMinute == 0) {
            return null;
        }
        Minute minute =
                minutes.get(IpAddress.network(address), unseen -> new Minute(ticker.read(), new AtomicInteger()));
        if (minute.count().incrementAndGet() <= perMinute) {
            return null;
        }
        return PERIOD.minusNanos(ticker.read() - minute.startedNanos());
    }

    /** The number of addresses that something is remembered of. */
    long size() {
        return minutes.estimatedSize();
    }
}
