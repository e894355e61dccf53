package io.rolegate.identity.store;

import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.repository.Sessions;
import java.sql.SQLException;
import java.util.concurrent.CompletionStage;

/** {@link Sessions} in SQL. A new session changes no decision: it enters the register, not the change log. */
final class SqlSessions implements Sessions {
    private final SqlTransaction transaction;

    SqlSessions(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<Void> register(SessionRecord session) {
        return transaction.runAlone(sql -> insert(sql, session));
    }

    static void insert(Sql sql, SessionRecord session) throws SQLException {
        sql.update(
                "INSERT INTO session_register (id, account_id, role_id, session_name, source_arn,"
                        + " source_account_id, log_position, issued_at, expires_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                session.id(),
                session.accountId(),
                session.roleId(),
                session.sessionName(),
                session.sourceArn(),
                session.sourceAccountId(),
                session.position(),
                session.issuedAt(),
                session.expiresAt());
    }
}
