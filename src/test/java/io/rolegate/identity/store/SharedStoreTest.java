package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.ORIGIN;
import static io.rolegate.identity.store.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.SessionRevocation.Kind;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL, and time passing. */
class SharedStoreTest {
    private static final RamUser.Details NO_DETAILS = new RamUser.Details("", "", "", "");

    private final StoreSettings settings = TestDatabases.Kind.POSTGRESQL.fresh();

    @Test
    void aNodeLearnsWhatAnotherWrote() {
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings)) {
            String accountId = first.account("enterprise-a").id();
            KeyEntry key = first.write(tx -> tx.accessKeys().create(accountId, null));
            await(first.store.keyRing().rotate(ORIGIN, KeyPurpose.STORED));
            long position = first.directory().position();

            soon().until(() -> second.directory().position() == position);

            assertThat(await(second.directory().accessKey(key.key().id()))).isPresent();
            assertThat(second.store.keyRing().current(KeyPurpose.TOKEN_SIGNING).kid())
                    .isEqualTo(first.store
                            .keyRing()
                            .current(KeyPurpose.TOKEN_SIGNING)
                            .kid());
            first.write(tx -> tx.accessKeys().delete(accountId, null, key.key().id()));
            soon().untilAsserted(() -> assertThat(
                            await(second.directory().accessKey(key.key().id())))
                    .isEmpty());
        }
    }

    @Test
    void aNodeLearnsWhatAnotherRevoked() {
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings)) {
            String accountId = first.account("enterprise-a").id();

            first.write(tx -> tx.sessions()
                    .revoke(accountId, Kind.LOGON, "STS.a", Instant.now().plusSeconds(3600)));

            long position = first.directory().position();
            soon().until(() -> second.directory().position() == position);
            assertThat(second.directory().revocations(accountId).endsLogon("STS.a"))
                    .isTrue();
        }
    }

    @Test
    void nodesThatOpenAtOnceShareTheirKeys() {
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings)) {
            for (KeyPurpose purpose : KeyPurpose.STORED) {
                assertThat(first.store.keyRing().current(purpose).kid())
                        .isEqualTo(second.store.keyRing().current(purpose).kid());
            }
        }
    }

    @Test
    void writersOnTwoNodesLeaveNoGapAndBothSeeAll() {
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings)) {
            String accountId = first.account("enterprise-a").id();
            long before = first.directory().position();
            List<CompletionStage<RamUser>> writes = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                TestStore node = i % 2 == 0 ? first : second;
                String name = "user-" + i;
                writes.add(node.store.write(ORIGIN, tx -> tx.users().create(accountId, name, NO_DETAILS)));
            }
            writes.forEach(TestStore::await);

            soon().until(() -> first.directory().position() == before + 40
                    && second.directory().position() == before + 40);
            assertThat(first.<Long>sql(sql -> sql.number("SELECT COUNT(DISTINCT log_position) FROM change_log"))
                            .longValue())
                    .isEqualTo(before + 40);
        }
    }

    @Test
    void anotherKeyThanTheStoresIsRefused() {
        TestStore.open(settings).close();

        assertThatThrownBy(() -> TestStore.open(settings.withKeyFromEnvironment(TestDatabases.key())))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("not this store's");
        assertThatThrownBy(() -> TestStore.open(settings.withKeyFromEnvironment(null)))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("--key-file");
    }

    @Test
    void aDatabaseThatIsAbsentIsAMatterOfConfiguration() {
        StoreSettings absent = StoreSettings.of(settings.jdbcUrl().replaceFirst("/postgres\\?", "/absent?"))
                .withKeyFromEnvironment(TestDatabases.key());

        assertThatThrownBy(() -> TestStore.open(absent)).isInstanceOf(StoreConfigurationException.class);
    }

    @Test
    void retiredKeysAreAcceptedAsLongAsASessionCanLastAndThenDropped() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-01T00:00:00Z"));
        InstantSource source = now::get;
        Clock clock = source.withZone(ZoneOffset.UTC);
        try (TestStore store = TestStore.open(StoreSettings.of("jdbc:h2:mem:"), clock)) {
            var ring = store.store.keyRing();
            String first = ring.current(KeyPurpose.TOKEN_SIGNING).kid();
            await(ring.rotate(ORIGIN, KeyPurpose.STORED));

            now.updateAndGet(time -> time.plusSeconds(86_400));
            assertThat(ring.find(KeyPurpose.TOKEN_SIGNING, first)).isPresent();
            now.updateAndGet(time -> time.plusSeconds(3_600));
            assertThat(ring.find(KeyPurpose.TOKEN_SIGNING, first)).isEmpty();
            assertThat(ring.accepted(KeyPurpose.TOKEN_SIGNING)).hasSize(1);

            await(ring.rotate(ORIGIN, KeyPurpose.STORED));
            assertThat(store.<Long>sql(sql -> sql.number("SELECT COUNT(*) FROM service_keys WHERE kid = ?", first))
                            .longValue())
                    .isZero();
        }
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(10, TimeUnit.SECONDS);
    }
}
