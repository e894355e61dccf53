package io.rolegate.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a SecurityToken grants and what it stands on (design, section 5).
 *
 * @param accessKeyId the temporary AccessKeyId that the token belongs to
 * @param source the user and key at the root of the chain
 * @param parents the roles between the source and this session's role, first assumed first; empty without chaining
 * @param sessionPolicy the policy document given at AssumeRole, or null
 * @param position the change-log position at which the session was decided
 */
public record SessionGrant(
        String accessKeyId,
        SessionSource source,
        List<RoleLink> parents,
        @Nullable String sessionPolicy,
        Instant issuedAt,
        Instant expiresAt,
        long position) {
    public SessionGrant {
        parents = List.copyOf(parents);
    }

    /**
     * The RAM user at the root of a chain.
     *
     * @param accessKeyId the long-term key that signed the first AssumeRole
     */
    public record SessionSource(String accountId, String userId, String userName, String accessKeyId) {
        /** The user's ARN. */
        public String arn() {
            return RamUser.arn(accountId, userName);
        }
    }

    /** How many roles were assumed one after the other, this session's included. */
    public int depth() {
        return parents.size() + 1;
    }
}
