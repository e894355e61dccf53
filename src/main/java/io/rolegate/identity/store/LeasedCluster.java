package io.rolegate.identity.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A node among others on one store. It may serve for the length of a lease, and renews the lease each time it has read the log
 * and put in force what it found there. So whoever can't follow the log loses the lease, and whoever lost it has read the log
 * before it serves again. All state belongs to one context.
 */
final class LeasedCluster implements Cluster {
    private static final Logger LOG = LoggerFactory.getLogger(LeasedCluster.class);
    /** Renewals within one lease: some may fail before it runs out. */
    private static final int TURNS_PER_LEASE = 4;

    private static final long LEAVE_SECONDS = 2;

    private final Vertx vertx;
    private final Context context;
    private final Database database;
    private final ChangeFeed feed;
    private final Clock clock;
    private final Duration lease;
    private final String nodeId;
    private final OtherNodes others;
    private final ChangeNotices notices;
    private final Promise<Void> joined = Promise.promise();

    private volatile Term term = Term.OVER;
    private volatile boolean closed;
    private boolean entered = true;
    private boolean turning;
    private boolean again;
    private boolean failing;
    private long published;
    private long validUntil;
    private long timer;

    /** When a lease ends, by the clock that never jumps and by the one that does not stand still while a machine sleeps. */
    private record Term(long endNanos, long endMillis) {
        /** Long ended, by either clock. */
        private static final Term OVER = new Term(System.nanoTime(), Long.MIN_VALUE);

        boolean holds(Clock clock) {
            return System.nanoTime() - endNanos < 0 && clock.millis() < endMillis;
        }
    }

    /** @param nodeId of a row that this node has entered already */
    LeasedCluster(Vertx vertx, Database database, ChangeFeed feed, Clock clock, StoreSettings settings, String nodeId) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.database = database;
        this.feed = feed;
        this.clock = clock;
        this.lease = settings.lease();
        this.nodeId = nodeId;
        this.others = new OtherNodes(vertx, database, nodeId);
        this.notices = new ChangeNotices(vertx, settings);
    }

    /** Enters a new node's row: from now on writers wait for it. What the node reads of the log after that is all it misses. */
    static Future<Void> enter(Database database, Clock clock, StoreSettings settings, String nodeId) {
        return database.transaction(
                Database.Mode.FEED,
                session -> session.step(sql -> LeaseTable.enter(
                        sql, nodeId, clock.millis() + settings.lease().toMillis(), settings.lease())));
    }

    @Override
    public Future<Void> join() {
        notices.listen(this::turn, others::look);
        timer = vertx.setPeriodic(lease.toMillis() / TURNS_PER_LEASE, tick -> turn());
        turn();
        return joined.future();
    }

    @Override
    public boolean mayServe() {
        return term.holds(clock);
    }

    @Override
    public Optional<Duration> remaining() {
        Term current = term;
        return Optional.of(
                current.holds(clock) ? Duration.ofNanos(current.endNanos() - System.nanoTime()) : Duration.ZERO);
    }

    @Override
    public void announce(Sql sql) throws SQLException {
        notices.committed(sql);
    }

    @Override
    public Future<Void> appliedByOthers(long position) {
        return others.applied(position);
    }

    private void turn() {
        context.runOnContext(now -> {
            if (turning) {
                again = true;
            } else if (!closed) {
                next();
            }
        });
    }

    private void next() {
        turning = true;
        again = false;
        Future<Void> present = entered ? Future.succeededFuture() : enterAnew();
        present.compose(here -> feed.catchUp()).compose(read -> renew()).onComplete(renewed -> {
            turning = false;
            if (renewed.failed()) {
                warn(renewed.cause());
            } else if (entered) {
                failing = false;
                joined.tryComplete();
                others.look();
            }
            if ((again || !entered) && !closed && renewed.succeeded()) {
                next();
            }
        });
    }

    private Future<Void> enterAnew() {
        return database.transaction(
                        Database.Mode.FEED,
                        session -> session.step(sql -> LeaseTable.enter(sql, nodeId, nextValidUntil(), lease)))
                .onSuccess(done -> entered = true);
    }

    private Future<Void> renew() {
        // The term counts from before the row says so, by both clocks.
        Term next = new Term(System.nanoTime() + lease.toNanos(), clock.millis() + lease.toMillis());
        long until = nextValidUntil();
        long applied = feed.inForce();
        return database.transaction(
                        Database.Mode.FEED,
                        session -> session.run(sql -> {
                            boolean held = LeaseTable.renew(sql, nodeId, applied, until);
                            if (held && applied > published) {
                                notices.applied(sql);
                            }
                            return held;
                        }))
                .compose(held -> {
                    settle(held, next, applied);
                    return Future.succeededFuture();
                });
    }

    private void settle(boolean held, Term next, long applied) {
        if (closed) {
            return;
        }
        if (held) {
            term = next;
            published = applied;
        } else {
            LOG.warn("Node {} was taken for gone by others; it enters anew", nodeId);
            term = Term.OVER;
            entered = false;
        }
    }

    /** Others tell renewals apart by this, so no two have the same, whatever the clock does. */
    private long nextValidUntil() {
        validUntil = Math.max(validUntil + 1, clock.millis() + lease.toMillis());
        return validUntil;
    }

    private void warn(Throwable cause) {
        if (!failing && !closed) {
            LOG.warn("Node {} can't renew its lease; it stops serving when that ends", nodeId, cause);
        }
        failing = true;
    }

    @Override
    public Future<Void> leave() {
        closed = true;
        term = Term.OVER;
        vertx.cancelTimer(timer);
        others.close();
        return notices.close()
                .eventually(() -> database.transaction(
                                Database.Mode.FEED, session -> session.step(sql -> LeaseTable.leave(sql, nodeId)))
                        .timeout(LEAVE_SECONDS, TimeUnit.SECONDS))
                .recover(failure -> {
                    LOG.debug("Node {} could not give its lease back; it runs out", nodeId, failure);
                    return Future.succeededFuture();
                });
    }
}
