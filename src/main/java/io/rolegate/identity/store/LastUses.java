package io.rolegate.identity.store;

import io.rolegate.identity.UseLog;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Gathers uses in memory, to the second, and writes the latest of each key now and then. A use that can't be written is tried
 * again; where the store stays away for long, or the process dies, some are lost.
 */
final class LastUses implements UseLog {
    private static final int MOST_REMEMBERED = 200_000;
    private static final int MOST_AT_ONCE = 500;
    private static final long RESOLUTION_MILLIS = 1000;

    private final Database database;
    private volatile Map<String, Long> noted = new ConcurrentHashMap<>();

    LastUses(Database database) {
        this.database = database;
    }

    @Override
    public void used(String accessKeyId, Instant at) {
        note(accessKeyId, at.toEpochMilli());
    }

    private void note(String accessKeyId, long at) {
        Map<String, Long> latest = noted;
        Long before = latest.get(accessKeyId);
        if (before == null ? latest.size() < MOST_REMEMBERED : at - before >= RESOLUTION_MILLIS) {
            latest.merge(accessKeyId, at, Math::max);
        }
    }

    /** Writes what was noted since the last time. */
    Future<Void> flush() {
        Map<String, Long> latest = noted;
        if (latest.isEmpty()) {
            return Future.succeededFuture();
        }
        noted = new ConcurrentHashMap<>();
        // In order, so that two nodes that write at once can't lock each other out.
        List<Map.Entry<String, Long>> uses = new ArrayList<>(new TreeMap<>(latest).entrySet());
        Future<Void> written = Future.succeededFuture();
        for (int from = 0; from < uses.size(); from += MOST_AT_ONCE) {
            List<Map.Entry<String, Long>> batch = uses.subList(from, Math.min(from + MOST_AT_ONCE, uses.size()));
            written = written.compose(done -> write(batch));
        }
        return written.onFailure(failure -> uses.forEach(use -> note(use.getKey(), use.getValue())));
    }

    private Future<Void> write(List<Map.Entry<String, Long>> uses) {
        return database.transaction(
                Database.Mode.WRITE,
                session -> session.step(sql -> {
                    write(
                            sql,
                            "access_keys",
                            uses.stream().filter(LastUses::isLongTerm).toList());
                    write(
                            sql,
                            "session_register",
                            uses.stream().filter(use -> !isLongTerm(use)).toList());
                }));
    }

    private static boolean isLongTerm(Map.Entry<String, Long> use) {
        return use.getKey().startsWith(SqlAccessKeys.ID_PREFIX);
    }

    private static void write(Sql sql, String table, List<Map.Entry<String, Long>> uses) throws SQLException {
        sql.updateAll(
                "UPDATE " + table + " SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)",
                uses,
                use -> new @Nullable Object[] {use.getValue(), use.getKey(), use.getValue()});
    }
}
