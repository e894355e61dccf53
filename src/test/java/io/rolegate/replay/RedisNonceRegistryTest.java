package io.rolegate.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import redis.embedded.RedisServer;

@Timeout(60)
class RedisNonceRegistryTest {

    private static final Instant NOW = Instant.parse("2026-11-24T08:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final String KEY = "LTAI4aBcDeFgHiJkLmNoPqRs";

    private final SettableClock clock = new SettableClock(NOW);
    private Vertx vertx;
    private RedisServer redis;
    private String uri;
    private RedisLink link;
    private RedisNonceRegistry registry;

    @BeforeEach
    void start() throws IOException {
        vertx = Vertx.vertx();
        int port = freePort();
        redis = server(port);
        redis.start();
        uri = "redis://127.0.0.1:" + port;
        link = link();
        registry = registry(link);
    }

    @AfterEach
    void stop() throws Exception {
        link.close().await(5, TimeUnit.SECONDS);
        vertx.close().await(5, TimeUnit.SECONDS);
        redis.stop();
    }

    @Test
    void aNonceIsFreshOnceOverAllNodesAndUnderAnyDate() {
        RedisLink otherLink = link();
        NonceRegistry other = registry(otherLink);

        assertThat(admit("n", NOW)).isEqualTo(Admission.FRESH);
        assertThat(admit("n", NOW)).isEqualTo(Admission.SEEN);
        assertThat(admit(other, "n", NOW.plusSeconds(600))).isEqualTo(Admission.SEEN);
        assertThat(admit(other, "n2", NOW)).isEqualTo(Admission.FRESH);
        assertThat(admit(registry, "another", "n", NOW)).isEqualTo(Admission.FRESH);
        otherLink.close().await();
    }

    @Test
    void aRestartedNodeStillKnowsWhatItAdmitted() {
        assertThat(admit("n", NOW.minusSeconds(60))).isEqualTo(Admission.FRESH);
        link.close().await();

        link = link();
        registry = registry(link);
        assertThat(admit("n", NOW.minusSeconds(60))).isEqualTo(Admission.SEEN);
    }

    @Test
    void ofManyConcurrentRequestsWithTheSameNonceExactlyOneGetsThrough() {
        RedisLink otherLink = link();
        NonceRegistry other = registry(otherLink);
        List<Future<Admission>> answers = IntStream.range(0, 400)
                .mapToObj(i -> (i % 2 == 0 ? registry : other).admit(use(KEY, "same", NOW.plusSeconds(i))))
                .toList();

        Future.all(answers).await();

        assertThat(answers.stream().map(Future::result)).containsOnlyOnce(Admission.FRESH);
        assertThat(answers.stream().map(Future::result).distinct())
                .containsExactlyInAnyOrder(Admission.FRESH, Admission.SEEN);
        otherLink.close().await();
    }

    @Test
    void keysLiveUntilTheDateLeavesTheWindowAndNoLonger() {
        admit("past", NOW.minus(WINDOW));
        admit("now", NOW);
        admit("ahead", NOW.plus(WINDOW));

        assertThat(secondsLeft("past")).isBetween(1L, 7L);
        assertThat(secondsLeft("now")).isBetween(WINDOW.toSeconds(), WINDOW.toSeconds() + 6);
        assertThat(secondsLeft("ahead")).isBetween(2 * WINDOW.toSeconds(), 2 * WINDOW.toSeconds() + 6);
    }

    @Test
    void datesOutsideTheWindowAreRefusedAlsoAfterTheClockStepsBack() {
        assertThat(admit("a", NOW.minus(WINDOW).minusSeconds(1))).isEqualTo(Admission.OUTSIDE_WINDOW);
        clock.move(Duration.ofMinutes(20));
        assertThat(admit("b", clock.instant())).isEqualTo(Admission.FRESH);
        clock.move(Duration.ofMinutes(-20));
        assertThat(admit("c", NOW)).isEqualTo(Admission.OUTSIDE_WINDOW);
    }

    @Test
    void aPrincipalOverItsShareIsRefusedAndReplaysDoNotCount() {
        NonceRegistry narrow = new RedisNonceRegistry(link, settings(2), clock);
        assertThat(admit(narrow, "a", NOW)).isEqualTo(Admission.FRESH);
        assertThat(admit(narrow, "a", NOW)).isEqualTo(Admission.SEEN);
        assertThat(admit(narrow, "b", NOW)).isEqualTo(Admission.FRESH);

        assertThat(admit(narrow, "c", NOW)).isEqualTo(Admission.OVER_SHARE);
        assertThat(admit(narrow, "another", "c", NOW)).isEqualTo(Admission.FRESH);
    }

    @Test
    void fullRedisIsReportedAsFull() {
        send(Request.cmd(Command.CONFIG).arg("SET").arg("maxmemory").arg("1"));

        assertThat(admit("n", NOW)).isEqualTo(Admission.FULL);
    }

    @Test
    void whileRedisIsAwayNothingIsAdmittedAndAfterwardsAgain() throws IOException {
        assertThat(admit("before", NOW)).isEqualTo(Admission.FRESH);
        int port = redis.ports().get(0);
        redis.stop();
        assertThat(admit("away", NOW)).isEqualTo(Admission.UNAVAILABLE);
        assertThat(admit("away", NOW)).isEqualTo(Admission.UNAVAILABLE);

        redis = server(port);
        redis.start();
        await().atMost(Duration.ofSeconds(10)).until(() -> admit("probe" + System.nanoTime(), NOW) == Admission.FRESH);
        assertThat(admit("away", NOW)).isEqualTo(Admission.FRESH);
    }

    @Test
    void aSilentRedisIsUnavailableAfterTheTimeout() {
        assertThat(admit("before", NOW)).isEqualTo(Admission.FRESH);
        RedisLink impatient = new RedisLink(vertx, uri, Duration.ofMillis(300));
        send(Request.cmd(Command.CLIENT).arg("PAUSE").arg(3_000));

        assertThat(admit(registry(impatient), "n", NOW)).isEqualTo(Admission.UNAVAILABLE);
        impatient.close().await();
    }

    @Test
    void closedRegistryAdmitsNothing() {
        registry.close().await();

        assertThat(admit("n", NOW)).isEqualTo(Admission.UNAVAILABLE);
    }

    private Admission admit(String nonce, Instant signedAt) {
        return admit(registry, nonce, signedAt);
    }

    private static Admission admit(NonceRegistry registry, String nonce, Instant signedAt) {
        return admit(registry, KEY, nonce, signedAt);
    }

    private static Admission admit(NonceRegistry registry, String key, String nonce, Instant signedAt) {
        return registry.admit(use(key, nonce, signedAt)).await();
    }

    private static NonceUse use(String key, String nonce, Instant signedAt) {
        return new NonceUse(key, nonce, signedAt, "user of " + key, "account of " + key);
    }

    private RedisLink link() {
        return new RedisLink(vertx, uri, Duration.ofSeconds(20));
    }

    private RedisNonceRegistry registry(RedisLink to) {
        return new RedisNonceRegistry(to, settings(1_000_000), clock);
    }

    private static ReplaySettings settings(long share) {
        return new ReplaySettings(WINDOW, 1_000_000, share, 1_000_000, null);
    }

    private long secondsLeft(String nonce) {
        return send(Request.cmd(Command.PTTL).arg("rolegate:nonce:24:" + KEY + ":" + nonce)) / 1000;
    }

    /** Sends a command on a connection of its own; its answer as a number, or 0 if it is none. */
    private long send(Request request) {
        Redis client = Redis.createClient(vertx, uri);
        try {
            String answer = client.send(request).await().toString();
            return answer.matches("-?[0-9]+") ? Long.parseLong(answer) : 0;
        } finally {
            client.close().await();
        }
    }

    private static RedisServer server(int port) throws IOException {
        return RedisServer.newRedisServer()
                .port(port)
                .setting("save \"\"")
                .setting("maxmemory-policy noeviction")
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
