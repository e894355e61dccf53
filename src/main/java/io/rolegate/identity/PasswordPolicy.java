package io.rolegate.identity;

import java.time.Duration;
import java.time.Instant;

/**
 * What log-on passwords of an account's users must be (ram.md §4).
 *
 * @param minimumLength in code points, 8 to 32
 * @param hardExpiry whether an expired password must be replaced by an administrator, rather than by its user
 * @param maxAgeDays 0: passwords don't expire
 * @param reusePrevention how many of a user's latest passwords, the present one included, may not be chosen again; 0: any may
 * @param maxAttempts wrong passwords within an hour before further log-ons of the user are refused; 0: no limit
 */
public record PasswordPolicy(
        int minimumLength,
        boolean requireLowercase,
        boolean requireUppercase,
        boolean requireNumbers,
        boolean requireSymbols,
        boolean hardExpiry,
        int maxAgeDays,
        int reusePrevention,
        int maxAttempts) {
    public static final int LEAST_MINIMUM_LENGTH = 8;
    public static final int MOST_MINIMUM_LENGTH = 32;
    public static final int MOST_MAX_AGE_DAYS = 1095;
    /** So many replaced passwords the store remembers at most. */
    public static final int MOST_REUSE_PREVENTION = 24;

    public static final int MOST_MAX_ATTEMPTS = 32;

    private static final PasswordPolicy DEFAULTS =
            new PasswordPolicy(LEAST_MINIMUM_LENGTH, false, false, false, false, false, 0, 0, 5);

    /** What a password's age means for a log-on. */
    public enum Age {
        GOOD,
        /** The user must choose a new password first. */
        MUST_BE_CHANGED,
        /** An administrator must set a new password. */
        LOCKED
    }

    /** The policy of an account that never set one. */
    public static PasswordPolicy defaults() {
        return DEFAULTS;
    }

    /** What the age of a password that was set at that time means now. */
    public Age age(Instant passwordSetAt, Instant now) {
        if (maxAgeDays == 0 || now.isBefore(passwordSetAt.plus(Duration.ofDays(maxAgeDays)))) {
            return Age.GOOD;
        }
        return hardExpiry ? Age.LOCKED : Age.MUST_BE_CHANGED;
    }
}
