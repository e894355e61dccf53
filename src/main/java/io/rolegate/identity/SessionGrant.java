package io.rolegate.identity;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a SecurityToken grants and what it stands on (design, section 5).
 *
 * @param accessKeyId the temporary AccessKeyId that the token belongs to
 * @param source the root of the chain
 * @param parents the sessions between the source and this one, first assumed first; empty without chaining
 * @param sessionPolicy the policy document given at AssumeRole, or null
 * @param sourceIdentity the SourceIdentity that the chain carries, or null where none was set
 * @param position the change-log position at which the session was decided
 */
public record SessionGrant(
        String accessKeyId,
        SessionSource source,
        List<SessionLink> parents,
        @Nullable String sessionPolicy,
        @Nullable String sourceIdentity,
        Instant issuedAt,
        Instant expiresAt,
        long position) {
    public SessionGrant {
        parents = List.copyOf(parents);
    }

    /** How many roles were assumed one after the other, this session's included. */
    public int depth() {
        return parents.size() + 1;
    }
}
