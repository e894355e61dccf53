package io.rolegate.sts;

import java.time.Duration;

/**
 * The settings of STS.
 *
 * @param maxChainDepth how many roles may be assumed one after the other, the last one included; at least 1
 * @param sessionCacheBytes how much memory verified sessions may take
 * @param sessionCacheIdle how long a verified session that nobody uses is kept
 * @param logonFailuresPerHour how many log-ons of one address may fail within an hour before further ones are refused; 0: no limit
 */
public record StsSettings(
        int maxChainDepth, long sessionCacheBytes, Duration sessionCacheIdle, int logonFailuresPerHour) {
    private static final int DEFAULT_CHAIN_DEPTH = 2;
    private static final long DEFAULT_CACHE_BYTES = 64L << 20;
    private static final int DEFAULT_LOGON_FAILURES = 100;

    public StsSettings {
        if (maxChainDepth < 1) {
            throw new IllegalArgumentException("maxChainDepth must be at least 1, not " + maxChainDepth);
        }
        if (sessionCacheBytes < 0) {
            throw new IllegalArgumentException("sessionCacheBytes must not be negative: " + sessionCacheBytes);
        }
        if (sessionCacheIdle.isNegative() || sessionCacheIdle.isZero()) {
            throw new IllegalArgumentException("sessionCacheIdle must be positive, not " + sessionCacheIdle);
        }
        if (logonFailuresPerHour < 0) {
            throw new IllegalArgumentException("logonFailuresPerHour must not be negative: " + logonFailuresPerHour);
        }
    }

    /** Depth 2, 64 MiB, one hour, 100 failed log-ons. */
    public static StsSettings defaults() {
        return new StsSettings(DEFAULT_CHAIN_DEPTH, DEFAULT_CACHE_BYTES, Duration.ofHours(1), DEFAULT_LOGON_FAILURES);
    }
}
