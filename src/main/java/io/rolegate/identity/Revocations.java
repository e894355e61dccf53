package io.rolegate.identity;

import io.rolegate.identity.SessionRevocation.Kind;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The revocations of one account, ready to be held against sessions. */
public final class Revocations {
    private static final Revocations NONE = new Revocations("", List.of());

    private final String accountId;
    private final List<SessionRevocation> all;
    private final Map<String, Long> sessions;
    private final Map<String, Long> logons;
    private final Map<String, Long> roles;
    private final Map<String, Long> sources;
    private final Map<String, Long> partners;

    private Revocations(String accountId, List<SessionRevocation> revocations) {
        this.accountId = accountId;
        this.all = revocations;
        this.sessions = positions(revocations, Kind.SESSION);
        this.logons = positions(revocations, Kind.LOGON);
        this.roles = positions(revocations, Kind.ROLE);
        this.sources = positions(revocations, Kind.SOURCE);
        this.partners = positions(revocations, Kind.PARTNER);
    }

    /** Of an account that has revoked nothing. */
    public static Revocations none() {
        return NONE;
    }

    /** Of an account; others' revocations are left out. */
    public static Revocations of(String accountId, Collection<SessionRevocation> revocations) {
        List<SessionRevocation> own = revocations.stream()
                .filter(revocation -> revocation.accountId().equals(accountId))
                .toList();
        return own.isEmpty() ? NONE : new Revocations(accountId, own);
    }

    private static Map<String, Long> positions(List<SessionRevocation> revocations, Kind kind) {
        Map<String, Long> positions = new HashMap<>();
        for (SessionRevocation revocation : revocations) {
            if (revocation.kind() == kind) {
                positions.merge(revocation.subject(), revocation.position(), Math::max);
            }
        }
        return Map.copyOf(positions);
    }

    /** Those that can still hit a session which is alive at {@code time}. */
    public Revocations at(Instant time) {
        return of(
                accountId,
                all.stream()
                        .filter(revocation -> revocation.expiresAt().isAfter(time))
                        .toList());
    }

    /** How many there are. */
    public int count() {
        return all.size();
    }

    /** These and one more, which takes the place of an earlier one of the same subject. */
    public Revocations with(SessionRevocation further) {
        Stream<SessionRevocation> others = all.stream()
                .filter(known ->
                        known.kind() != further.kind() || !known.subject().equals(further.subject()));
        return of(further.accountId(), Stream.concat(others, Stream.of(further)).toList());
    }

    /** Whether the log-on of that id has ended. */
    public boolean endsLogon(String logonId) {
        return logons.containsKey(logonId);
    }

    /** Whether the session itself, or one of this account that it was assumed from, has been revoked. */
    public boolean hits(Principal.RoleSession session) {
        if (this == NONE) {
            return false;
        }
        List<SessionLink> parents = session.grant().parents();
        for (int depth = 0; depth < parents.size(); depth++) {
            if (hits(parents.get(depth), depth, session.grant())) {
                return true;
            }
        }
        return hits(session.link(), parents.size(), session.grant());
    }

    private boolean hits(SessionLink link, int depth, SessionGrant grant) {
        return link.role().accountId().equals(accountId)
                && (sessions.containsKey(link.accessKeyId())
                        || precedes(link, roles.get(link.role().roleId()))
                        || hitsWhatItStandsOn(link, depth, grant));
    }

    private boolean hitsWhatItStandsOn(SessionLink link, int depth, SessionGrant grant) {
        if (sources.isEmpty() && partners.isEmpty()) {
            return false;
        }
        if (hitsSource(link, grant.source().arn(), grant.source().accountId())) {
            return true;
        }
        for (int above = 0; above < depth; above++) {
            RoleLink role = grant.parents().get(above).role();
            if (hitsSource(link, Role.arn(role.accountId(), role.roleName()), role.accountId())) {
                return true;
            }
        }
        return false;
    }

    private boolean hitsSource(SessionLink link, String arn, String sourceAccountId) {
        return precedes(link, partners.get(sourceAccountId))
                || (!sources.isEmpty() && precedes(link, sources.get(SessionRevocation.fold(arn))));
    }

    private static boolean precedes(SessionLink link, @Nullable Long revokedAt) {
        return revokedAt != null && link.position() < revokedAt;
    }
}
