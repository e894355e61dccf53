package io.rolegate.identity.store;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.WriteOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/** An open store whose answers a test waits for. */
public final class TestStore implements AutoCloseable {
    static final WriteOrigin ORIGIN = WriteOrigin.commandLine("request-1", "1000000000000000", "test:Write");

    public final Vertx vertx = Vertx.vertx();
    public final SqlIdentityStore store;

    private TestStore(StoreSettings settings, Clock clock) {
        try {
            this.store = await(SqlIdentityStore.open(vertx, settings, clock));
        } catch (RuntimeException e) {
            await(vertx.close());
            throw e;
        }
    }

    public static TestStore open(StoreSettings settings) {
        return new TestStore(settings, Clock.systemUTC());
    }

    public static TestStore open(StoreSettings settings, Clock clock) {
        return new TestStore(settings, clock);
    }

    public <T> T write(Function<IdentityTransaction, CompletionStage<T>> work) {
        return await(store.write(ORIGIN, work));
    }

    public <T> T read(Function<IdentityTransaction, CompletionStage<T>> work) {
        return await(store.read(work));
    }

    /** {@link #read}, typed so that AssertJ knows the answer. */
    <T> Optional<T> find(Function<IdentityTransaction, CompletionStage<Optional<T>>> work) {
        return read(work);
    }

    /** {@link #read}, typed so that AssertJ knows the answer. */
    <T> List<T> all(Function<IdentityTransaction, CompletionStage<List<T>>> work) {
        return read(work);
    }

    Directory directory() {
        return store.directory();
    }

    public Account account(String alias) {
        return account(alias, "hash");
    }

    /** An account whose owner logs on with the password of that hash. */
    public Account account(String alias, String ownerPasswordHash) {
        return write(tx -> tx.accounts().create(alias, ownerPasswordHash));
    }

    /** Everything that is stored of an account, save the records of its changes. For H2. */
    public List<String> rows(String accountId) {
        return sql(sql -> {
            List<String> rows = new ArrayList<>(rows(sql, "ACCOUNTS", "id = ?", accountId));
            for (String table : sql.list(
                    row -> row.getString(1),
                    "SELECT table_name FROM information_schema.columns WHERE column_name = 'ACCOUNT_ID'"
                            + " AND table_name NOT IN ('AUDIT_EVENTS', 'CHANGE_LOG') ORDER BY table_name")) {
                rows.addAll(rows(sql, table, "account_id = ?", accountId));
            }
            for (String table : List.of("GROUP_MEMBERS", "LOGIN_PROFILES", "PASSWORD_HISTORY")) {
                rows.addAll(rows(sql, table, "user_id IN (SELECT id FROM ram_users WHERE account_id = ?)", accountId));
            }
            rows.addAll(rows(
                    sql, "POLICY_VERSIONS", "policy_id IN (SELECT id FROM policies WHERE account_id = ?)", accountId));
            return rows;
        });
    }

    private static List<String> rows(Sql sql, String table, String condition, String accountId) throws SQLException {
        return sql.list(
                row -> {
                    StringBuilder text = new StringBuilder(table);
                    for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
                        text.append(' ').append(row.getString(i));
                    }
                    return text.toString();
                },
                "SELECT * FROM " + table + " WHERE " + condition + " ORDER BY 1, 2",
                accountId);
    }

    /** The secret of a long-term key, as requests are verified by. */
    public String secretOf(String accessKeyId) {
        return await(store.directory().accessKey(accessKeyId))
                .orElseThrow()
                .secret()
                .reveal();
    }

    /** The ids of all requests of which an administrative write is recorded. */
    public Set<String> auditedRequests() {
        return Set.copyOf(
                sql(sql -> sql.list(row -> row.getString(1), "SELECT DISTINCT request_id FROM audit_events")));
    }

    /** Positions of the change log that were counted, but have no entry. */
    public Set<Long> missingPositions() {
        return sql(sql -> {
            Set<Long> missing =
                    LongStream.rangeClosed(1, ChangeLog.position(sql)).boxed().collect(toCollection(TreeSet::new));
            sql.list(row -> row.getLong(1), "SELECT DISTINCT log_position FROM change_log")
                    .forEach(missing::remove);
            return missing;
        });
    }

    /** How many changes and how many audit records there are. */
    public List<Long> writes() {
        return sql(sql -> List.of(
                sql.number("SELECT COUNT(*) FROM change_log"), sql.number("SELECT COUNT(*) FROM audit_events")));
    }

    /**
     * What is recorded of an administrative write.
     *
     * @param before the digest of what it found
     * @param after the digest of what it left
     */
    public record Recorded(
            String principal,
            String action,
            String resource,
            @Nullable String sourceIp,
            String outcome,
            @Nullable String before,
            @Nullable String after) {}

    /** The records of an account's writes, the oldest first. */
    public List<Recorded> recorded(String accountId) {
        return sql(sql -> sql.list(
                row -> new Recorded(
                        row.getString("principal_arn"),
                        row.getString("action"),
                        row.getString("resource"),
                        row.getString("source_ip"),
                        row.getString("outcome"),
                        row.getString("before_digest"),
                        row.getString("after_digest")),
                "SELECT * FROM audit_events WHERE account_id = ? ORDER BY id",
                accountId));
    }

    /** Looks into the tables themselves. */
    <T> T sql(Sql.Work<T> work) {
        return await(store.look(work));
    }

    /** That the directory refuses a call, and how. */
    static void refused(DirectoryException.Kind kind, String entity, ThrowingCallable call) {
        DirectoryException refusal = catchThrowableOfType(DirectoryException.class, call);
        assertThat(refusal).isNotNull();
        assertThat(refusal.kind()).isEqualTo(kind);
        assertThat(refusal.entity()).isEqualTo(entity);
    }

    static <T> T await(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    static <T> T await(Future<T> future) {
        return await(future.toCompletionStage());
    }

    @Override
    public void close() {
        await(store.close());
        await(vertx.close());
    }
}
