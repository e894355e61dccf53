package io.rolegate.identity.store;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The statements on the leases of nodes. A node that has no row may not serve. */
final class LeaseTable {
    /** What a node has applied that has not yet read the log. */
    private static final long NOTHING = -1;

    private LeaseTable() {}

    /**
     * A node's row.
     *
     * @param applied the position up to which every change is in force there
     * @param validUntil changes with every renewal; by the clock of that node, in epoch milliseconds
     * @param lease how long a renewal lasts
     */
    record Row(String nodeId, long applied, long validUntil, Duration lease) {}

    /** From its commit on, writers wait for the node. */
    static void enter(Sql sql, String nodeId, long validUntil, Duration lease) throws SQLException {
        sql.update(
                "INSERT INTO node_leases (node_id, applied_position, valid_until, lease_millis) VALUES (?, ?, ?, ?)",
                nodeId,
                NOTHING,
                validUntil,
                lease.toMillis());
    }

    /** False where the node was taken for gone: it has to enter anew. */
    static boolean renew(Sql sql, String nodeId, long applied, long validUntil) throws SQLException {
        return sql.update(
                        "UPDATE node_leases SET applied_position = ?, valid_until = ? WHERE node_id = ?",
                        applied,
                        validUntil,
                        nodeId)
                == 1;
    }

    static void leave(Sql sql, String nodeId) throws SQLException {
        sql.update("DELETE FROM node_leases WHERE node_id = ?", nodeId);
    }

    static List<Row> others(Sql sql, String nodeId) throws SQLException {
        return sql.list(
                row -> new Row(
                        row.getString("node_id"),
                        row.getLong("applied_position"),
                        row.getLong("valid_until"),
                        Duration.ofMillis(row.getLong("lease_millis"))),
                "SELECT node_id, applied_position, valid_until, lease_millis FROM node_leases WHERE node_id <> ?",
                nodeId);
    }

    /**
     * Takes the lease of a node away that has not renewed it since the row was read. Where the node is renewing it at this
     * moment, or stopped while it did, nothing happens, and nobody waits for its row lock.
     */
    static boolean expire(Sql sql, Row row) throws SQLException {
        boolean unchanged = sql.exists(
                "SELECT node_id FROM node_leases WHERE node_id = ? AND valid_until = ? FOR UPDATE SKIP LOCKED",
                row.nodeId(),
                row.validUntil());
        if (unchanged) {
            leave(sql, row.nodeId());
        }
        return unchanged;
    }
}
