package io.rolegate.identity.store;

import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.SessionRevocation.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** The statements on revocations of sessions. */
final class SqlRevocations {
    private static final String SELECT =
            "SELECT account_id, kind, subject, log_position, expires_at FROM session_revocations";

    private SqlRevocations() {}

    /** All that can still hit a living session. */
    static List<SessionRevocation> live(Sql sql, Instant now) throws SQLException {
        return sql.list(SqlRevocations::read, SELECT + " WHERE expires_at > ?", now);
    }

    /** An account's that can still hit a living session. */
    static List<SessionRevocation> live(Sql sql, String accountId, Instant now) throws SQLException {
        return sql.list(SqlRevocations::read, SELECT + " WHERE account_id = ? AND expires_at > ?", accountId, now);
    }

    /** Writes a revocation, or moves an older one of the same subject on; under the account's lock. */
    static void put(Sql sql, SessionRevocation revocation) throws SQLException {
        int moved = sql.update(
                "UPDATE session_revocations SET log_position = ?, expires_at = ?"
                        + " WHERE account_id = ? AND kind = ? AND subject = ?",
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
