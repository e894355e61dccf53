package io.rolegate.identity.store;

import io.rolegate.identity.Page;
import io.rolegate.identity.SessionMarker;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.SessionRevocation.Kind;
import io.rolegate.identity.repository.Sessions;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link Sessions} in SQL. */
final class SqlSessions implements Sessions {
    private static final String COLUMNS = "id, account_id, role_id, source_arn, source_account_id, chained, claims,"
            + " log_position, issued_at, expires_at, last_used_at";

    private final SqlTransaction transaction;

    SqlSessions(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    /** Enters new sessions in the register. They change no decision, so the change log doesn't hear of them. */
    static void insert(Sql sql, List<SessionRecord> sessions) throws SQLException {
        sql.updateAll(
                "INSERT INTO session_register (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                sessions,
                SqlSessions::values);
    }

    private static @Nullable Object[] values(SessionRecord session) {
        return new @Nullable Object[] {
            session.id(),
            session.accountId(),
            session.roleId(),
            session.sourceArn(),
            session.sourceAccountId(),
            session.chained(),
            session.claims(),
            session.position(),
            session.issuedAt(),
            session.expiresAt(),
            session.lastUsedAt()
        };
    }

    @Override
    public CompletionStage<Optional<SessionRecord>> find(String accountId, String id, Instant liveAt) {
        return transaction.within(
                accountId,
                sql -> sql.first(
                        SqlSessions::read,
                        "SELECT " + COLUMNS + " FROM session_register"
                                + " WHERE account_id = ? AND id = ? AND expires_at > ?",
                        accountId,
                        id,
                        liveAt));
    }

    @Override
    public CompletionStage<Page<SessionRecord>> list(
            String accountId, Map<Kind, String> narrowed, Instant liveAt, Page.Request page) {
        return transaction.within(accountId, sql -> {
            StringBuilder query = new StringBuilder("SELECT " + COLUMNS + " FROM session_register WHERE account_id = ?")
                    .append(" AND expires_at > ?");
            List<Object> values = new ArrayList<>(List.of(accountId, liveAt));
            narrowed.forEach((kind, subject) -> {
                query.append(" AND (chained OR ").append(column(kind)).append(" = ?)");
                values.add(kind == Kind.SOURCE ? Names.fold(subject) : subject);
            });
            if (page.marker() != null) {
                SessionMarker marker = SessionMarker.parse(page.marker()).orElseThrow();
                query.append(" AND (issued_at < ? OR (issued_at = ? AND id > ?))");
                values.addAll(List.of(marker.issuedAt(), marker.issuedAt(), marker.id()));
            }
            query.append(" ORDER BY issued_at DESC, id LIMIT ?");
            values.add(Pages.rows(page));
            return cut(sql.list(SqlSessions::read, query.toString(), values.toArray()), page);
        });
    }

    private static String column(Kind kind) {
        return switch (kind) {
            case SESSION, LOGON -> "id";
            case ROLE -> "role_id";
            case SOURCE -> "LOWER(source_arn)";
            case PARTNER -> "source_account_id";
        };
    }

    private static Page<SessionRecord> cut(List<SessionRecord> found, Page.Request page) {
        if (found.size() <= page.maxItems()) {
            return new Page<>(found, null);
        }
        List<SessionRecord> shown = found.subList(0, page.maxItems());
        return new Page<>(
                shown, SessionMarker.behind(shown.get(shown.size() - 1)).text());
    }

    @Override
    public CompletionStage<Void> revoke(String accountId, Kind kind, String subject, Instant expiresAt) {
        return transaction.change(accountId, sql -> {
            if (kind != Kind.LOGON) {
                refuseTooMany(sql, accountId);
            }
            SessionRevocation revocation = new SessionRevocation(accountId, kind, subject, 0, expiresAt);
            transaction.changed(accountId, ChangeKind.REVOCATION, SqlRevocations.entity(kind, revocation.subject()));
            transaction.atPosition((last, position) -> SqlRevocations.put(last, revocation.at(position)));
        });
    }

    /** Whoever logs on may log out, so log-ons are bounded by themselves. */
    private void refuseTooMany(Sql sql, String accountId) throws SQLException {
        SqlTransaction.limit(
                "Revocation",
                sql.number(
                        "SELECT COUNT(*) FROM session_revocations WHERE account_id = ? AND kind <> ?",
                        accountId,
                        Kind.LOGON.name()),
                transaction.quotas().revocationsPerAccount());
    }

    private static SessionRecord read(ResultSet row) throws SQLException {
        return new SessionRecord(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("role_id"),
                row.getString("source_arn"),
                row.getString("source_account_id"),
                row.getBoolean("chained"),
                row.getString("claims"),
                row.getLong("log_position"),
                Sql.instant(row, "issued_at"),
                Sql.instant(row, "expires_at"),
                Sql.instantOrNull(row, "last_used_at"));
    }
}
