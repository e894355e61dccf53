package io.rolegate.sts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.identity.Principal;
import io.rolegate.identity.TemporarySession;
import io.rolegate.sts.SecurityTokens.VerifiedToken;
import io.rolegate.sts.SessionVerification.Invalid;
import io.rolegate.sts.SessionVerification.Problem;
import io.rolegate.sts.SessionVerification.Valid;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Verifies the SecurityToken of a request and derives the secret that its signature needs. Genuine tokens are remembered by
 * their whole text; binding, key and expiry are looked at on every use. Refused ones are never remembered, so nobody can push
 * others out with made-up tokens.
 */
public final class SessionVerifier {
    private static final Future<SessionVerification> MALFORMED = refused(Problem.MALFORMED);
    private static final Future<SessionVerification> MISMATCH = refused(Problem.MISMATCH_WITH_ACCESS_KEY);
    private static final Future<SessionVerification> EXPIRED = refused(Problem.EXPIRED);

    /** Roughly what an entry takes beside its texts: the objects of session, chain, secret and cache node. */
    private static final int ENTRY_OVERHEAD_BYTES = 1500;

    private final SecurityTokens tokens;
    private final SessionSecrets secrets;
    private final InstantSource clock;
    private final Cache<String, VerifiedSession> sessions;

    /** @param clock judges expiry; must never go backwards */
    public SessionVerifier(SecurityTokens tokens, SessionSecrets secrets, InstantSource clock, StsSettings settings) {
        this.tokens = tokens;
        this.secrets = secrets;
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .maximumWeight(settings.sessionCacheBytes())
                .weigher(SessionVerifier::weigh)
                .expireAfterAccess(settings.sessionCacheIdle())
                .executor(Runnable::run)
                .build();
    }

    /**
     * Judges a token that came with an AccessKeyId. Never fails; complete on return if the token was seen lately.
     *
     * @param accessKeyId as the request names it, not yet proven
     * @param token as the request carries it, of any content and length
     */
    public Future<SessionVerification> verify(String accessKeyId, String token) {
        VerifiedSession known = sessions.getIfPresent(token);
        if (known == null) {
            return tokens.verify(token).map(verified -> verified.map(fresh -> admit(accessKeyId, token, fresh))
                    .orElseGet(() -> new Invalid(Problem.MALFORMED)));
        }
        if (!tokens.accepts(known.keys())) {
            sessions.invalidate(token);
            return MALFORMED;
        }
        TemporarySession session = known.session();
        if (!session.accessKeyId().equals(accessKeyId)) {
            return MISMATCH;
        }
        if (isExpired(session)) {
            sessions.invalidate(token);
            return EXPIRED;
        }
        return Future.succeededFuture(new Valid(known));
    }

    private SessionVerification admit(String accessKeyId, String token, VerifiedToken verified) {
        TemporarySession session = verified.session();
        if (!tokens.accepts(verified.keys())) {
            return new Invalid(Problem.MALFORMED);
        }
        if (!session.accessKeyId().equals(accessKeyId)) {
            return new Invalid(Problem.MISMATCH_WITH_ACCESS_KEY);
        }
        if (isExpired(session)) {
            return new Invalid(Problem.EXPIRED);
        }
        VerifiedSession admitted = new VerifiedSession(
                session, secrets.derive(verified.keys().derivation(), session.accessKeyId()), verified.keys());
        sessions.put(token, admitted);
        return new Valid(admitted);
    }

    private boolean isExpired(TemporarySession session) {
        Instant now = clock.instant();
        return !now.isBefore(session.expiresAt());
    }

    private static int weigh(String token, VerifiedSession verified) {
        String policy = verified.session() instanceof Principal.RoleSession session
                ? session.grant().sessionPolicy()
                : null;
        return ENTRY_OVERHEAD_BYTES + token.length() + (policy == null ? 0 : 2 * policy.length());
    }

    private static Future<SessionVerification> refused(Problem problem) {
        return Future.succeededFuture(new Invalid(problem));
    }

    /** About how many verified sessions are kept. */
    public long size() {
        return sessions.estimatedSize();
    }
}
