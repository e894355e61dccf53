package io.rolegate.identity.store;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;

/** A connection for the length of one transaction. Its work runs on the store's workers, one piece after the other. */
final class SqlSession {
    private final Connection connection;
    private final WorkerExecutor workers;
    private Future<?> last = Future.succeededFuture();
    private boolean ended;

    SqlSession(Connection connection, WorkerExecutor workers) {
        this.connection = connection;
        this.workers = workers;
    }

    <T> Future<T> run(Sql.Work<T> work) {
        return enqueue(() -> work.apply(new Sql(connection)), false);
    }

    Future<Void> step(Sql.Step step) {
        return enqueue(
                        () -> {
                            step.apply(new Sql(connection));
                            return true;
                        },
                        false)
                .mapEmpty();
    }

    /** Commits or rolls back after all work that was asked for, and gives the connection back. */
    Future<Void> end(boolean commit) {
        return enqueue(
                        () -> {
                            try (connection) {
                                if (commit) {
                                    connection.commit();
                                } else {
                                    connection.rollback();
                                }
                            }
                            return true;
                        },
                        true)
                .mapEmpty();
    }

    private <T> Future<T> enqueue(Callable<T> work, boolean end) {
        synchronized (this) {
            if (ended) {
                return Future.failedFuture(new IllegalStateException("The transaction has ended"));
            }
            ended = end;
            Future<T> result =
                    last.transform((ignored, failure) -> workers.executeBlocking(() -> translating(work), false));
            last = result;
            return result;
        }
    }

    private static <T> T translating(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (SQLException e) {
            throw SqlErrors.translate(e);
        }
    }
}
