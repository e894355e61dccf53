package io.rolegate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.client.SignedClient;
import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.Secret;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestDatabases;
import io.rolegate.identity.store.TestStore;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The process is killed at random moments while administrators write: nothing that it acknowledged is lost. */
class KilledServeIT {
    private static final int SECONDS = 60;
    /** The first second after it is ready, when H2 would not have written anything yet by itself. */
    private static final int FIRST_SECOND_MILLIS = 1000;

    private static final int STARTING_MILLIS = 4000;

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random();

    @AfterEach
    void end() throws Exception {
        vertx.close().await(SECONDS, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @EnumSource
    void everyAcknowledgedWriteIsThereAfterAKill(TestDatabases.Kind kind) throws Exception {
        Secret key = TestDatabases.key();
        StoreSettings settings = (kind == TestDatabases.Kind.H2
                        ? StoreSettings.of("jdbc:h2:file:" + folder.resolve("store"))
                        : kind.fresh())
                .withKeyFromEnvironment(key);
        Account account;
        AcknowledgedWrites writes;
        try (TestStore store = TestStore.open(settings)) {
            account = store.account("acme");
            KeyEntry owner = store.write(tx -> tx.accessKeys().create(account.id(), null));
            writes = new AcknowledgedWrites(
                    new SigningCredentials(owner.key().id(), owner.secret().reveal(), null));
        }
        Map<String, String> environment = Map.of(
                "ROLEGATE_STORE_KEY",
                key.reveal(),
                "ROLEGATE_LIMITS_ACCOUNT_REQUESTS_PER_SECOND",
                "0",
                "ROLEGATE_LIMITS_PRINCIPAL_REQUESTS_PER_SECOND",
                "0",
                "ROLEGATE_LIMITS_ADMINISTRATION_REQUESTS_PER_SECOND",
                "0");
        try (Programs programs = new Programs(folder, environment)) {
            killAtWork(programs, settings, writes);
            if (kind == TestDatabases.Kind.H2) {
                killAtStart(programs, settings);
                killAtWork(programs, settings, writes);
            }
        }

        try (TestStore store = TestStore.open(settings)) {
            writes.users().forEach((name, expected) -> {
                assertThat(store.read(tx -> tx.users().find(account.id(), name)).isPresent())
                        .as(name)
                        .isEqualTo(expected.isPresent());
                expected.ifPresent(
                        shown -> assertThat(store.secretOf(shown.id())).isEqualTo(shown.secret()));
            });
            assertThat(store.auditedRequests()).containsAll(writes.requestIds());
            assertThat(store.missingPositions()).isEmpty();
        }
        assertThat(writes.requestIds()).isNotEmpty();
    }

    private void killAtStart(Programs programs, StoreSettings settings) throws Exception {
        Process starting = programs.serve(settings.jdbcUrl(), folder.resolve("unread.json"));
        assertThat(starting.waitFor(random.nextInt(STARTING_MILLIS), TimeUnit.MILLISECONDS))
                .isFalse();
        kill(starting);
    }

    private void killAtWork(Programs programs, StoreSettings settings, AcknowledgedWrites writes) throws Exception {
        Path ready = folder.resolve("ready.json");
        Files.deleteIfExists(ready);
        Process process = programs.serve(settings.jdbcUrl(), ready);
        URI gateway = URI.create(programs.awaitReady(ready, process).getString("gateway"));
        Future<?> work = writes.work(new SignedClient(vertx, gateway, null, InstantSource.system()));
        process.waitFor(random.nextInt(FIRST_SECOND_MILLIS), TimeUnit.MILLISECONDS);
        assertThat(work.isComplete()).isFalse();
        kill(process);
        work.transform(ended -> Future.succeededFuture()).await(SECONDS, TimeUnit.SECONDS);
    }

    private static void kill(Process process) throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(SECONDS, TimeUnit.SECONDS)).isTrue();
    }
}
