package io.rolegate.identity;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log-on to the console with a password (design, section 5): its holder acts as the user, or the account's owner, itself.
 *
 * @param accessKeyId the temporary AccessKeyId that the token belongs to, which is the session's id
 * @param userId null for the account's owner
 * @param userName at the time of the log-on; empty for the owner
 * @param mfa whether a second factor was shown
 * @param passwordMark of the password that was given, see {@link PasswordMark}
 * @param position the change-log position at which the log-on was decided
 */
public record LogonSession(
        String accessKeyId,
        String accountId,
        @Nullable String userId,
        String userName,
        boolean mfa,
        String passwordMark,
        Instant issuedAt,
        Instant expiresAt,
        long position)
        implements TemporarySession {
    /** The log-on as the source of role sessions; only of users, as owners can't assume roles. */
    public Optional<SessionSource.Logon> source() {
        return userId == null
                ? Optional.empty()
                : Optional.of(new SessionSource.Logon(accountId, userId, userName, accessKeyId, mfa, passwordMark));
    }
}
