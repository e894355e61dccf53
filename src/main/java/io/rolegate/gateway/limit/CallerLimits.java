package io.rolegate.gateway.limit;

/**
 * Limits on callers, whatever they call; 0 for none.
 *
 * @param principalRate requests a second of one principal
 * @param accountRate requests a second of all users of one account
 * @param burstSeconds how many seconds' worth of any rate may come at once
 * @param principalConcurrency requests of one principal that may be under way at one time, on each node
 * @param accountConcurrency requests of all users of one account that may be under way at one time, on each node
 */
public record CallerLimits(
        int principalRate, int accountRate, int burstSeconds, int principalConcurrency, int accountConcurrency) {
    public CallerLimits {
        if (principalRate < 0 || accountRate < 0 || principalConcurrency < 0 || accountConcurrency < 0) {
            throw new IllegalArgumentException("a limit must not be negative");
        }
        if (burstSeconds < 1) {
            throw new IllegalArgumentException("burstSeconds must be at least 1, not " + burstSeconds);
        }
    }
}
