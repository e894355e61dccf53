package io.rolegate.identity.store;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** The nodes that serve from one store, as one of them sees it. */
interface Cluster {
    /** A store that one process owns: nobody else's knowledge matters. */
    Cluster SOLE_NODE = new SoleNode();

    /** Applies what the log holds and takes the lease; completes once this node may serve. */
    Future<Void> join();

    /** Whether this node's lease lets it serve now. */
    boolean mayServe();

    /** How long the lease still lasts: zero where it has run out, empty where none is needed. */
    Optional<Duration> remaining();

    /** Within a writing transaction: wakes every node once it is committed. */
    void announce(Sql sql) throws SQLException;

    /** Completes once no other node serves from what it knew before the committed change of that position. */
    Future<Void> appliedByOthers(long position);

    /** Gives the lease back; this node must not serve any more. */
    Future<Void> leave();

    /** The cluster of one. */
    final class SoleNode implements Cluster {
        private SoleNode() {}

        @Override
        public Future<Void> join() {
            return Future.succeededFuture();
        }

        @Override
        public boolean mayServe() {
            return true;
        }

        @Override
        public Optional<Duration> remaining() {
            return Optional.empty();
        }

        @Override
        public void announce(Sql sql) {
            // Nobody else listens.
        }

        @Override
        public Future<Void> appliedByOthers(long position) {
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    }
}
