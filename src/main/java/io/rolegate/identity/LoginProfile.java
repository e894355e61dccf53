package io.rolegate.identity;

import java.time.Instant;

/**
 * That a user may log on to the console with a password. The password's hash is kept by the store alone.
 *
 * @param mfaBindRequired the user must bind an MFA device at the next log-on
 * @param passwordResetRequired the user must choose a new password at the next log-on
 * @param passwordSetAt what the password's age counts from
 */
public record LoginProfile(
        String userId,
        String userName,
        boolean mfaBindRequired,
        boolean passwordResetRequired,
        Instant passwordSetAt,
        Instant createdAt,
        Instant updatedAt) {}
