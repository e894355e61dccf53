package io.rolegate.gateway;

import io.rolegate.identity.Principal;
import io.rolegate.policy.PolicySet;
import org.jspecify.annotations.Nullable;

/**
 * A verified principal and the policies that bind it at this moment.
 *
 * @param accessKeyId the key that signed, long-term or temporary
 * @param policies identity policies; an account's owner has none
 * @param revision the account's revision that the policies belong to
 * @param position the directory's position when all of it was read
 */
record Caller(Principal principal, String accessKeyId, PolicySet policies, long revision, long position) {
    /** The session policy's document, null where the caller has none. */
    @Nullable
    String sessionPolicy() {
        return principal instanceof Principal.RoleSession session
                ? session.grant().sessionPolicy()
                : null;
    }
}
