package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.ORIGIN;
import static io.rolegate.identity.store.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRotationException;
import io.rolegate.identity.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The key-encryption key of a store is changed, in its file and in the environment, without its secrets being lost. */
class KeyEncryptionTest {
    @TempDir
    private Path directory = Path.of("");

    private Path keyFile;

    @BeforeEach
    void makeKeyFile() throws IOException {
        keyFile = Files.writeString(
                directory.resolve("rolegate.key"), TestDatabases.key().reveal());
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-------"));
    }

    private StoreSettings fresh(TestDatabases.Kind kind) {
        return (kind == TestDatabases.Kind.POSTGRESQL
                        ? kind.fresh()
                        : StoreSettings.of("jdbc:h2:file:" + directory.resolve("store")))
                .withKeyFromEnvironment(null)
                .withKeyFile(keyFile);
    }

    private static Map<KeyPurpose, String> rotate(TestStore store) {
        return await(store.store.keyRing().rotate(ORIGIN, Set.of(KeyPurpose.KEY_ENCRYPTION)));
    }

    @ParameterizedTest
    @EnumSource
    void afterARotationOnlyTheNewKeyOpensTheStore(TestDatabases.Kind kind) throws IOException {
        StoreSettings settings = fresh(kind);
        Path old = Files.copy(keyFile, directory.resolve("old.key"));
        KeyEntry before;
        KeyEntry after;
        try (TestStore store = TestStore.open(settings)) {
            String accountId = store.account("acme").id();
            before = store.write(tx -> tx.accessKeys().create(accountId, null));
            String kid = store.store.keyRing().current(KeyPurpose.TOKEN_SIGNING).kid();

            String id = rotate(store).get(KeyPurpose.KEY_ENCRYPTION);

            assertThat(store.store.keyRing().current(KeyPurpose.TOKEN_SIGNING).kid())
                    .isEqualTo(kid);
            after = store.write(tx -> tx.accessKeys().create(accountId, null));
            assertThat(KeyEncryptionKeys.id(new KeyFile(keyFile).read().get(0))).isEqualTo(id);
            assertThat(store.auditedRequests()).contains(ORIGIN.requestId());
        }

        assertThat(Files.readAllLines(keyFile)).hasSize(1).isNotEqualTo(Files.readAllLines(old));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> TestStore.open(settings.withKeyFile(old)))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining("not this store's");
        try (TestStore store = TestStore.open(settings)) {
            assertThat(store.secretOf(before.key().id()))
                    .isEqualTo(before.secret().reveal());
            assertThat(store.secretOf(after.key().id()))
                    .isEqualTo(after.secret().reveal());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theFirstOfSeveralKeysIsAdoptedAtStart(TestDatabases.Kind kind) {
        Secret old = TestDatabases.key();
        Secret fresh = TestDatabases.key();
        StoreSettings settings = fresh(kind).withKeyFile(null).withKeyFromEnvironment(old);
        KeyEntry key;
        try (TestStore store = TestStore.open(settings)) {
            String accountId = store.account("acme").id();
            key = store.write(tx -> tx.accessKeys().create(accountId, null));
            assertThatThrownBy(() -> rotate(store))
                    .isInstanceOf(KeyRotationException.class)
                    .hasMessageContaining("environment");
        }

        TestStore.open(settings.withKeyFromEnvironment(Secret.of(fresh.reveal() + "," + old.reveal())))
                .close();

        assertThatThrownBy(() -> TestStore.open(settings)).isInstanceOf(StoreConfigurationException.class);
        try (TestStore store = TestStore.open(settings.withKeyFromEnvironment(fresh))) {
            assertThat(store.secretOf(key.key().id())).isEqualTo(key.secret().reveal());
        }
    }

    @Test
    void nodesThatRunGoOnAndNewOnesNeedTheNewKey() {
        StoreSettings settings = fresh(TestDatabases.Kind.POSTGRESQL);
        try (TestStore first = TestStore.open(settings);
                TestStore second = TestStore.open(settings)) {
            String accountId = first.account("acme").id();
            rotate(first);

            KeyEntry made = second.write(tx -> tx.accessKeys().create(accountId, null));
            await(second.store.keyRing().rotate(ORIGIN, KeyPurpose.STORED));
            assertThat(first.secretOf(made.key().id())).isEqualTo(made.secret().reveal());
            try (TestStore third = TestStore.open(settings)) {
                assertThat(third.secretOf(made.key().id()))
                        .isEqualTo(made.secret().reveal());
                assertThat(third.store
                                .keyRing()
                                .current(KeyPurpose.TOKEN_SIGNING)
                                .kid())
                        .isEqualTo(first.store
                                .keyRing()
                                .current(KeyPurpose.TOKEN_SIGNING)
                                .kid());
            }
        }
    }

    @Test
    void aKeyFileThatCannotBeReplacedStopsTheRotationBeforeItBegins() throws IOException {
        StoreSettings settings = fresh(TestDatabases.Kind.H2);
        String key = Files.readString(keyFile);
        Files.createDirectories(directory.resolve("rolegate.key.new").resolve("in-the-way"));
        try (TestStore store = TestStore.open(settings)) {
            assertThatThrownBy(() -> rotate(store))
                    .isInstanceOf(KeyRotationException.class)
                    .hasMessageContaining("can't be written");
        }

        assertThat(keyFile).hasContent(key);
        TestStore.open(settings).close();
    }
}
