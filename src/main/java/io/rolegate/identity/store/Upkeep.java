package io.rolegate.identity.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the store does by itself now and then: writes last uses, and forgets sessions and revocations that have had their time. */
final class Upkeep {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final long FLUSH_MILLIS = 5_000;
    private static final long PRUNE_MILLIS = 60_000;
    /** How long expired sessions stay in the register: other nodes' clocks may be behind. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Vertx vertx;
    private final Database database;
    private final LastUses lastUses;
    private final LiveRevocations revocations;
    private final InstantSource clock;
    private final long flushTimer;
    private final long pruneTimer;

    Upkeep(Vertx vertx, Database database, LastUses lastUses, LiveRevocations revocations, InstantSource clock) {
        this.vertx = vertx;
        this.database = database;
        this.lastUses = lastUses;
        this.revocations = revocations;
        this.clock = clock;
        this.flushTimer = vertx.setPeriodic(FLUSH_MILLIS, timer -> report(lastUses.flush(), "Last uses"));
        this.pruneTimer = vertx.setPeriodic(PRUNE_MILLIS, timer -> report(prune(), "Expired sessions"));
    }

    private static void report(Future<Void> work, String what) {
        work.onFailure(failure -> LOG.warn("{} can't be written; tried again later", what, failure));
    }

    /** Forgets what no request can need any more. */
    Future<Void> prune() {
        Instant now = clock.instant();
        revocations.prune(now);
        return database.transaction(
                Database.Mode.WRITE,
                session -> session.step(sql -> {
                    sql.update("DELETE FROM session_register WHERE expires_at < ?", now.minus(KEPT));
                    sql.update("DELETE FROM session_revocations WHERE expires_at < ?", now);
                }));
    }

    /** Writes the last uses for the last time. Never fails. */
    Future<Void> stop() {
        vertx.cancelTimer(flushTimer);
        vertx.cancelTimer(pruneTimer);
        return lastUses.flush().otherwiseEmpty();
    }
}
