package io.rolegate.identity.store;

import io.rolegate.identity.store.LeaseTable.Row;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the leases of the other nodes. One whose row has not changed for as long as its lease lasts, and some time more, has
 * stopped serving, and its row is taken away. That time is measured here from when the row was first seen as it is: no two
 * machines' clocks are ever compared. All state belongs to one context.
 */
final class OtherNodes {
    private static final Logger LOG = LoggerFactory.getLogger(OtherNodes.class);
    private static final long AGAIN_MILLIS = 50;

    private final Vertx vertx;
    private final Context context;
    private final Database database;
    private final String nodeId;
    private final List<Waiter> waiting = new ArrayList<>();
    private final Map<String, Sighting> sightings = new HashMap<>();
    private boolean looking;
    private boolean again;
    private boolean closed;

    private record Waiter(long position, Promise<Void> done) {}

    /** A row as it was first seen, and when. */
    private record Sighting(Row row, long sinceNanos) {
        boolean isOverdue(long nowNanos) {
            return nowNanos - sinceNanos > withMargin(row.lease()).toNanos();
        }

        /** A fifth more, for a pause between a look at the lease and what it allowed, and for clocks that run unevenly. */
        private static Duration withMargin(Duration lease) {
            return lease.plus(lease.dividedBy(5));
        }
    }

    OtherNodes(Vertx vertx, Database database, String nodeId) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.database = database;
        this.nodeId = nodeId;
    }

    /** Completes once every other node has put a committed change in force, or serves no more. */
    Future<Void> applied(long position) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(now -> {
            waiting.add(new Waiter(position, done));
            start();
        });
        return done.future();
    }

    /** Looks at the rows now, since one may have changed. */
    void look() {
        context.runOnContext(now -> start());
    }

    void close() {
        context.runOnContext(now -> closed = true);
    }

    private void start() {
        if (looking) {
            again = true;
        } else if (!closed) {
            looking = true;
            again = false;
            // A row may have been entered until the change was committed, so only those who wait by now are answered.
            List<Waiter> asking = List.copyOf(waiting);
            read().onComplete(rows -> {
                looking = false;
                if (rows.succeeded()) {
                    answer(asking, rows.result());
                } else {
                    LOG.debug("The leases of other nodes can't be read", rows.cause());
                }
                goOn();
            });
        }
    }

    private Future<List<Row>> read() {
        return database.transaction(Database.Mode.FEED, session -> session.run(sql -> LeaseTable.others(sql, nodeId)))
                .compose(rows -> {
                    List<Row> overdue = overdue(rows);
                    return overdue.isEmpty() ? Future.succeededFuture(rows) : expire(rows, overdue);
                });
    }

    private List<Row> overdue(List<Row> rows) {
        long now = System.nanoTime();
        Map<String, Sighting> seen = new HashMap<>();
        List<Row> overdue = new ArrayList<>();
        for (Row row : rows) {
            Sighting before = sightings.get(row.nodeId());
            Sighting sighting = before != null && before.row().equals(row) ? before : new Sighting(row, now);
            seen.put(row.nodeId(), sighting);
            if (sighting.isOverdue(now)) {
                overdue.add(row);
            }
        }
        sightings.clear();
        sightings.putAll(seen);
        return overdue;
    }

    private Future<List<Row>> expire(List<Row> rows, List<Row> overdue) {
        return database.transaction(
                Database.Mode.FEED,
                session -> session.run(sql -> {
                    List<Row> left = new ArrayList<>(rows);
                    for (Row row : overdue) {
                        if (LeaseTable.expire(sql, row)) {
                            left.remove(row);
                            LOG.warn("Node {} has not renewed its lease: it is taken for gone", row.nodeId());
                        }
                    }
                    return left;
                }));
    }

    private void answer(List<Waiter> asking, List<Row> rows) {
        long reached = rows.stream().mapToLong(Row::applied).min().orElse(Long.MAX_VALUE);
        for (Waiter waiter : asking) {
            if (waiter.position() <= reached) {
                waiting.remove(waiter);
                waiter.done().complete();
            }
        }
    }

    private void goOn() {
        if (again) {
            start();
        } else if (!waiting.isEmpty() && !closed) {
            vertx.setTimer(AGAIN_MILLIS, timer -> look());
        }
    }
}
