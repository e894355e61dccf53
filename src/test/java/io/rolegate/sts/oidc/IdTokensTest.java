package io.rolegate.sts.oidc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.identity.IdToken;
import io.rolegate.identity.OidcProvider;
import io.rolegate.sts.oidc.IdTokenVerification.Invalid;
import io.rolegate.sts.oidc.IdTokenVerification.Valid;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTokensTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final TestKey RSA = TestKey.rsa("rsa");
    private static final TestKey P256 = TestKey.curve("p256", 256);
    private static final TestKey P384 = TestKey.curve("p384", 384);
    private static final TestKey P521 = TestKey.curve("p521", 521);

    private static Vertx vertx;
    private static TestIssuer issuer;
    private static IdTokens tokens;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
        issuer = TestIssuer.start(vertx);
        issuer.publish(RSA, P256, P384, P521);
        tokens = new IdTokens(vertx, new SettableClock(NOW), TestIssuer.settings());
    }

    @AfterAll
    static void close() throws Exception {
        issuer.close();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @ParameterizedTest
    @CsvSource({
        "RS256,rsa",
        "RS384,rsa",
        "RS512,rsa",
        "PS256,rsa",
        "PS384,rsa",
        "PS512,rsa",
        "ES256,p256",
        "ES384,p384",
        "ES512,p521"
    })
    void genuineTokenIsAccepted(String algorithm, String kid) throws Exception {
        TestKey key = Stream.of(RSA, P256, P384, P521)
                .filter(candidate -> candidate.kid().equals(kid))
                .findFirst()
                .orElseThrow();

        assertThat(verify(key.sign(algorithm, claims())))
                .isEqualTo(new Valid(new IdToken(
                        issuer.url(),
                        "repo:acme/shop",
                        List.of(TestIssuer.CLIENT),
                        NOW.minusSeconds(10),
                        NOW.plusSeconds(600))));
    }

    @Test
    void audiencesThatTheProviderDoesNotListAreLeftOut() throws Exception {
        JsonObject claims = claims().put("aud", JsonArray.of("stranger", "client-2", TestIssuer.CLIENT, 7));

        assertThat(accepted(claims).audiences()).containsExactly(TestIssuer.CLIENT, "client-2");
    }

    @TestFactory
    Stream<DynamicTest> tokenWithoutAHoldingClaimIsRefused() {
        return Stream.of(
                claim("aud of nobody", false, claims -> claims.put("aud", "stranger")),
                claim("aud without", false, claims -> claims.remove("aud")),
                claim("aud empty", false, claims -> claims.put("aud", new JsonArray())),
                claim("aud in other case", false, claims -> claims.put("aud", "CLIENT-1")),
                claim("aud object", false, claims -> claims.put("aud", new JsonObject())),
                claim("exp now", true, claims -> claims.put("exp", NOW.getEpochSecond())),
                claim("exp without", false, claims -> claims.remove("exp")),
                claim(
                        "exp text",
                        false,
                        claims -> claims.put("exp", "" + NOW.plusSeconds(60).getEpochSecond())),
                claim("exp beyond all time", false, claims -> claims.put("exp", Long.MAX_VALUE)),
                claim("exp negative", false, claims -> claims.put("exp", -1)),
                claim("nbf in two minutes", false, claims -> claims.put("nbf", NOW.getEpochSecond() + 120)),
                claim("nbf text", false, claims -> claims.put("nbf", "soon")),
                claim("iat in two minutes", false, claims -> claims.put("iat", NOW.getEpochSecond() + 120)),
                claim("iat without", false, claims -> claims.remove("iat")),
                claim(
                        "iat beyond the issuance limit",
                        true,
                        claims -> claims.put(
                                "iat", NOW.minus(Duration.ofHours(12)).getEpochSecond() - 1)),
                claim("iss of another", false, claims -> claims.put("iss", "https://other.example")),
                claim("iss with a slash more", false, claims -> claims.put("iss", issuer.url() + "/")),
                claim("iss without", false, claims -> claims.remove("iss")),
                claim("iss list", false, claims -> claims.put("iss", JsonArray.of(issuer.url()))),
                claim("sub without", false, claims -> claims.remove("sub")),
                claim("sub blank", false, claims -> claims.put("sub", " ")),
                claim("sub with a line end", false, claims -> claims.put("sub", "a\nb")),
                claim("sub too long", false, claims -> claims.put("sub", "s".repeat(256))),
                claim("sub number", false, claims -> claims.put("sub", 5)));
    }

    private static DynamicTest claim(String name, boolean expired, Consumer<JsonObject> change) {
        return DynamicTest.dynamicTest(name, () -> {
            JsonObject claims = claims();
            change.accept(claims);

            assertThat(verify(P256.sign("ES256", claims)))
                    .isInstanceOfSatisfying(Invalid.class, invalid -> assertThat(invalid.expired())
                            .isEqualTo(expired));
        });
    }

    @Test
    void clockOfTheIssuerMayBeAMinuteAhead() throws Exception {
        long ahead = NOW.getEpochSecond() + 60;

        assertThat(accepted(claims().put("iat", ahead).put("nbf", ahead)).issuedAt())
                .isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void unsignedTokenIsRefused() throws Exception {
        JsonObject header = new JsonObject().put("alg", "none").put("kid", "rsa");
        String unsigned = TestKey.encode(header) + "." + TestKey.encode(claims()) + ".";

        assertRefused(unsigned);
        assertRefused(unsigned.substring(0, unsigned.length() - 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS256", "HS512", "hs256"})
    void publicKeyIsNoSharedSecret(String algorithm) throws Exception {
        JsonObject header = new JsonObject().put("alg", algorithm).put("kid", "rsa");
        String signed = TestKey.encode(header) + "." + TestKey.encode(claims());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(RSA.pair().getPublic().getEncoded(), "HmacSHA256"));
        String signature = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));

        assertRefused(signed + "." + signature);
    }

    @Test
    void keyOfAnotherKindThanTheAlgorithmIsRefused() throws Exception {
        JsonObject header = new JsonObject().put("alg", "ES256").put("kid", "p384");

        assertRefused(P256.sign(header, claims()));
        assertRefused(P256.sign(header.copy().put("kid", "rsa"), claims()));
    }

    @Test
    void signatureOfAnotherKeyIsRefused() throws Exception {
        KeyPair stranger = TestKey.curve("p256", 256).pair();

        assertRefused(new TestKey("p256", stranger).sign("ES256", claims()));
    }

    @Test
    void unknownKeyIdIsRefused() throws Exception {
        assertRefused(new TestKey("nobody", P256.pair()).sign("ES256", claims()));
    }

    @Test
    void keyInTheHeaderIsNotBelieved() throws Exception {
        TestKey own = TestKey.curve("own", 256);
        JsonObject header = new JsonObject()
                .put("alg", "ES256")
                .put("kid", "own")
                .put("jwk", own.jwk())
                .put("jku", "https://attacker.example/keys");

        assertRefused(own.sign(header, claims()));
    }

    @TestFactory
    Stream<DynamicTest> headerThatAsksForMoreIsRefused() {
        JsonObject plain = new JsonObject().put("alg", "ES256").put("kid", "p256");
        return Stream.of(
                        plain.copy().put("crit", JsonArray.of("exp")),
                        plain.copy().put("typ", "at+jwt"),
                        plain.copy().put("typ", 5),
                        plain.copy().put("kid", 5),
                        plain.copy().put("alg", "es256"),
                        plain.copy().put("alg", JsonArray.of("ES256")))
                .map(header -> DynamicTest.dynamicTest(header.encode(), () -> {
                    String signed = P256.sign(plain, claims());
                    assertRefused(TestKey.encode(header) + signed.substring(signed.indexOf('.')));
                    if (header.getValue("alg").equals("ES256")) {
                        assertRefused(P256.sign(header, claims()));
                    }
                }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "...", "a.b.c", "e30.e30.", "e30.e30.e30", "W10.W10.W10", "é.é.é", "{}.{}.{}"})
    void textThatIsNoTokenIsRefused(String text) throws Exception {
        assertRefused(text);
    }

    @Test
    void changedTokenIsRefused() throws Exception {
        String token = P256.sign("ES256", claims());
        String header = token.substring(0, token.indexOf('.') + 1);
        String signature = token.substring(token.lastIndexOf('.'));

        assertRefused(header + TestKey.encode(claims().put("sub", "admin")) + signature);
        assertRefused(token + ".x");
        assertRefused(" " + token);
        assertRefused("x".repeat(SignedToken.MAX_LENGTH) + token);
    }

    @Test
    void refusalBeforeTheSignatureHoldsTellsNothingOfTheProvider() throws Exception {
        TestKey stranger = TestKey.curve("p256", 256);

        assertThat(verify(stranger.sign("ES256", claims().put("aud", "stranger"))))
                .isEqualTo(verify(P256.sign("ES256", claims().put("iss", "https://other.example"))))
                .isEqualTo(verify("a.b.c"));
    }

    @Test
    void issuerOnAnAddressThatIsNotAllowedIsNotAsked() {
        OidcProvider provider = issuer.provider();
        IdTokens strict = new IdTokens(vertx, new SettableClock(NOW), OidcSettings.defaults());

        assertThatThrownBy(() ->
                        strict.verify(provider, P256.sign("ES256", claims())).await(10, TimeUnit.SECONDS))
                .isInstanceOf(IssuerException.class)
                .hasMessage("the address 127.0.0.1 is not allowed");
    }

    private static JsonObject claims() {
        return new JsonObject()
                .put("iss", issuer.url())
                .put("aud", TestIssuer.CLIENT)
                .put("sub", "repo:acme/shop")
                .put("iat", NOW.minusSeconds(10).getEpochSecond())
                .put("exp", NOW.plusSeconds(600).getEpochSecond());
    }

    private static IdToken accepted(JsonObject claims) throws Exception {
        IdTokenVerification verification = verify(P256.sign("ES256", claims));
        assertThat(verification).isInstanceOf(Valid.class);
        return ((Valid) verification).token();
    }

    private static void assertRefused(String token) throws Exception {
        assertThat(verify(token)).isInstanceOf(Invalid.class);
    }

    private static IdTokenVerification verify(String token) throws Exception {
        return tokens.verify(issuer.provider(), token).await(10, TimeUnit.SECONDS);
    }
}
