package io.rolegate.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class AssertionVerifierTest {
    private static final String SERVICE = "message-service";
    private static final String ACCOUNT = "1000000000000001";

    private final Vertx vertx = Vertx.vertx();
    private final MovableClock clock = new MovableClock();
    private AssertionIssuer issuer;
    private AssertionVerifier verifier;

    @BeforeEach
    void start() throws Exception {
        issuer = new AssertionIssuer(vertx);
        verifier = new AssertionVerifier(vertx, issuer.jwksUrl(), SERVICE, clock);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void goodAssertionNamesItsCaller() throws Exception {
        JsonObject claims = issuer.claims(SERVICE, ACCOUNT)
                .put("principalType", "AssumedRoleUser")
                .put("session", "night-shift");

        Caller caller = verify(issuer.sign(issuer.header(), claims));

        assertThat(caller)
                .isEqualTo(
                        new Caller(ACCOUNT, "acs:ram::" + ACCOUNT + ":user/alice", "AssumedRoleUser", "night-shift"));
    }

    @TestFactory
    Stream<DynamicTest> wrongAssertionsAreRefused() {
        Map<String, BiFunction<JsonObject, JsonObject, String>> wrong = Map.ofEntries(
                Map.entry("another audience", (h, c) -> issuer.sign(h, c.put("aud", "container-service"))),
                Map.entry("no audience", (h, c) -> issuer.sign(h, without(c, "aud"))),
                Map.entry("another issuer", (h, c) -> issuer.sign(h, c.put("iss", "somebody"))),
                Map.entry("no issuer", (h, c) -> issuer.sign(h, without(c, "iss"))),
                Map.entry("expired", (h, c) -> issuer.sign(h, shifted(c, -61))),
                Map.entry("issued in the future", (h, c) -> issuer.sign(h, shifted(c, 30))),
                Map.entry("living too long", (h, c) -> issuer.sign(h, c.put("exp", c.getLong("iat") + 61))),
                Map.entry("no expiry", (h, c) -> issuer.sign(h, without(c, "exp"))),
                Map.entry("no issue time", (h, c) -> issuer.sign(h, without(c, "iat"))),
                Map.entry("no account", (h, c) -> issuer.sign(h, without(c, "account"))),
                Map.entry("malformed account", (h, c) -> issuer.sign(h, c.put("account", "../other"))),
                Map.entry("account of another type", (h, c) -> issuer.sign(h, c.put("account", new JsonObject()))),
                Map.entry("unknown principal type", (h, c) -> issuer.sign(h, c.put("principalType", "God"))),
                Map.entry("alg none", (h, c) -> AssertionIssuer.unsigned(h.put("alg", "none"), c)),
                Map.entry("no signature", AssertionIssuer::unsigned),
                Map.entry("another algorithm", (h, c) -> issuer.sign(h.put("alg", "HS256"), c)),
                Map.entry("another type", (h, c) -> issuer.sign(h.put("typ", "JWT"), c)),
                Map.entry("no type", (h, c) -> issuer.sign(without(h, "typ"), c)),
                Map.entry("no key id", (h, c) -> issuer.sign(without(h, "kid"), c)),
                Map.entry("unknown key id", (h, c) -> issuer.sign(h.put("kid", "k9"), c)),
                Map.entry("critical extension", (h, c) -> issuer.sign(h.put("crit", List.of("x")), c)),
                Map.entry("changed claims", (h, c) -> {
                    String[] good = issuer.sign(h, c).split("\\.", -1);
                    String forged = AssertionIssuer.unsigned(h, c.put("account", "2000000000000002"));
                    return forged + good[2];
                }),
                Map.entry("not a JWT", (h, c) -> "hello"),
                Map.entry("garbage in three parts", (h, c) -> "a.b.c"),
                Map.entry("huge", (h, c) -> issuer.sign(h, c.put("session", "x".repeat(9000)))));
        return wrong.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(
                        entry.getKey(),
                        () -> assertRefused(entry.getValue().apply(issuer.header(), issuer.claims(SERVICE, ACCOUNT)))));
    }

    @Test
    void missingAssertionIsRefused() {
        assertThatThrownBy(() -> verifier.verify(null).await(10, TimeUnit.SECONDS))
                .isInstanceOf(AssertionException.class);
    }

    @Test
    void keyOfTheSameIdIsNotEnough() {
        issuer.signWithUnpublishedKey();

        assertRefused(issuer.assertion(SERVICE, ACCOUNT));
    }

    @Test
    void rememberedAssertionStillExpires() throws Exception {
        String assertion = issuer.assertion(SERVICE, ACCOUNT);
        verify(assertion);
        verify(assertion);
        assertThat(issuer.fetches()).isEqualTo(1);

        clock.advance(Duration.ofSeconds(61));

        assertRefused(assertion);
    }

    @Test
    void rotatedKeyIsFetched() throws Exception {
        verify(issuer.assertion(SERVICE, ACCOUNT));
        String old =
                issuer.sign(issuer.header(), issuer.claims(SERVICE, ACCOUNT).put("session", "old"));

        issuer.rotate("k2");

        assertThat(verify(issuer.assertion(SERVICE, ACCOUNT)).accountId()).isEqualTo(ACCOUNT);
        assertRefused(old);
    }

    @Test
    void madeUpKeyIdsDoNotFloodTheGateway() throws Exception {
        verify(issuer.assertion(SERVICE, ACCOUNT));

        long started = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            assertRefused(issuer.sign(issuer.header().put("kid", "made-up-" + i), issuer.claims(SERVICE, ACCOUNT)));
        }

        long seconds = Duration.ofNanos(System.nanoTime() - started).toSeconds();
        assertThat(issuer.fetches()).isLessThanOrEqualTo((int) seconds + 3);
    }

    @Test
    void unreachableKeysAreNotTheCallersFault() {
        AssertionVerifier lost = new AssertionVerifier(vertx, URI.create("http://127.0.0.1:1/jwks.json"), SERVICE);

        assertThatThrownBy(() -> lost.verify(issuer.assertion(SERVICE, ACCOUNT)).await(10, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(AssertionException.class, e -> assertThat(e.reason())
                        .isEqualTo(AssertionException.Cause.KEYS_UNAVAILABLE));
    }

    private Caller verify(String assertion) throws Exception {
        return verifier.verify(assertion).await(10, TimeUnit.SECONDS);
    }

    private void assertRefused(String assertion) {
        assertThatThrownBy(() -> verify(assertion))
                .isInstanceOfSatisfying(AssertionException.class, e -> assertThat(e.reason())
                        .isEqualTo(AssertionException.Cause.INVALID));
    }

    private static JsonObject without(JsonObject json, String field) {
        json.remove(field);
        return json;
    }

    private static JsonObject shifted(JsonObject claims, int seconds) {
        return claims.put("iat", claims.getLong("iat") + seconds).put("exp", claims.getLong("exp") + seconds);
    }
}
