package io.rolegate.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MemoryNonceRegistryTest {

    private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String KEY = "LTAI4aBcDeFgHiJkLmNoPqRs";

    private final SettableClock clock = new SettableClock(START);
    private final MemoryNonceRegistry registry = registry(1_000_000, 1_000_000);

    @Test
    void aNonceIsFreshOnceAndSeenAfterwards() {
        assertThat(admit("n1", START)).isEqualTo(Admission.FRESH);
        assertThat(admit("n1", START)).isEqualTo(Admission.SEEN);
        assertThat(admit("n2", START)).isEqualTo(Admission.FRESH);
        assertThat(registry.remembered()).isEqualTo(2);
    }

    @Test
    void noncesOfDifferentKeysDoNotMeet() {
        assertThat(admit(registry, "keyA", "n", START)).isEqualTo(Admission.FRESH);
        assertThat(admit(registry, "keyB", "n", START)).isEqualTo(Admission.FRESH);
        assertThat(admit(registry, "key", "An", START)).isEqualTo(Admission.FRESH);
    }

    @Test
    void aRepeatedNonceIsRefusedUnderEveryOtherDateOfTheWindow() {
        clock.move(WINDOW);
        Instant now = clock.instant();
        assertThat(admit("n", now)).isEqualTo(Admission.FRESH);

        for (Instant date = now.minus(WINDOW); !date.isAfter(now.plus(WINDOW)); date = date.plusSeconds(1)) {
            assertThat(admit("n", date)).as("dated %s", date).isEqualTo(Admission.SEEN);
        }
    }

    @Test
    void aNonceIsRememberedUntilItsOwnDateLeavesTheWindow() {
        Instant ahead = START.plus(WINDOW);
        assertThat(admit("n", ahead)).isEqualTo(Admission.FRESH);

        clock.move(WINDOW.multipliedBy(2));
        assertThat(admit("n", ahead)).isEqualTo(Admission.SEEN);
        assertThat(admit("n", clock.instant())).isEqualTo(Admission.SEEN);

        clock.move(Duration.ofSeconds(30));
        assertThat(admit("n", ahead)).isEqualTo(Admission.OUTSIDE_WINDOW);
        assertThat(admit("n", clock.instant())).isEqualTo(Admission.FRESH);
    }

    @Test
    void datesOutsideTheWindowAreRefused() {
        clock.move(Duration.ofHours(1));
        Instant now = clock.instant();

        assertThat(admit("a", now.minus(WINDOW))).isEqualTo(Admission.FRESH);
        assertThat(admit("b", now.plus(WINDOW))).isEqualTo(Admission.FRESH);
        assertThat(admit("c", now.minus(WINDOW).minusSeconds(1))).isEqualTo(Admission.OUTSIDE_WINDOW);
        assertThat(admit("d", now.plus(WINDOW).plusSeconds(1))).isEqualTo(Admission.OUTSIDE_WINDOW);
        assertThat(admit("e", Instant.MIN)).isEqualTo(Admission.OUTSIDE_WINDOW);
        assertThat(admit("f", Instant.MAX)).isEqualTo(Admission.OUTSIDE_WINDOW);
    }

    @Test
    void whatIsDatedBeforeTheStartIsRefusedInWholeSeconds() {
        SettableClock midSecond = new SettableClock(START.plusMillis(700));
        MemoryNonceRegistry started = new MemoryNonceRegistry(ReplaySettings.defaults(), midSecond, null);

        assertThat(admit(started, KEY, "a", START)).isEqualTo(Admission.FRESH);
        assertThat(admit(started, KEY, "b", START.minusSeconds(1))).isEqualTo(Admission.BEFORE_START);
    }

    @Test
    void aClockThatStepsBackForgetsNothingAndReadmitsNothing() {
        assertThat(admit("n", START)).isEqualTo(Admission.FRESH);
        clock.move(Duration.ofMinutes(20));
        assertThat(admit("later", clock.instant())).isEqualTo(Admission.FRESH);

        clock.move(Duration.ofMinutes(-20));
        assertThat(admit("n", START)).isEqualTo(Admission.OUTSIDE_WINDOW);
        assertThat(admit("later", START.plus(Duration.ofMinutes(20)))).isNotEqualTo(Admission.FRESH);

        clock.move(Duration.ofMinutes(19));
        assertThat(admit("later", START.plus(Duration.ofMinutes(20)))).isEqualTo(Admission.SEEN);
    }

    @Test
    void aClockThatWasWrongForAWhileShutsNobodyOutAfterwards() {
        assertThat(admit("n", START)).isEqualTo(Admission.FRESH);
        clock.move(Duration.ofDays(400));
        assertThat(admit("m", START)).isEqualTo(Admission.OUTSIDE_WINDOW);

        clock.move(Duration.ofDays(-400));
        assertThat(admit("m", START)).isEqualTo(Admission.FRESH);
        assertThat(admit("n", START)).isEqualTo(Admission.SEEN);
    }

    @Test
    void fullIsRefusedAndForgetsNothing() {
        MemoryNonceRegistry small = registry(100, 100);
        for (int i = 0; i < 100; i++) {
            assertThat(admit(small, KEY, "n" + i, START)).isEqualTo(Admission.FRESH);
        }

        assertThat(admit(small, "another", "x", START)).isEqualTo(Admission.FULL);
        for (int i = 0; i < 100; i++) {
            assertThat(admit(small, KEY, "n" + i, START)).isEqualTo(Admission.SEEN);
        }
        assertThat(small.remembered()).isEqualTo(100);
    }

    @Test
    void roomComesBackAsDatesLeaveTheWindow() {
        MemoryNonceRegistry small = registry(1, 1);
        assertThat(admit(small, KEY, "a", START)).isEqualTo(Admission.FRESH);
        assertThat(admit(small, "another", "b", START)).isEqualTo(Admission.FULL);

        clock.move(WINDOW.plusSeconds(30));
        assertThat(small.remembered()).isZero();
        assertThat(admit(small, "another", "b", clock.instant())).isEqualTo(Admission.FRESH);
    }

    @Test
    void aPrincipalOverItsShareIsRefusedWhileOthersGetThrough() {
        MemoryNonceRegistry shared = registry(1000, 10);
        for (int i = 0; i < 10; i++) {
            assertThat(admit(shared, KEY, "n" + i, START)).isEqualTo(Admission.FRESH);
        }

        assertThat(admit(shared, KEY, "n10", START)).isEqualTo(Admission.OVER_SHARE);
        assertThat(admit(shared, KEY, "n3", START)).isEqualTo(Admission.SEEN);
        assertThat(admit(shared, "another", "n10", START)).isEqualTo(Admission.FRESH);
        assertThat(shared.remembered()).isEqualTo(11);
    }

    @Test
    void oneMoreKeyIsNoNewShare() {
        MemoryNonceRegistry shared = registry(1000, 1);

        assertThat(admissions(shared, use("key", "user", "account"), use("temporary key", "user", "account")))
                .containsExactly(Admission.FRESH, Admission.OVER_SHARE);
    }

    @Test
    void theUsersOfAnAccountHoldNoMoreThanItsShare() {
        MemoryNonceRegistry shared = registry(1000, 2, 3);

        assertThat(admissions(
                        shared,
                        use("1", "user1", "account"),
                        use("2", "user1", "account"),
                        use("3", "user2", "account"),
                        use("4", "user2", "account"),
                        use("5", "user3", "another account"),
                        use("6", "user1", "account")))
                .containsExactly(
                        Admission.FRESH,
                        Admission.FRESH,
                        Admission.FRESH,
                        Admission.OVER_SHARE,
                        Admission.FRESH,
                        Admission.OVER_SHARE);
    }

    private static NonceUse use(String key, String principal, String account) {
        return new NonceUse(key, "nonce", START, principal, account);
    }

    private static List<Admission> admissions(MemoryNonceRegistry registry, NonceUse... uses) {
        return Stream.of(uses).map(use -> registry.admit(use).result()).toList();
    }

    @Test
    void aShareComesBackOnceItsDatesHaveLeftTheWindow() {
        MemoryNonceRegistry shared = registry(1000, 1);
        assertThat(admit(shared, KEY, "a", START)).isEqualTo(Admission.FRESH);
        assertThat(admit(shared, KEY, "b", START)).isEqualTo(Admission.OVER_SHARE);

        clock.move(WINDOW.plusMinutes(5));
        assertThat(admit(shared, KEY, "b", clock.instant())).isEqualTo(Admission.FRESH);
    }

    @Test
    void refusalsForWantOfRoomDoNotUseUpTheShare() {
        MemoryNonceRegistry small = registry(1, 3);
        assertThat(admit(small, "first", "a", START)).isEqualTo(Admission.FRESH);
        for (int i = 0; i < 10; i++) {
            assertThat(admit(small, KEY, "n" + i, START)).isEqualTo(Admission.FULL);
        }
    }

    @Test
    void memoryStaysNearElevenBytesANonceThroughGrowthAndTurnover() {
        MemoryNonceRegistry large = registry(2_000_000, 2_000_000);
        int sequence = 0;
        for (int minute = 0; minute < 45; minute++) {
            for (int i = 0; i < 30_000; i++) {
                assertThat(admit(large, KEY, Integer.toString(sequence++), clock.instant()))
                        .isEqualTo(Admission.FRESH);
            }
            clock.move(Duration.ofMinutes(1));
        }

        assertThat(large.remembered()).isBetween(14L * 30_000, 17L * 30_000);
        assertThat(large.bytes() - 2 * 16 * 256 * 1024).isLessThan(large.remembered() * 16);
    }

    @Test
    void memoryIsGivenBackWhenTrafficFalls() {
        for (int i = 0; i < 500_000; i++) {
            admit("n" + i, START);
        }
        long atPeak = registry.bytes();

        clock.move(Duration.ofMinutes(40));
        for (int i = 0; i < 100_000; i++) {
            admit("m" + i, clock.instant());
        }

        assertThat(registry.bytes()).isLessThan(atPeak / 2);
    }

    @Test
    void longIdlenessThatWrapsTheBucketRingResurrectsNothing() {
        for (int i = 0; i < 50_000; i++) {
            admit("n" + i, START);
        }
        for (int buckets = 1; buckets < 400; buckets++) {
            clock.move(Duration.ofSeconds(30));
            admit("tick" + buckets, clock.instant());
        }

        for (int i = 0; i < 50_000; i++) {
            assertThat(admit("n" + i, clock.instant())).isEqualTo(Admission.FRESH);
        }
    }

    @Test
    void closedRegistryAdmitsNothing() {
        assertThat(registry.close().succeeded()).isTrue();

        assertThat(admit("n", START)).isEqualTo(Admission.UNAVAILABLE);
    }

    @Test
    void ofManyThreadsWithTheSameNonceExactlyOneGetsThrough() throws Exception {
        int threads = 8;
        int rounds = 2_000;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<List<Integer>>> runs = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            Duration ahead = Duration.ofSeconds(t * 40L);
            runs.add(pool.submit(() -> {
                List<Integer> won = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    barrier.await(20, TimeUnit.SECONDS);
                    if (admit("round" + round, START.plus(ahead)) == Admission.FRESH) {
                        won.add(round);
                    }
                }
                return won;
            }));
        }

        List<Integer> winners = new ArrayList<>();
        for (Future<List<Integer>> run : runs) {
            winners.addAll(run.get(60, TimeUnit.SECONDS));
        }
        pool.shutdown();

        Collections.sort(winners);
        assertThat(winners).hasSize(rounds).doesNotHaveDuplicates();
    }

    @Test
    void capacityHoldsWhenManyThreadsFillIt() throws Exception {
        MemoryNonceRegistry small = registry(5_000, 5_000);
        int threads = 4;
        CyclicBarrier barrier = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Integer>> runs = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String key = "key" + t;
            runs.add(pool.submit(() -> {
                barrier.await(20, TimeUnit.SECONDS);
                int fresh = 0;
                for (int i = 0; i < 5_000; i++) {
                    fresh += admit(small, key, "n" + i, START) == Admission.FRESH ? 1 : 0;
                }
                return fresh;
            }));
        }

        int admitted = 0;
        for (Future<Integer> run : runs) {
            admitted += run.get(60, TimeUnit.SECONDS);
        }
        pool.shutdown();

        assertThat(admitted).isEqualTo(5_000);
        assertThat(small.remembered()).isEqualTo(5_000);
    }

    private Admission admit(String nonce, Instant signedAt) {
        return admit(registry, KEY, nonce, signedAt);
    }

    /** Each key is a principal of its own, in an account of its own. */
    private static Admission admit(MemoryNonceRegistry registry, String key, String nonce, Instant signedAt) {
        return registry.admit(new NonceUse(key, nonce, signedAt, "user of " + key, "account of " + key))
                .result();
    }

    private MemoryNonceRegistry registry(long capacity, long share) {
        return registry(capacity, share, capacity);
    }

    private MemoryNonceRegistry registry(long capacity, long sharePerPrincipal, long sharePerAccount) {
        return new MemoryNonceRegistry(
                new ReplaySettings(WINDOW, capacity, sharePerPrincipal, sharePerAccount, null), clock, null);
    }
}
