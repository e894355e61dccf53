package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.ORIGIN;
import static io.rolegate.identity.store.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.RamUser;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What nodes on one PostgreSQL may rely on when one of them writes, falls behind, or goes away. */
class ClusterTest {
    private static final int ROUNDS = 100;
    private static final RamUser.Details NO_DETAILS = new RamUser.Details("", "", "", "");

    private final StoreSettings settings = TestDatabases.Kind.POSTGRESQL.fresh().withLease(StoreSettings.MAX_LEASE);
    /** For nodes that are to lose their lease. */
    private final StoreSettings hasty = settings.withLease(Duration.ofSeconds(1));

    @Test
    void aWriteIsInForceOnEveryNodeWhenItReturns() {
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings);
                TestStore third = TestStore.open(settings)) {
            String accountId = first.account("enterprise-a").id();
            for (int round = 0; round < ROUNDS; round++) {
                TestStore writer = round % 2 == 0 ? first : second;
                TestStore other = round % 2 == 0 ? second : first;
                KeyEntry key = writer.write(tx -> tx.accessKeys().create(accountId, null));
                assertThat(await(other.directory().accessKey(key.key().id()))).isPresent();
                assertThat(await(third.directory().accessKey(key.key().id()))).isPresent();

                writer.write(
                        tx -> tx.accessKeys().delete(accountId, null, key.key().id()));

                assertThat(await(other.directory().accessKey(key.key().id()))).isEmpty();
                assertThat(await(third.directory().accessKey(key.key().id()))).isEmpty();
            }
        }
    }

    @Test
    void withoutNoticesChangesAreFoundByPolling() {
        StoreSettings twoHosts = StoreSettings.of(settings.jdbcUrl().replaceFirst("//([^/]+)/", "//$1,$1/"))
                .withKeyFromEnvironment(settings.keyFromEnvironment())
                .withLease(settings.lease());
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(twoHosts)) {
            String accountId = first.account("enterprise-a").id();

            KeyEntry key = first.write(tx -> tx.accessKeys().create(accountId, null));

            assertThat(await(second.directory().accessKey(key.key().id()))).isPresent();
        }
    }

    /** How a node loses its database. */
    enum Loss {
        CUT,
        SILENCE;

        void of(TcpProxy network) {
            if (this == CUT) {
                network.cut();
            } else {
                network.silence();
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNodeWithoutItsDatabaseStopsServingBeforeAWriteElsewhereReturns(Loss loss) throws Exception {
        try (TcpProxy network = TcpProxy.beforePostgreSql();
                TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(network.through(hasty))) {
            soon().until(() -> second.directory().mayServe());
            loss.of(network);

            first.account("enterprise-a");

            assertThat(second.directory().mayServe()).isFalse();
            assertThat(first.directory().mayServe()).isTrue();
            assertThat(leases(first)).isEqualTo(1);

            network.mend();
            soon().until(() -> second.directory().mayServe());
            assertThat(second.directory().position())
                    .isEqualTo(first.directory().position());
        }
    }

    @Test
    void aNodeWhoseEventLoopsHangLosesItsLease() {
        Promise<Void> gate = Promise.promise();
        Supplier<Future<Void>> hanging = gate::future;
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(hasty)) {
            second.store.addBarrier(hanging);

            first.account("enterprise-a");

            assertThat(second.directory().mayServe()).isFalse();
            gate.complete();
            soon().until(() -> second.directory().mayServe());
            assertThat(second.directory().position())
                    .isEqualTo(first.directory().position());
        }
    }

    @Test
    void aLeaseEndsByTheWallClockToo() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        Promise<Void> gate = Promise.promise();
        AtomicReference<Boolean> reached = new AtomicReference<>(false);
        try (TestStore node = TestStore.open(settings, clock)) {
            node.store.addBarrier(() -> {
                reached.set(true);
                return gate.future();
            });
            soon().untilAtomic(reached, renewing -> assertThat(renewing).isTrue());
            assertThat(node.directory().mayServe()).isTrue();

            now.updateAndGet(time -> time.plus(StoreSettings.MAX_LEASE));

            assertThat(node.directory().mayServe()).isFalse();
            assertThat(node.store.leaseRemaining()).contains(Duration.ZERO);
            gate.complete();
            soon().until(() -> node.directory().mayServe());
        }
    }

    @Test
    void aNodeThatLeavesIsNotWaitedFor() {
        try (TestStore first = TestStore.open(settings)) {
            TestStore second = TestStore.open(settings);
            assertThat(leases(first)).isEqualTo(2);

            second.close();

            assertThat(second.directory().mayServe()).isFalse();
            assertThat(leases(first)).isEqualTo(1);
        }
    }

    @Test
    void aWriteWaitsForANodeThatIsStillAtIt() {
        Promise<Void> gate = Promise.promise();
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings)) {
            String accountId = first.account("enterprise-a").id();
            long position = second.directory().position();
            second.store.addBarrier(
                    () -> second.directory().position() == position ? Future.succeededFuture() : gate.future());

            CompletableFuture<RamUser> write = first.store
                    .write(ORIGIN, tx -> tx.users().create(accountId, "amy", NO_DETAILS))
                    .toCompletableFuture();

            soon().until(() -> second.directory().position() == position + 1);
            assertThat(write).isNotDone();
            gate.complete();
            await(write);
        }
    }

    @Test
    void aStoreThatWasPutBackIsServedFromNoMore() {
        try (TestStore node = TestStore.open(hasty)) {
            node.account("enterprise-a");

            node.sql(sql -> sql.update("UPDATE change_counter SET n = 0"));

            soon().until(() -> !node.directory().mayServe());
        }
    }

    private static long leases(TestStore store) {
        return store.<Long>sql(sql -> sql.number("SELECT COUNT(*) FROM node_leases"));
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(30, TimeUnit.SECONDS);
    }
}
