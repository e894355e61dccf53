package io.rolegate.gateway;

import io.rolegate.identity.LogonSession;
import io.rolegate.identity.Principal;
import io.rolegate.identity.SessionSource;
import io.rolegate.policy.PolicySet;
import org.jspecify.annotations.Nullable;

/**
 * A verified principal and the policies that bind it at this moment.
 *
 * @param logon the log-on at the console by which a user or owner calls, null for any other call
 * @param accessKeyId the key that signed, long-term or temporary; null where nothing was signed
 * @param policies identity policies; an account's owner has none
 * @param revision the account's revision that the policies belong to
 * @param position the directory's position when all of it was read
 */
record Caller(
        Principal principal,
        @Nullable LogonSession logon,
        @Nullable String accessKeyId,
        PolicySet policies,
        long revision,
        long position) {
    /** Whether a second factor was shown at the log-on behind the call; null where there was no log-on. */
    @Nullable
    Boolean mfa() {
        if (logon != null) {
            return logon.mfa();
        }
        if (principal instanceof Principal.RoleSession session
                && session.grant().source() instanceof SessionSource.Logon source) {
            return source.mfa();
        }
        return null;
    }

    /** Whether a log-on at the console is behind the call, at once or by a role that was assumed with it. */
    boolean isLoggedOn() {
        return mfa() != null;
    }

    /** The session policy's document, null where the caller has none. */
    @Nullable
    String sessionPolicy() {
        return principal instanceof Principal.RoleSession session
                ? session.grant().sessionPolicy()
                : null;
    }
}
