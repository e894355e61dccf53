package io.rolegate.identity.repository;

import io.rolegate.identity.Page;
import io.rolegate.identity.SessionMarker;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionRevocation.Kind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The session register, and what ends sessions. */
public interface Sessions {
    /** A session of an account's role that has not expired at {@code liveAt}, revoked or not. */
    CompletionStage<Optional<SessionRecord>> find(String accountId, String id, Instant liveAt);

    /**
     * Sessions of an account's roles that have not expired, revoked or not, the newest first.
     *
     * @param narrowed leaves out sessions that a revocation of such a subject surely would not hit; chained ones are never
     *     left out, as what they stand on must be looked at
     * @param page its marker is a {@link SessionMarker}'s text
     */
    CompletionStage<Page<SessionRecord>> list(
            String accountId, Map<Kind, String> narrowed, Instant liveAt, Page.Request page);

    /**
     * Ends an account's sessions as {@code kind} and {@code subject} say, at this transaction's position in the change log.
     * Fails with {@code LIMIT_EXCEEDED Revocation} where too many revocations are in force.
     *
     * @param expiresAt from when on none of the sessions can be alive
     */
    CompletionStage<Void> revoke(String accountId, Kind kind, String subject, Instant expiresAt);
}
