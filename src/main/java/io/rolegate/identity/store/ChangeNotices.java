package io.rolegate.identity.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.pubsub.PgSubscriber;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices by which nodes on one PostgreSQL wake each other: that a change was committed, and that one was applied. They carry
 * nothing and may get lost; nodes read what there is, and look from time to time without any notice.
 */
final class ChangeNotices {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeNotices.class);
    private static final String CHANGES = "rolegate_changes";
    private static final String APPLIED = "rolegate_applied";
    private static final long RETRY_MILLIS = 1000;
    private static final long PROBE_MILLIS = 30_000;
    private static final long PROBE_SECONDS = 5;

    private final Vertx vertx;
    private final Optional<PgConnectOptions> options;
    private @Nullable PgSubscriber subscriber;
    private long probe;
    private volatile boolean closed;

    ChangeNotices(Vertx vertx, StoreSettings settings) {
        this.vertx = vertx;
        this.options = ListenOptions.of(settings);
    }

    /** Within the transaction that writes a change. */
    void committed(Sql sql) throws SQLException {
        send(sql, CHANGES);
    }

    /** Within the transaction that says how far this node has come. */
    void applied(Sql sql) throws SQLException {
        send(sql, APPLIED);
    }

    private static void send(Sql sql, String channel) throws SQLException {
        sql.exists("SELECT pg_notify(?, '')", channel);
    }

    /**
     * Listens until closed, whatever happens to the connection.
     *
     * @param onChange called after each change of any node, and whenever notices may have been lost
     * @param onApplied called whenever a node has come further
     */
    void listen(Runnable onChange, Runnable onApplied) {
        if (options.isPresent()) {
            connect(options.get(), true, onChange, onApplied);
            probe = vertx.setPeriodic(PROBE_MILLIS, timer -> probe());
        }
    }

    private void connect(PgConnectOptions to, boolean first, Runnable onChange, Runnable onApplied) {
        if (closed) {
            return;
        }
        PgSubscriber listening = PgSubscriber.subscriber(vertx, to).reconnectPolicy(attempt -> RETRY_MILLIS);
        subscriber = listening;
        listening
                .channel(CHANGES)
                .subscribeHandler(subscribed -> onChange.run())
                .handler(notice -> onChange.run());
        listening.channel(APPLIED).handler(notice -> onApplied.run());
        listening.connect().onFailure(failure -> {
            // Only a connection that stood once is made again by itself.
            if (first) {
                LOG.warn("Can't listen for changes of other nodes; they are noticed later, by polling", failure);
            }
            vertx.setTimer(RETRY_MILLIS, timer -> connect(to, false, onChange, onApplied));
        });
    }

    /** Finds out that a connection is dead of which the network doesn't tell. */
    private void probe() {
        PgSubscriber listening = subscriber;
        PgConnection connection = listening == null ? null : listening.actualConnection();
        if (connection != null) {
            connection
                    .query("SELECT 1")
                    .execute()
                    .timeout(PROBE_SECONDS, TimeUnit.SECONDS)
                    .onFailure(silent -> connection.close());
        }
    }

    Future<Void> close() {
        closed = true;
        vertx.cancelTimer(probe);
        PgSubscriber listening = subscriber;
        return listening == null ? Future.succeededFuture() : listening.close();
    }
}
