package io.rolegate.sts.logon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log-on with the right password that something is still missing for. Its holder has proven the password: to be kept on the
 * server, for minutes only.
 */
public final class PendingLogon {
    private final String key;
    private final String accountId;
    private final @Nullable String userId;
    private final String passwordMark;
    private final boolean mfa;
    private final long position;
    private final Instant expiresAt;

    /**
     * @param key what attempts are counted under
     * @param position the change-log position before anything was read
     */
    PendingLogon(
            String key,
            String accountId,
            @Nullable String userId,
            String passwordMark,
            boolean mfa,
            long position,
            Instant expiresAt) {
        this.key = key;
        this.accountId = accountId;
        this.userId = userId;
        this.passwordMark = passwordMark;
        this.mfa = mfa;
        this.position = position;
        this.expiresAt = expiresAt;
    }

    PendingLogon withMfa() {
        return new PendingLogon(key, accountId, userId, passwordMark, true, position, expiresAt);
    }

    PendingLogon withPassword(String newMark) {
        return new PendingLogon(key, accountId, userId, newMark, mfa, position, expiresAt);
    }

    String key() {
        return key;
    }

    String accountId() {
        return accountId;
    }

    @Nullable
    String userId() {
        return userId;
    }

    String passwordMark() {
        return passwordMark;
    }

    boolean mfa() {
        return mfa;
    }

    long position() {
        return position;
    }

    /** From when on it can't be finished. */
    public Instant expiresAt() {
        return expiresAt;
    }
}
