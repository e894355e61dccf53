package io.rolegate.sts.logon;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.policy.IpAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * Slows down who guesses passwords and codes: attempts are counted by name and by address. An address from which a name was
 * logged on to lately is counted apart for that name, so that strangers can hold up other strangers only. Kept in memory, by
 * each node for itself.
 */
final class LogonThrottle {
    private static final int MOST_KEPT = 100_000;
    private static final Duration FAMILIAR = Duration.ofDays(30);
    /** So many attempts may follow one another without delay. */
    private static final int FREE_OF_A_NAME = 3;

    private static final int FREE_OF_AN_ADDRESS = 20;

    private final int mostPerAddress;
    private final Cache<String, Attempts> byName = cache();
    private final Cache<String, Attempts> byAddress = cache();
    private final Cache<String, Boolean> familiar = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterWrite(FAMILIAR)
            .executor(Runnable::run)
            .build();

    /** @param mostPerAddress failed attempts of one address within an hour, 0 for no limit */
    LogonThrottle(int mostPerAddress) {
        this.mostPerAddress = mostPerAddress;
    }

    private static Cache<String, Attempts> cache() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_KEPT)
                .expireAfterAccess(Attempts.REMEMBERED)
                .executor(Runnable::run)
                .build();
    }

    /** Counts an attempt from an address; how long to wait first, zero where it may be made. */
    Duration beginFrom(String address, Instant now) {
        return mostPerAddress == 0 ? Duration.ZERO : from(address).begin(now, mostPerAddress);
    }

    /** Counts an attempt on a name; how long to wait first, zero where it may be made. */
    Duration beginOn(String name, String address, Instant now, int most) {
        return on(name, address).begin(now, most);
    }

    /** An attempt that was counted on both did not fail. */
    void passed(String name, String address) {
        from(address).forgive();
        on(name, address).forgive();
    }

    /** A log-on was finished: what failed before on that name is forgotten, and the address is known for it. */
    void succeeded(String name, String address) {
        byName.invalidate(key(name, address));
        familiar.put(pair(name, address), true);
    }

    private Attempts from(String address) {
        return byAddress.get(IpAddress.network(address), any -> new Attempts(FREE_OF_AN_ADDRESS));
    }

    private Attempts on(String name, String address) {
        return byName.get(key(name, address), any -> new Attempts(FREE_OF_A_NAME));
    }

    private String key(String name, String address) {
        String pair = pair(name, address);
        return familiar.getIfPresent(pair) == null ? name : pair;
    }

    private static String pair(String name, String address) {
        return name + ' ' + IpAddress.network(address);
    }
}
