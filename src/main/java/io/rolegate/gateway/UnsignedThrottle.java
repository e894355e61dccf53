package io.rolegate.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.api.ErrorCode;
import io.rolegate.policy.IpAddress;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Bounds how often unsigned operations are called, by one address and by all: they cost work before anybody is known. An IPv6
 * address stands for its network of 64 bits, as in {@link AddressLimiter}.
 */
public final class UnsignedThrottle {
    private static final int ADDRESSES = 100_000;

    private final int perAddress;
    private final Rate overall;
    private final LongSupplier nanoClock;
    /** An address that is silent for a minute has its whole allowance again, so nothing is lost with its entry. */
    private final Cache<String, Rate> addresses = Caffeine.newBuilder()
            .maximumSize(ADDRESSES)
            .expireAfterAccess(Duration.ofMinutes(1))
            .executor(Runnable::run)
            .build();

    /**
     * @param perAddress calls a minute by one address; 0 for no limit
     * @param overall calls a minute by all of them; 0 for no limit
     */
    public UnsignedThrottle(int perAddress, int overall) {
        this(perAddress, overall, System::nanoTime);
    }

    UnsignedThrottle(int perAddress, int overall, LongSupplier nanoClock) {
        this.perAddress = perAddress;
        this.overall = new Rate(overall, nanoClock.getAsLong());
        this.nanoClock = nanoClock;
    }

    /** Counts a call, or refuses it with 429. */
    void admit(String address) {
        long now = nanoClock.getAsLong();
        if (!addresses
                .get(IpAddress.network(address), unseen -> new Rate(perAddress, now))
                .take(now)) {
            throw Refusal.of(ErrorCode.THROTTLING_USER, "Too many unsigned requests from your address; slow down.");
        }
        if (!overall.take(now)) {
            throw Refusal.of(ErrorCode.THROTTLING_USER, "Too many unsigned requests; try again in a minute.");
        }
    }
}
