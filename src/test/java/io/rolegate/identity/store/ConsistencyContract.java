package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.ORIGIN;
import static io.rolegate.identity.store.TestStore.await;
import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.ServiceKey;
import io.rolegate.identity.SessionRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Transactions, change log, audit and keys, on every kind of database. */
abstract class ConsistencyContract {
    private static final RamUser.Details NO_DETAILS = new RamUser.Details("", "", "", "");

    private final StoreSettings settings;
    private final TestStore store;
    private final String accountId;

    ConsistencyContract(TestDatabases.Kind kind) {
        settings = kind.fresh();
        store = TestStore.open(settings);
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void manyWritersAtOnceAllCommitAndLeaveNoGapInTheLog() {
        String other = store.account("enterprise-b").id();
        long before = store.directory().position();

        List<CompletionStage<RamUser>> writes = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            String name = "user-" + i;
            String account = i % 2 == 0 ? accountId : other;
            writes.add(store.store.write(ORIGIN, tx -> tx.users().create(account, name, NO_DETAILS)));
        }
        writes.forEach(TestStore::await);

        assertThat(store.directory().position()).isEqualTo(before + 50);
        assertThat(positions())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, before + 50).boxed().toList());
        assertThat(store.directory().revision(accountId))
                .isNotEqualTo(store.directory().revision(other));
    }

    @Test
    void twoAtOnceDoNotOverrunAQuota() {
        RamUser user = store.write(tx -> tx.users().create(accountId, "amy", NO_DETAILS));
        AtomicInteger refused = new AtomicInteger();

        List<CompletableFuture<Void>> writes = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            writes.add(store.store
                    .write(ORIGIN, tx -> tx.accessKeys().create(accountId, user.id()))
                    .<Void>handle((key, failure) -> {
                        if (failure != null) {
                            refused.incrementAndGet();
                        }
                        return null;
                    })
                    .toCompletableFuture());
        }
        writes.forEach(TestStore::await);

        assertThat(refused).hasValue(6);
        assertThat(store.all(tx -> tx.accessKeys().list(accountId, user.id()))).hasSize(2);
    }

    @Test
    void readingThenWritingInOneTransactionLosesNoUpdate() {
        store.write(tx -> tx.groups().create(accountId, "g", ""));

        List<CompletionStage<?>> writes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            writes.add(store.store.write(
                    ORIGIN, tx -> tx.groups().require(accountId, "g").thenCompose(group -> tx.groups()
                            .update(accountId, "g", "g", group.comments() + "x"))));
        }
        writes.forEach(TestStore::await);

        assertThat(store.read(tx -> tx.groups().require(accountId, "g")).comments())
                .hasSize(20);
    }

    @Test
    void aFailedWriteLeavesNothing() {
        long before = store.directory().position();
        long audited = count("audit_events");

        assertThatThrownBy(() -> store.write(
                        tx -> tx.users().create(accountId, "amy", NO_DETAILS).thenCompose(user -> tx.users()
                                .create(accountId, "AMY", NO_DETAILS))))
                .isInstanceOf(DirectoryException.class);
        assertThatThrownBy(() -> store.write(tx -> {
                    throw new IllegalArgumentException("before anything");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(store.find(tx -> tx.users().find(accountId, "amy"))).isEmpty();
        assertThat(store.directory().position()).isEqualTo(before);
        assertThat(count("audit_events")).isEqualTo(audited);
    }

    @Test
    void aWriteIsAuditedInItsOwnTransaction() {
        store.write(tx -> tx.users().create(accountId, "amy", NO_DETAILS));

        List<String> records = sql(sql -> sql.list(
                row -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3),
                "SELECT action, request_id, outcome FROM audit_events ORDER BY id DESC"));
        assertThat(records).first().isEqualTo("test:Write request-1 Success");
    }

    @Test
    void aTransactionThatHasEndedTakesNoMoreWork() {
        List<IdentityTransaction> kept = new ArrayList<>();
        store.read(tx -> {
            kept.add(tx);
            return tx.accounts().list();
        });

        assertThatThrownBy(() -> await(kept.get(0).accounts().list())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aWriteWaitsForEveryBarrierAfterTheChangeShows() {
        long position = store.directory().position();
        Promise<Void> gate = Promise.promise();
        store.store.addBarrier(
                () -> store.directory().position() == position ? Future.succeededFuture() : gate.future());

        CompletableFuture<RamUser> write = store.store
                .write(ORIGIN, tx -> tx.users().create(accountId, "amy", NO_DETAILS))
                .toCompletableFuture();
        Awaitility.await().until(() -> store.directory().position() == position + 1);
        assertThat(write).isNotDone();
        gate.complete();

        await(write);
    }

    @Test
    void aBarrierThatFailsIsAskedAgainAndServingStopsMeanwhile() {
        AtomicInteger asked = new AtomicInteger();
        List<Boolean> serving = new ArrayList<>();
        store.store.addBarrier(() -> {
            serving.add(store.directory().mayServe());
            return asked.incrementAndGet() < 3 ? Future.failedFuture("not yet") : Future.succeededFuture();
        });

        store.write(tx -> tx.users().create(accountId, "amy", NO_DETAILS));

        assertThat(asked.get()).isGreaterThanOrEqualTo(3);
        assertThat(serving.subList(0, 2)).containsExactly(true, false);
        assertThat(store.directory().mayServe()).isTrue();
    }

    @Test
    void aRegisteredSessionChangesNoRevision() {
        long before = store.directory().position();
        Instant now = Instant.parse("2026-11-01T00:00:00Z");

        await(store.store.register(new SessionRecord(
                "STS.1", accountId, "1", "arn", accountId, false, "{}", before, now, now.plusSeconds(3600), null)));

        assertThat(count("session_register")).isEqualTo(1);
        assertThat(store.directory().position()).isEqualTo(before);
    }

    @Test
    void everyPurposeHasAKeyAndRotationKeepsTheOldOnesAccepted() {
        var ring = store.store.keyRing();
        ServiceKey token = ring.current(KeyPurpose.TOKEN_SIGNING);
        assertThat(ring.current(KeyPurpose.SECRET_DERIVATION).kid()).isNotEqualTo(token.kid());
        assertThat(ring.current(KeyPurpose.IDENTITY_ASSERTION).publicKey()).isNotNull();

        await(ring.rotate(ORIGIN, KeyPurpose.STORED));

        ServiceKey next = ring.current(KeyPurpose.TOKEN_SIGNING);
        assertThat(next.kid()).isNotEqualTo(token.kid());
        for (KeyPurpose purpose : KeyPurpose.STORED) {
            assertThat(ring.accepted(purpose)).hasSize(2).first().isEqualTo(ring.current(purpose));
        }
        assertThat(ring.find(KeyPurpose.TOKEN_SIGNING, token.kid())
                        .orElseThrow()
                        .material()
                        .bytes())
                .isEqualTo(token.material().bytes());
        assertThat(ring.find(KeyPurpose.TOKEN_SIGNING, "unknown")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "KEY_ENCRYPTION")
    void aPurposeIsRotatedAlone(KeyPurpose purpose) {
        var ring = store.store.keyRing();
        Map<KeyPurpose, String> before = kids();

        Map<KeyPurpose, String> rotated = await(ring.rotate(ORIGIN, Set.of(purpose)));

        Map<KeyPurpose, String> expected = new EnumMap<>(before);
        expected.putAll(rotated);
        assertThat(rotated).containsOnlyKeys(purpose).doesNotContainValue(before.get(purpose));
        assertThat(kids()).isEqualTo(expected);
        assertThat(ring.accepted(purpose)).hasSize(2);
    }

    private Map<KeyPurpose, String> kids() {
        return KeyPurpose.STORED.stream()
                .collect(toMap(
                        identity(),
                        purpose -> store.store.keyRing().current(purpose).kid()));
    }

    @Test
    void rotationsAtOnceLeaveOneCurrentKeyThatIsNotRetired() {
        var ring = store.store.keyRing();
        List.of(
                        ring.rotate(ORIGIN, KeyPurpose.STORED),
                        ring.rotate(ORIGIN, KeyPurpose.STORED),
                        ring.rotate(ORIGIN, KeyPurpose.STORED))
                .forEach(TestStore::await);

        assertThat(count("service_keys WHERE state = 'CURRENT' AND retired_at IS NULL"))
                .isEqualTo(KeyPurpose.STORED.size());
    }

    private List<Long> positions() {
        return sql(sql ->
                sql.list(row -> row.getLong(1), "SELECT DISTINCT log_position FROM change_log ORDER BY log_position"));
    }

    private long count(String table) {
        return sql(sql -> sql.number("SELECT COUNT(*) FROM " + table));
    }

    private <T> T sql(Sql.Work<T> work) {
        return store.sql(work);
    }
}
