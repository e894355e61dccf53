package io.rolegate.identity.store;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionFactoryConfiguration.TransactionIsolation;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import io.agroal.api.configuration.supplier.AgroalConnectionFactoryConfigurationSupplier;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.agroal.api.security.SimplePassword;
import io.rolegate.identity.Secret;
import io.rolegate.identity.StoreUnavailableException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pools of connections and the workers that run statements. Not the Vert.x JDBC client: its 5.0.10 neither validates pooled
 * connections, so that none survives a restart of PostgreSQL, nor lets statements have workers of their own. Each mode has
 * connections of its own, since writers queue behind row locks, and nothing may delay a lease.
 */
final class Database {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);
    private static final Duration ACQUISITION_TIMEOUT = Duration.ofSeconds(5);
    /** How long a transaction may take before it is rolled back, so that none holds its locks for ever. */
    private static final long TRANSACTION_SECONDS = 30;

    /** How long transactions that run may take to end before their connections are closed under them. */
    private static final long CLOSE_SECONDS = 5;

    private static final int FEED_CONNECTIONS = 2;
    /** How often a transaction is tried that others get in the way of. */
    private static final int ATTEMPTS = 5;

    private static final long MOST_PAUSE_MILLIS = 50;

    /** What a transaction is for. */
    enum Mode {
        /** Sees one snapshot. */
        READ,
        /** Sees what was committed before each statement. */
        WRITE,
        /** Short ones on change log and leases; as {@link #WRITE}, but waits for no other transaction. */
        FEED
    }

    private final Vertx vertx;
    private final StoreLocation location;
    private final WorkerExecutor workers;
    private final Map<Mode, Lane> lanes = new EnumMap<>(Mode.class);

    /** The connections of one mode, and permits to use them. */
    private record Lane(AgroalDataSource source, Permits permits) {}

    private Database(Vertx vertx, StoreLocation location, StoreSettings settings, WorkerExecutor workers)
            throws SQLException {
        this.vertx = vertx;
        this.location = location;
        this.workers = workers;
        int writers = settings.poolSize() / 2;
        int readers = settings.poolSize() - writers;
        open(Mode.READ, readers, TransactionIsolation.REPEATABLE_READ, settings);
        open(Mode.WRITE, writers, TransactionIsolation.READ_COMMITTED, settings);
        open(Mode.FEED, FEED_CONNECTIONS, TransactionIsolation.READ_COMMITTED, settings);
    }

    /** Opens and migrates. {@link StoreUnavailableException} or {@link StoreConfigurationException} where that fails. */
    static Future<Database> open(Vertx vertx, StoreLocation location, StoreSettings settings) {
        String name = "rolegate-store-" + Integer.toHexString(location.url().hashCode());
        WorkerExecutor workers = vertx.createSharedWorkerExecutor(name, settings.poolSize() + FEED_CONNECTIONS + 1);
        return workers.executeBlocking(() -> connect(vertx, location, settings, workers), false)
                .recover(failure -> workers.close().transform((closed, ignored) -> Future.failedFuture(failure)));
    }

    private static Database connect(
            Vertx vertx, StoreLocation location, StoreSettings settings, WorkerExecutor workers) {
        try {
            Database database = new Database(vertx, location, settings, workers);
            try {
                database.migrate();
                return database;
            } catch (SQLException | RuntimeException e) {
                database.closeSources();
                throw e;
            }
        } catch (SQLException e) {
            throw SqlErrors.opening(e, location);
        }
    }

    private void open(Mode mode, int size, TransactionIsolation isolation, StoreSettings settings) throws SQLException {
        boolean remote = location.kind() == StoreLocation.Kind.POSTGRESQL;
        AgroalDataSourceConfigurationSupplier configuration = new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(pool -> {
                    pool.maxSize(size)
                            .acquisitionTimeout(ACQUISITION_TIMEOUT)
                            .validateOnBorrow(remote)
                            .connectionFactoryConfiguration(factory -> {
                                credentials(factory, settings)
                                        .jdbcUrl(location.url())
                                        .autoCommit(false)
                                        .jdbcTransactionIsolation(isolation);
                                if (remote) {
                                    PostgreSqlSession.of(mode, settings.lease()).forEach(factory::jdbcProperty);
                                }
                                return factory;
                            });
                    return remote ? pool.exceptionSorter(sorter()) : pool;
                });
        lanes.put(mode, new Lane(AgroalDataSource.from(configuration), new Permits(size)));
    }

    private Lane lane(Mode mode) {
        return Objects.requireNonNull(lanes.get(mode));
    }

    private static ExceptionSorter sorter() {
        return new PostgreSQLExceptionSorter();
    }

    private static AgroalConnectionFactoryConfigurationSupplier credentials(
            AgroalConnectionFactoryConfigurationSupplier factory, StoreSettings settings) {
        String user = settings.user();
        Secret password = settings.password();
        if (user != null) {
            factory.principal(new NamePrincipal(user));
        }
        return password == null ? factory : factory.credential(new SimplePassword(password.reveal()));
    }

    private void migrate() throws SQLException {
        // Flyway hides why a connection failed, so ask first.
        AgroalDataSource source = lane(Mode.WRITE).source();
        source.getConnection().close();
        Schema.bringUpToDate(source, location);
    }

    /**
     * Runs {@code work} in one transaction: committed where it succeeds, rolled back where it fails or takes too long. Where
     * another transaction got in its way, it is run again in a new one, some times.
     */
    <T> Future<T> transaction(Mode mode, Function<SqlSession, Future<T>> work) {
        return attempt(mode, work, 1);
    }

    private <T> Future<T> attempt(Mode mode, Function<SqlSession, Future<T>> work, int attempt) {
        return once(mode, work).recover(failure -> {
            if (!(failure instanceof TransactionCollision)) {
                return Future.failedFuture(failure);
            }
            if (attempt == ATTEMPTS) {
                return Future.failedFuture(TransactionCollision.refusal());
            }
            LOG.debug("Attempt {} collided", attempt, failure);
            long pause = ThreadLocalRandom.current().nextLong(1, MOST_PAUSE_MILLIS);
            return vertx.timer(pause, TimeUnit.MILLISECONDS).compose(over -> attempt(mode, work, attempt + 1));
        });
    }

    private <T> Future<T> once(Mode mode, Function<SqlSession, Future<T>> work) {
        Lane lane = lane(mode);
        return lane.permits().acquire(vertx).compose(granted -> begin(lane.source())
                .compose(session -> settle(session, work))
                .onComplete(result -> lane.permits().release()));
    }

    /** Blocking work that belongs to the store but to no transaction. */
    <T> Future<T> blocking(Callable<T> work) {
        return workers.executeBlocking(work, false);
    }

    private Future<SqlSession> begin(AgroalDataSource source) {
        return workers.executeBlocking(() -> new SqlSession(borrow(source), workers), false);
    }

    private static Connection borrow(AgroalDataSource source) {
        try {
            return source.getConnection();
        } catch (SQLException e) {
            throw new StoreUnavailableException("The store can't be reached", e);
        }
    }

    private static <T> Future<T> settle(SqlSession session, Function<SqlSession, Future<T>> work) {
        return Future.succeededFuture(session)
                .compose(work)
                .timeout(TRANSACTION_SECONDS, TimeUnit.SECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof TimeoutException
                                ? new StoreUnavailableException("The store takes too long", failure)
                                : failure))
                .transform((value, failure) -> failure == null
                        ? session.end(true).map(committed -> value)
                        : session.end(false).transform((rolledBack, ignored) -> Future.failedFuture(failure)));
    }

    /** Lets transactions that run end first: a connection that one still opens would open the embedded database again. */
    Future<Void> close() {
        return Future.all(lanes.values().stream()
                        .map(lane -> lane.permits().close())
                        .toList())
                .timeout(CLOSE_SECONDS, TimeUnit.SECONDS)
                .transform((ended, late) -> workers.<Void>executeBlocking(this::shutDownAndClose, false))
                .eventually(workers::close);
    }

    private @Nullable Void shutDownAndClose() {
        if (location.kind() != StoreLocation.Kind.POSTGRESQL) {
            shutDown();
        }
        closeSources();
        return null;
    }

    private void shutDown() {
        try (Connection connection = lane(Mode.WRITE).source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN");
        } catch (SQLException e) {
            LOG.debug("The embedded database was shut down already", e);
        }
    }

    private void closeSources() {
        lanes.values().forEach(lane -> lane.source().close());
    }
}
