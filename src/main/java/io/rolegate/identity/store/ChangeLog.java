package io.rolegate.identity.store;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The statements on the change log and its counter. */
final class ChangeLog {
    private static final int MAX_POSITIONS = 1000;

    private ChangeLog() {}

    /** Takes the next position and writes the changes under it; the counter's row stays locked until the commit. */
    static long append(Sql sql, List<Change> changes, Instant now) throws SQLException {
        sql.update("UPDATE change_counter SET n = n + 1 WHERE id = 1");
        long position = position(sql);
        int ordinal = 0;
        for (Change change : changes) {
            sql.update(
                    "INSERT INTO change_log (log_position, ordinal, account_id, kind, entity, created_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    position,
                    ordinal++,
                    change.accountId(),
                    change.kind().name(),
                    change.entity(),
                    now);
        }
        return position;
    }

    /** The position of the last change that is committed, or made by this transaction. */
    static long position(Sql sql) throws SQLException {
        return sql.number("SELECT n FROM change_counter WHERE id = 1");
    }

    /**
     * Some of the log.
     *
     * @param more whether there was more than one answer holds
     */
    record Page(List<Change.Batch> batches, boolean more) {}

    /** Committed changes after a position, in order. Fails where the log does not reach that position any more. */
    static Page after(Sql sql, long position) throws SQLException {
        long last = position(sql);
        if (last < position) {
            throw new IllegalStateException("The change log ends at " + last + ", before " + position
                    + ": the store was put back to an older state");
        }
        Map<Long, List<Change>> batches = new TreeMap<>();
        List<Row> rows = sql.list(
                row -> new Row(
                        row.getLong("log_position"),
                        new Change(
                                row.getString("account_id"),
                                ChangeKind.valueOf(row.getString("kind")),
                                row.getString("entity"))),
                "SELECT log_position, account_id, kind, entity FROM change_log"
                        + " WHERE log_position > ? AND log_position <= ? ORDER BY log_position, ordinal",
                position,
                position + MAX_POSITIONS);
        for (Row row : rows) {
            batches.computeIfAbsent(row.position(), any -> new ArrayList<>()).add(row.change());
        }
        List<Change.Batch> found = batches.entrySet().stream()
                .map(entry -> new Change.Batch(entry.getKey(), entry.getValue()))
                .toList();
        return new Page(found, position + MAX_POSITIONS < last);
    }

    private record Row(long position, Change change) {}
}
