package io.rolegate.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a registry in memory knows of the processes before it. */
class RestartedNonceRegistryTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final ReplaySettings SETTINGS =
            new ReplaySettings(Duration.ofMinutes(15), 100_000, 100_000, 100_000, null);

    private final Vertx vertx = Vertx.vertx();
    private final SettableClock clock = new SettableClock(START);

    @TempDir
    private Path folder;

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(5, TimeUnit.SECONDS);
    }

    @Test
    void aRequestDatedAheadCannotBeSentAgainAfterARestart() throws Exception {
        assertThat(admit(process(), "user", START.plusSeconds(600))).isEqualTo(Admission.FRESH);

        clock.move(Duration.ofSeconds(5));
        NonceRegistry next = process();
        assertThat(admit(next, "user", START.plusSeconds(600))).isEqualTo(Admission.BEFORE_START);
        assertThat(admit(next, "user", START.plusSeconds(601))).isEqualTo(Admission.FRESH);
    }

    @Test
    void whoseClockRunsAheadShutsOutNobodyElse() throws Exception {
        assertThat(admit(process(), "user", START.plusSeconds(600))).isEqualTo(Admission.FRESH);

        clock.move(Duration.ofSeconds(5));
        assertThat(admit(process(), "another", clock.instant())).isEqualTo(Admission.FRESH);
    }

    @Test
    void aRequestOfTheVerySecondOfTheRestartCannotBeSentAgain() throws Exception {
        assertThat(admit(process(), "user", START)).isEqualTo(Admission.FRESH);

        NonceRegistry next = process();
        assertThat(admit(next, "user", START)).isEqualTo(Admission.BEFORE_START);
        assertThat(admit(next, "another", START)).isEqualTo(Admission.BEFORE_START);
        clock.move(Duration.ofSeconds(1));
        assertThat(admit(next, "user", clock.instant())).isEqualTo(Admission.FRESH);
    }

    @Test
    void aClockThatWasSetBackBetweenProcessesOpensNothing() throws Exception {
        NonceRegistry first = process();
        clock.move(Duration.ofMinutes(10));
        assertThat(admit(first, "user", clock.instant())).isEqualTo(Admission.FRESH);

        clock.move(Duration.ofMinutes(-8));
        NonceRegistry next = process();
        assertThat(admit(next, "user", START.plusSeconds(600))).isEqualTo(Admission.BEFORE_START);
        assertThat(admit(next, "another", START.plusSeconds(300))).isEqualTo(Admission.BEFORE_START);
        assertThat(admit(next, "another", START.plusSeconds(601))).isEqualTo(Admission.FRESH);
    }

    @Test
    void aProcessIsNotShutOutByItsOwnDates() throws Exception {
        NonceRegistry only = process();
        assertThat(admit(only, "user", "n1", START.plusSeconds(600))).isEqualTo(Admission.FRESH);
        assertThat(admit(only, "user", "n2", START.plusSeconds(300))).isEqualTo(Admission.FRESH);
    }

    @Test
    void anotherFileIsNotTakenForOne() throws IOException {
        Path file = folder.resolve("replay.dates");
        Files.writeString(file, "something else");

        assertThatThrownBy(this::process).hasMessageContaining("does not hold dates of admitted requests");
        assertThat(Files.readString(file)).isEqualTo("something else");
    }

    @Test
    void theFileIsReadableByItsOwnerOnlyAndDoesNotGrow() throws Exception {
        NonceRegistry only = process();
        Path file = folder.resolve("replay.dates");
        long size = Files.size(file);
        for (int i = 0; i < 10_000; i++) {
            admit(only, "user" + i, START.plusSeconds(1));
        }
        only.close().await(5, TimeUnit.SECONDS);

        assertThat(Files.size(file)).isEqualTo(size).isLessThan(1 << 20);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    /** One step: a request, or a restart before it. */
    record Step(boolean restart, int clockStep, int user, int offset) {}

    @Property(tries = 60)
    void nothingIsAdmittedTwiceWhateverRestartsLieBetween(@ForAll("steps") List<Step> steps) throws Exception {
        Path file = Files.createTempFile("replay", ".dates");
        Files.delete(file);
        SettableClock moving = new SettableClock(START);
        Vertx running = Vertx.vertx();
        try {
            Set<String> admitted = new HashSet<>();
            NonceRegistry registry = process(running, file, moving);
            for (Step step : steps) {
                moving.move(Duration.ofSeconds(step.clockStep()));
                if (step.restart()) {
                    registry = process(running, file, moving);
                }
                Instant signed = moving.instant().plusSeconds(step.offset());
                NonceUse use = new NonceUse("key" + step.user(), "once", signed, "user" + step.user(), "account");
                String request = use.accessKeyId() + signed;
                if (registry.admit(use).await(5, TimeUnit.SECONDS) == Admission.FRESH) {
                    assertThat(admitted.add(request)).as(request).isTrue();
                }
            }
        } finally {
            running.close().await(5, TimeUnit.SECONDS);
            Files.deleteIfExists(file);
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.of(true, false, false, false),
                        Arbitraries.integers().between(-20, 40),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(-30, 30))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(80);
    }

    /** A new process that finds what the former left, which was killed. */
    private NonceRegistry process() throws TimeoutException {
        return process(vertx, folder.resolve("replay.dates"), clock);
    }

    private static NonceRegistry process(Vertx vertx, Path file, SettableClock clock) throws TimeoutException {
        ReplaySettings settings = new ReplaySettings(
                SETTINGS.window(), SETTINGS.capacity(), SETTINGS.sharePerPrincipal(), SETTINGS.sharePerAccount(), file);
        return NonceRegistry.inMemory(vertx, settings, clock).await(5, TimeUnit.SECONDS);
    }

    private static Admission admit(NonceRegistry registry, String user, Instant signedAt) throws TimeoutException {
        return admit(registry, user, "nonce", signedAt);
    }

    private static Admission admit(NonceRegistry registry, String user, String nonce, Instant signedAt)
            throws TimeoutException {
        return registry.admit(new NonceUse("key of " + user, nonce, signedAt, user, "account"))
                .await(5, TimeUnit.SECONDS);
    }
}
