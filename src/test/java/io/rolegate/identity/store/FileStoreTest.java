package io.rolegate.identity.store;

import static io.rolegate.identity.store.TestStore.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SessionRevocation.Kind;
import io.rolegate.identity.StoreUnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStoreTest {
    @TempDir
    private Path directory = Path.of("");

    @Test
    void whatWasWrittenIsThereAfterReopening() {
        KeyEntry made;
        long position;
        String kid;
        try (TestStore store = TestStore.open(settings())) {
            String accountId = store.account("enterprise-a").id();
            made = store.write(tx -> tx.accessKeys().create(accountId, null));
            position = store.directory().position();
            kid = store.store.keyRing().current(KeyPurpose.TOKEN_SIGNING).kid();
        }

        try (TestStore store = TestStore.open(settings())) {
            assertThat(store.directory().position()).isEqualTo(position);
            assertThat(store.store.keyRing().current(KeyPurpose.TOKEN_SIGNING).kid())
                    .isEqualTo(kid);
            KeyEntry found = await(store.directory().accessKey(made.key().id())).orElseThrow();
            assertThat(found.key()).isEqualTo(made.key());
            assertThat(found.secret().reveal()).isEqualTo(made.secret().reveal());
        }
    }

    @Test
    void canBeOpenedAgainAtOnceAfterAWriteFailed() {
        for (int i = 0; i < 20; i++) {
            try (TestStore store = TestStore.open(settings())) {
                assertThatThrownBy(() -> store.write(tx -> CompletableFuture.failedStage(new IOException("refused"))))
                        .hasStackTraceContaining("refused");
            }
        }
    }

    @Test
    void revocationsAreInForceFromTheStart() {
        String accountId;
        Instant tomorrow = Instant.now().plus(Duration.ofDays(1));
        try (TestStore store = TestStore.open(settings())) {
            accountId = store.account("enterprise-a").id();
            store.write(tx -> tx.sessions().revoke(accountId, Kind.LOGON, "STS.a", tomorrow));
            store.write(tx -> tx.sessions().revoke(accountId, Kind.LOGON, "STS.b", Instant.now()));
        }

        try (TestStore store = TestStore.open(settings())) {
            assertThat(store.directory().revocations(accountId).endsLogon("STS.a"))
                    .isTrue();
            assertThat(store.directory().revocations(accountId).count()).isEqualTo(1);
        }
    }

    @Test
    void noSecretIsInTheFile() throws IOException {
        String secret;
        byte[] signingKey;
        try (TestStore store = TestStore.open(settings())) {
            String accountId = store.account("enterprise-a").id();
            secret = store.write(tx -> tx.accessKeys().create(accountId, null))
                    .secret()
                    .reveal();
            signingKey = store.store
                    .keyRing()
                    .current(KeyPurpose.TOKEN_SIGNING)
                    .material()
                    .bytes();
        }

        String file = Files.readString(directory.resolve("rolegate.mv.db"), StandardCharsets.ISO_8859_1);
        assertThat(file).contains("enterprise-a");
        assertThat(file).doesNotContain(secret);
        assertThat(file).doesNotContain(new String(signingKey, StandardCharsets.ISO_8859_1));
        assertThat(file).doesNotContain(Base64.getEncoder().encodeToString(signingKey));
    }

    @Test
    void theKeyFileIsItsOwnersAlone() throws IOException {
        TestStore.open(settings()).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile())))
                .isEqualTo("rw-------");
    }

    @Test
    void withoutItsKeyTheStoreStaysShut() throws IOException {
        TestStore.open(settings()).close();
        String key = Files.readString(keyFile());

        Files.delete(keyFile());
        refused("is missing");
        Files.writeString(keyFile(), "no-key!");
        refused("is not Base64");
        Files.writeString(keyFile(), "AAAA");
        refused("32 bytes");
        Files.writeString(keyFile(), TestDatabases.key().reveal());
        refused("not this store's");
        Files.writeString(keyFile(), key);
        TestStore.open(settings()).close();
    }

    @Test
    void aKeyFromTheEnvironmentOrAnotherFileWillDo() throws IOException {
        Secret key = TestDatabases.key();
        TestStore.open(settings().withKeyFromEnvironment(key)).close();
        assertThat(keyFile()).doesNotExist();

        Path elsewhere = directory.resolve("elsewhere");
        Files.writeString(elsewhere, key.reveal());
        TestStore.open(settings().withKeyFile(elsewhere)).close();
    }

    @Test
    void oneStoreAtATimeOwnsTheFile() {
        try (TestStore store = TestStore.open(settings())) {
            assertThatThrownBy(() -> TestStore.open(settings()))
                    .isInstanceOf(StoreUnavailableException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(store.directory().mayServe()).isTrue();
        }
        TestStore.open(settings()).close();
    }

    @Test
    void aStoreThatWasNotClosedKeepsWhatWasAcknowledged() throws IOException {
        Path copy = directory.resolve("copy.mv.db");
        String accountId;
        try (TestStore store = TestStore.open(settings())) {
            accountId = store.account("enterprise-a").id();
            Files.copy(directory.resolve("rolegate.mv.db"), copy);
        }
        Files.copy(keyFile(), directory.resolve("copy.key"));

        try (TestStore store = TestStore.open(StoreSettings.of("jdbc:h2:file:" + directory.resolve("copy")))) {
            assertThat(store.find(tx -> tx.accounts().find(accountId))).isPresent();
        }
    }

    private void refused(String why) {
        assertThatThrownBy(() -> TestStore.open(settings()))
                .isInstanceOf(StoreConfigurationException.class)
                .hasMessageContaining(why);
    }

    private Path keyFile() {
        return directory.resolve("rolegate.key");
    }

    private StoreSettings settings() {
        return StoreSettings.of("jdbc:h2:file:" + directory.resolve("rolegate"));
    }
}
