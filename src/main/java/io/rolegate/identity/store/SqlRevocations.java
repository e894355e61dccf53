package io.rolegate.identity.store;

import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.SessionRevocation.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The statements on revocations of sessions. */
final class SqlRevocations {
    private static final String SELECT =
            "SELECT account_id, kind, subject, log_position, expires_at FROM session_revocations";

    /** Finds the one that {@link #key} names. */
    static final String WHERE = " WHERE account_id = ? AND kind = ? AND subject = ?";

    private SqlRevocations() {}

    /** All that can still hit a living session. */
    static List<SessionRevocation> live(Sql sql, Instant now) throws SQLException {
        return sql.list(SqlRevocations::read, SELECT + " WHERE expires_at > ?", now);
    }

    /** What a change in the log calls a revocation. */
    static String entity(Kind kind, String subject) {
        return kind.name() + ' ' + subject;
    }

    /** Account, kind and subject of the revocation that a change is about. */
    static String[] key(Change change) {
        int space = change.entity().indexOf(' ');
        return new String[] {
            change.accountId(),
            change.entity().substring(0, space),
            change.entity().substring(space + 1)
        };
    }

    /** The revocation that a change of that account is about; empty once it has had its time. */
    static Optional<SessionRevocation> of(Sql sql, Change change) throws SQLException {
        return sql.first(SqlRevocations::read, SELECT + WHERE, (Object[]) key(change));
    }

    /** Writes a revocation, or moves an older one of the same subject on; under the account's lock. */
    static void put(Sql sql, SessionRevocation revocation) throws SQLException {
        int moved = sql.update(
                "UPDATE session_revocations SET log_position = ?, expires_at = ?" + WHERE,
                revocation.position(),
                revocation.expiresAt(),
                revocation.accountId(),
                revocation.kind().name(),
                revocation.subject());
        if (moved == 0) {
            sql.update(
                    "INSERT INTO session_revocations (account_id, kind, subject, log_position, expires_at)"
                            + " VALUES (?, ?, ?, ?, ?)",
                    revocation.accountId(),
                    revocation.kind().name(),
                    revocation.subject(),
                    revocation.position(),
                    revocation.expiresAt());
        }
    }

    private static SessionRevocation read(ResultSet row) throws SQLException {
        return new SessionRevocation(
                row.getString("account_id"),
                Kind.valueOf(row.getString("kind")),
                row.getString("subject"),
                row.getLong("log_position"),
                Sql.instant(row, "expires_at"));
    }
}
