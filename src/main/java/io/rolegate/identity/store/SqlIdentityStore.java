package io.rolegate.identity.store;

import io.rolegate.identity.Directory;
import io.rolegate.identity.Failures;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.RotatableKeyRing;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.SessionRevocation;
import io.rolegate.identity.StoreUnavailableException;
import io.rolegate.identity.UseLog;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The identity store in SQL, with the directory and the key ring that are kept in step with it (design, section 7). */
public final class SqlIdentityStore implements IdentityStore {
    private static final int NODE_ID_CHARACTERS = 16;
    /** More than any lease and its margin may last. */
    private static final long IN_FORCE_SECONDS = 30;

    private final Database database;
    private final SecretBox box;
    private final Quotas quotas;
    private final Clock clock;
    private final @Nullable OwnerLock ownerLock;
    private final CachedDirectory directory;
    private final PolicyCompiler compiler;
    private final KnownAccessKeys knownKeys;
    private final SqlKeyRing keyRing;
    private final ChangeFeed feed;
    private final LiveRevocations revocations;
    private final RegisterQueue register;
    private final LastUses lastUses;
    private final Upkeep upkeep;
    private final Cluster cluster;
    private volatile LongConsumer inForceAfter = nanos -> {};

    /**
     * What has been opened before the store is put together.
     *
     * @param nodeId under which a lease was taken, null where one process owns the store
     */
    private record Opened(
            KeyEncryptionKeys keys,
            DataKey dataKey,
            @Nullable OwnerLock ownerLock,
            Database database,
            @Nullable String nodeId) {}

    /** What the log, the keys and the revocations were at one moment. */
    private record Start(long position, List<String> accessKeyIds, List<SessionRevocation> revocations) {}

    private SqlIdentityStore(Vertx vertx, StoreSettings settings, Clock clock, Opened opened, Start start) {
        this.quotas = settings.quotas();
        this.clock = clock;
        this.database = opened.database();
        this.box = opened.dataKey().box();
        this.ownerLock = opened.ownerLock();
        this.compiler = new PolicyCompiler();
        this.knownKeys = new KnownAccessKeys();
        start.accessKeyIds().forEach(knownKeys::add);
        String nodeId = opened.nodeId();
        this.feed = new ChangeFeed(vertx, this::changesAfter, this::apply, start.position(), nodeId != null);
        this.cluster =
                nodeId == null ? Cluster.SOLE_NODE : new LeasedCluster(vertx, database, feed, clock, settings, nodeId);
        DirectoryLoader loader = new DirectoryLoader(database, box, compiler);
        this.revocations = new LiveRevocations(start.revocations());
        this.directory = new CachedDirectory(loader, knownKeys, revocations, start.position(), this::mayServe);
        this.register = new RegisterQueue(this::enter);
        this.lastUses = new LastUses(database);
        this.upkeep = new Upkeep(vertx, database, lastUses, revocations, clock);
        KeyWriter writer = new KeyWriter();
        KeyWrapping wrapping = new KeyWrapping(database, writer, opened.dataKey(), opened.keys());
        this.keyRing = new SqlKeyRing(database, new ServiceKeyTable(box), writer, wrapping, clock);
    }

    /**
     * Opens the store, brings its schema up to date and reads where its log stands.
     *
     * @return fails with {@link StoreUnavailableException} where the store is locked or unreachable, with {@link
     *     StoreConfigurationException} where it can't be opened as configured
     */
    public static Future<SqlIdentityStore> open(Vertx vertx, StoreSettings settings) {
        return open(vertx, settings, Clock.systemUTC());
    }

    /** Opens with a clock of the caller's. */
    static Future<SqlIdentityStore> open(Vertx vertx, StoreSettings settings, Clock clock) {
        return vertx.executeBlocking(() -> prepare(settings), false)
                .compose(prepared -> Database.open(vertx, prepared.location(), settings)
                        .compose(database -> assemble(vertx, settings, clock, prepared, database)
                                .recover(failure ->
                                        database.close().transform((closed, ignored) -> Future.failedFuture(failure))))
                        .onFailure(failure -> release(prepared.ownerLock())))
                .compose(SqlIdentityStore::begin);
    }

    private static Future<SqlIdentityStore> assemble(
            Vertx vertx, StoreSettings settings, Clock clock, Prepared prepared, Database database) {
        return database.transaction(
                        Database.Mode.WRITE,
                        session -> session.run(sql -> DataKey.open(sql, prepared.keys(), clock.instant())))
                .compose(dataKey -> enter(prepared, dataKey, database, settings, clock))
                .compose(opened -> database.transaction(
                                Database.Mode.READ, session -> session.run(sql -> start(sql, clock.instant())))
                        .map(start -> new SqlIdentityStore(vertx, settings, clock, opened, start)));
    }

    /** Several nodes: enters this one before anything is read, so that no write goes unnoticed from here on. */
    private static Future<Opened> enter(
            Prepared prepared, DataKey dataKey, Database database, StoreSettings settings, Clock clock) {
        if (prepared.location().kind() != StoreLocation.Kind.POSTGRESQL) {
            return Future.succeededFuture(new Opened(prepared.keys(), dataKey, prepared.ownerLock(), database, null));
        }
        String nodeId = RandomText.alphanumeric(NODE_ID_CHARACTERS);
        return LeasedCluster.enter(database, clock, settings, nodeId)
                .map(entered -> new Opened(prepared.keys(), dataKey, null, database, nodeId));
    }

    private record Prepared(StoreLocation location, KeyEncryptionKeys keys, @Nullable OwnerLock ownerLock) {}

    private static Prepared prepare(StoreSettings settings) {
        StoreLocation location = StoreLocation.of(settings.jdbcUrl());
        OwnerLock lock = location.beside(".lock").map(OwnerLock::take).orElse(null);
        try {
            return new Prepared(location, KeyEncryptionKeys.find(settings, location), lock);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static void release(@Nullable OwnerLock lock) {
        if (lock != null) {
            lock.close();
        }
    }

    private static Start start(Sql sql, Instant now) throws SQLException {
        return new Start(
                ChangeLog.position(sql),
                sql.list(row -> row.getString(1), "SELECT id FROM access_keys"),
                SqlRevocations.live(sql, now));
    }

    private Future<SqlIdentityStore> begin() {
        return cluster.join()
                .timeout(IN_FORCE_SECONDS, TimeUnit.SECONDS)
                .compose(joined -> keyRing.open())
                .map(opened -> this)
                .recover(failure -> close().transform((closed, ignored) -> Future.failedFuture(failure)));
    }

    private boolean mayServe() {
        return feed.isCurrent() && cluster.mayServe();
    }

    @Override
    public <T> CompletionStage<T> read(Function<IdentityTransaction, CompletionStage<T>> work) {
        return database.transaction(
                        Database.Mode.READ, session -> staged(work.apply(transaction(session, Database.Mode.READ))))
                .toCompletionStage();
    }

    @Override
    public <T> CompletionStage<T> write(WriteOrigin origin, Function<IdentityTransaction, CompletionStage<T>> work) {
        return commit(origin, work::apply).toCompletionStage();
    }

    @Override
    public CompletionStage<Void> register(SessionRecord session) {
        return register.add(session).toCompletionStage();
    }

    private Future<Void> enter(List<SessionRecord> sessions) {
        return database.transaction(
                Database.Mode.WRITE, session -> session.step(sql -> SqlSessions.insert(sql, sessions)));
    }

    /** Reads tables that no repository shows, for other parts of this package. */
    <T> Future<T> look(Sql.Work<T> work) {
        return database.transaction(Database.Mode.READ, session -> session.run(work));
    }

    private <T> Future<T> commit(WriteOrigin origin, SqlKeyRing.Writer.Work<T> work) {
        AtomicBoolean finished = new AtomicBoolean();
        return database.transaction(Database.Mode.WRITE, session -> {
                    SqlTransaction transaction = transaction(session, Database.Mode.WRITE);
                    return staged(work.apply(transaction)).compose(value -> before(transaction.touched())
                            .compose(found -> transaction.finish(origin, found))
                            .onSuccess(batch -> finished.set(true))
                            .map(batch -> new Written<>(value, batch)));
                })
                .onFailure(failure -> {
                    // A commit whose answer was lost may have happened: the log tells. Work that was refused was never
                    // committed.
                    if (finished.get()) {
                        feed.poll();
                    }
                })
                .compose(written -> {
                    long committed = System.nanoTime();
                    return inForce(written.batch())
                            .onSuccess(applied -> inForceAfter.accept(System.nanoTime() - committed))
                            .map(applied -> written.value());
                });
    }

    /** What a write touched, as it was: other connections see that until the commit, and the account's lock keeps it so. */
    private Future<Optional<String>> before(List<Change> touched) {
        return touched.isEmpty()
                ? Future.succeededFuture(Optional.empty())
                : look(sql -> Optional.ofNullable(EntityDigest.of(sql, touched)));
    }

    /** Has somebody told after each write how long it took from its commit until it was in force, in nanoseconds. */
    public void onInForce(LongConsumer observer) {
        inForceAfter = observer;
    }

    private record Written<T>(T value, Optional<Change.Batch> batch) {}

    private Future<Void> inForce(Optional<Change.Batch> batch) {
        return batch.isPresent() ? inForce(batch.get()) : Future.succeededFuture();
    }

    private Future<Void> inForce(Change.Batch batch) {
        return Future.all(feed.offer(batch), cluster.appliedByOthers(batch.position()))
                .<Void>mapEmpty()
                .timeout(IN_FORCE_SECONDS, TimeUnit.SECONDS)
                .recover(late -> Future.failedFuture(new StoreUnavailableException(
                        "The change is stored, but it is not known to be in force on every node", late)));
    }

    private SqlTransaction transaction(SqlSession session, Database.Mode mode) {
        return new SqlTransaction(
                session,
                mode,
                new SqlTransaction.Context(quotas, box, cluster, clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Stages that depend on others fail with a wrapper around what went wrong. */
    private static <T> Future<T> staged(CompletionStage<T> stage) {
        return Future.fromCompletionStage(stage).recover(failure -> Future.failedFuture(Failures.bare(failure)));
    }

    private Future<ChangeLog.Page> changesAfter(long position) {
        return database.transaction(Database.Mode.FEED, session -> session.run(sql -> ChangeLog.after(sql, position)));
    }

    private Future<Void> apply(List<Change.Batch> batches) {
        boolean keysChanged = changes(batches, ChangeKind.SERVICE_KEY).findAny().isPresent();
        Future<Void> keysRead = keysChanged ? keyRing.reload() : Future.succeededFuture();
        return keysRead.compose(read -> readRevocations(batches)).compose(read -> {
            directory.apply(batches);
            return Future.succeededFuture();
        });
    }

    private Future<Void> readRevocations(List<Change.Batch> batches) {
        List<Change> revoked = changes(batches, ChangeKind.REVOCATION).toList();
        return revoked.isEmpty()
                ? Future.succeededFuture()
                : look(sql -> {
                            for (Change change : revoked) {
                                SqlRevocations.of(sql, change).ifPresent(revocations::add);
                            }
                            return revoked;
                        })
                        .mapEmpty();
    }

    private static Stream<Change> changes(List<Change.Batch> batches, ChangeKind kind) {
        return batches.stream().flatMap(batch -> batch.changes().stream()).filter(change -> change.kind() == kind);
    }

    private final class KeyWriter implements SqlKeyRing.Writer {
        @Override
        public <T> Future<T> write(WriteOrigin origin, Work<T> work) {
            return commit(origin, work);
        }
    }

    /** What every request is decided by. */
    public Directory directory() {
        return directory;
    }

    /** Where uses of keys and sessions are noted. */
    public UseLog uses() {
        return lastUses;
    }

    /** What is done by itself now and then. */
    Upkeep upkeep() {
        return upkeep;
    }

    /** How many revocations of sessions are in force. */
    public long liveRevocations() {
        return revocations.size();
    }

    /** The service's own keys. */
    public RotatableKeyRing keyRing() {
        return keyRing;
    }

    /**
     * Adds what a change must pass before it is in force, for example every event loop. It is asked anew after each change was
     * applied; where it fails it is asked again, and this node stops serving meanwhile.
     */
    public void addBarrier(Supplier<Future<Void>> barrier) {
        feed.addBarrier(barrier);
    }

    /** Takes a barrier away, by identity. */
    public void removeBarrier(Supplier<Future<Void>> barrier) {
        feed.removeBarrier(barrier);
    }

    /** How many users the directory holds in memory, about. */
    public long cachedUsers() {
        return directory.cachedUsers();
    }

    /** How many roles the directory holds in memory, about. */
    public long cachedRoles() {
        return directory.cachedRoles();
    }

    /** How many decrypted access keys the directory holds in memory, about. */
    public long cachedAccessKeys() {
        return directory.cachedAccessKeys();
    }

    /** How many AccessKeyIds are known to exist or to have existed. */
    public int knownAccessKeys() {
        return knownKeys.size();
    }

    /** How many compiled policy documents are held in memory, about. */
    public long compiledDocuments() {
        return compiler.documents();
    }

    /** How long this node may serve without hearing from the store; empty where one process owns it. */
    public Optional<Duration> leaseRemaining() {
        return cluster.remaining();
    }

    /** Stops serving and gives the store free. */
    public Future<Void> close() {
        feed.close();
        return upkeep.stop()
                .eventually(cluster::leave)
                .eventually(database::close)
                .onComplete(closed -> release(ownerLock));
    }
}
