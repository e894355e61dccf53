package io.rolegate.sts;

import static io.rolegate.sts.Sessions.chained;
import static io.rolegate.sts.Sessions.direct;
import static io.rolegate.sts.Sessions.withPolicy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rolegate.api.ApiException;
import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.Principal;
import io.rolegate.sts.SecurityTokens.TokenKeys;
import io.rolegate.sts.SecurityTokens.VerifiedToken;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class SecurityTokensTest {
    private static final String POLICY =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:*\",\"Resource\":\"*\"}]}";
    private static final String URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private static final Vertx VERTX = Vertx.vertx();

    private final RotatableKeys keys = new RotatableKeys().add("k1");
    private final SecurityTokens tokens = new SecurityTokens(VERTX, keys);

    @AfterAll
    static void stop() {
        VERTX.close().await();
    }

    @TestFactory
    Stream<DynamicTest> whatIsIssuedIsReadBackWhole() {
        return Stream.of(direct(), chained(), withPolicy(POLICY), withPolicy("{\"Version\":\"1\",\"x\":\"队列🙂\"}"))
                .map(session ->
                        DynamicTest.dynamicTest(session.toString(), () -> assertThat(verify(tokens.issue(session)))
                                .contains(new VerifiedToken(new TokenKeys("k1", "k1"), session))));
    }

    @Test
    void headerNamesAlgorithmTypeUseAndKey() {
        JsonObject header = decode(segments(tokens.issue(direct()))[0]);

        assertThat(header)
                .isEqualTo(new JsonObject()
                        .put("cty", "rolegate-security-token")
                        .put("typ", "JWT")
                        .put("alg", "HS256")
                        .put("kid", "k1"));
    }

    @TestFactory
    Stream<DynamicTest> properlySignedClaimsOfAnotherShapeAreMalformed() {
        return Stream.of(
                        claims("another issuer", c -> c.put("iss", "somebody")),
                        claims("no issuer", c -> without(c, "iss")),
                        claims("another audience", c -> c.put("aud", "elsewhere")),
                        claims("no audience", c -> without(c, "aud")),
                        claims("numeric audience", c -> c.put("aud", 1)),
                        claims("audience in a list", c -> c.put("aud", JsonArray.of("rolegate"))),
                        claims("another kind", c -> c.put("kind", "logon")),
                        claims("no kind", c -> without(c, "kind")),
                        claims("no key id", c -> without(c, "jti")),
                        claims("numeric key id", c -> c.put("jti", 7)),
                        claims("no role", c -> without(c, "role")),
                        claims("role as text", c -> c.put("role", "admin")),
                        claims("short role", c -> c.put("role", JsonArray.of("a", "b"))),
                        claims("long role", c -> c.put("role", JsonArray.of("a", "b", "c", "d", "e"))),
                        claims("no source", c -> without(c, "src")),
                        claims("empty chain", c -> c.put("via", new JsonArray())),
                        claims("chain of texts", c -> c.put("via", JsonArray.of("x"))),
                        claims("no position", c -> without(c, "pos")),
                        claims("position as text", c -> c.put("pos", "42")),
                        claims("position with a fraction", c -> c.put("pos", 42.0)),
                        claims("no issue time", c -> without(c, "iat")),
                        claims("no expiry", c -> without(c, "exp")),
                        claims("expiry as text", c -> c.put("exp", "tomorrow")),
                        claims("expiry out of range", c -> c.put("exp", Long.MAX_VALUE)),
                        claims("null expiry", c -> c.putNull("exp")),
                        claims("policy not base64", c -> c.put("pol", "*")),
                        claims("policy not deflate", c -> c.put("pol", "AAAA")),
                        claims("numeric policy", c -> c.put("pol", 1)),
                        claims("an unknown claim", c -> c.put("admin", true)),
                        claims("a claim of JWT's own", c -> c.put("nbf", 0)))
                .map(tampered -> DynamicTest.dynamicTest(tampered.why(), () -> {
                    JsonObject payload = tampered.change().apply(decode(segments(tokens.issue(direct()))[1]));
                    String token = sign(segments(tokens.issue(direct()))[0], encode(payload));

                    assertThat(verify(token)).isEmpty();
                }));
    }

    @Test
    void claimsSignedByTheTestItselfAreAcceptedUnchanged() {
        String[] segments = segments(tokens.issue(direct()));

        assertThat(verify(sign(segments[0], segments[1]))).isPresent();
    }

    @Test
    void otherSpellingsOfTheSamePayloadAreMalformedEvenIfSigned() {
        String[] segments = segments(tokens.issue(direct()));
        String json = decode(segments[1]).encode();

        assertThat(verify(sign(segments[0], encode(json.replace(",", ", "))))).isEmpty();
        assertThat(verify(sign(segments[0], encode(json + " ")))).isEmpty();
        assertThat(verify(sign(segments[0], encode(json.replace("amy", "\\u0061my")))))
                .isEmpty();
        assertThat(verify(sign(segments[0], encode(json.replaceFirst("\\{", "{\"exp\":1,")))))
                .isEmpty();
        assertThat(verify(sign(segments[0], segments[1] + "="))).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> otherHeadersAreMalformedEvenIfSigned() {
        return Stream.of(
                        "{\"cty\":\"rolegate-security-token\",\"typ\":\"JWT\",\"alg\":\"none\",\"kid\":\"k1\"}",
                        "{\"cty\":\"rolegate-security-token\",\"typ\":\"JWT\",\"alg\":\"HS512\",\"kid\":\"k1\"}",
                        "{\"cty\":\"rolegate-security-token\",\"typ\":\"at+jwt\",\"alg\":\"HS256\",\"kid\":\"k1\"}",
                        "{\"cty\":\"rolegate-security-token\",\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k2\"}",
                        "{\"cty\":\"rolegate-security-token\",\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                        "{\"cty\":\"other\",\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\"}",
                        "{\"typ\":\"JWT\",\"alg\":\"HS256\",\"kid\":\"k1\"}",
                        "{\"kid\":\"k1\",\"cty\":\"rolegate-security-token\",\"typ\":\"JWT\",\"alg\":\"HS256\"}",
                        "{}",
                        "")
                .map(header -> DynamicTest.dynamicTest("header " + header, () -> {
                    String payload = segments(tokens.issue(direct()))[1];

                    assertThat(verify(sign(encode(header), payload))).isEmpty();
                    assertThat(verify(encode(header) + "." + payload + ".")).isEmpty();
                    assertThat(verify(encode(header) + "." + payload)).isEmpty();
                }));
    }

    @Test
    void everyOtherTextOfTheSameLengthByOneCharacterIsMalformed() {
        String token = tokens.issue(chained());
        Random random = new Random(7);

        for (int i = 0; i < token.length(); i++) {
            char other = URL_ALPHABET.charAt(random.nextInt(URL_ALPHABET.length()));
            if (other != token.charAt(i)) {
                String changed = token.substring(0, i) + other + token.substring(i + 1);
                assertThat(verify(changed)).as("character %d", i).isEmpty();
            }
        }
    }

    @Test
    void everyOtherLastCharacterIsMalformedThoughItsSpareBitsDecodeAlike() {
        String token = tokens.issue(direct());
        String head = token.substring(0, token.length() - 1);

        assertThat(URL_ALPHABET.chars().mapToObj(c -> head + (char) c).filter(text -> verify(text)
                        .isPresent()))
                .containsExactly(token);
    }

    @TestFactory
    Stream<DynamicTest> textsThatAreNoTokenAreMalformed() {
        String token = tokens.issue(direct());
        String[] segments = segments(token);
        return Stream.of(
                        "",
                        ".",
                        "..",
                        "...",
                        "token",
                        token + ".",
                        "." + token,
                        token + "=",
                        token + " ",
                        " " + token,
                        token + "\n",
                        token.replace(".", ".."),
                        token.toUpperCase(Locale.ROOT),
                        token.replaceFirst("\\.", ""),
                        segments[0] + "." + segments[1],
                        segments[0] + "." + segments[1] + ".",
                        segments[0] + ".." + segments[2],
                        segments[0] + "." + "[".repeat(3000) + "." + segments[2],
                        segments[0] + "." + encode("[".repeat(2900)) + "." + segments[2],
                        segments[0] + "." + encode("{\"a\":".repeat(500)) + "." + segments[2],
                        segments[0] + "." + encode("null") + "." + segments[2],
                        "a".repeat(CompactToken.MAX_BYTES + 1),
                        token + "A".repeat(CompactToken.MAX_BYTES),
                        "\u0000\ud800.\ud800.\uffff")
                .map(text -> DynamicTest.dynamicTest(
                        text.length() > 40 ? text.length() + " characters" : "'" + text + "'",
                        () -> assertThat(verify(text)).isEmpty()));
    }

    @Test
    void signedNullIsMalformed() {
        assertThat(verify(sign(segments(tokens.issue(direct()))[0], encode("null"))))
                .isEmpty();
        assertThat(verify(sign(segments(tokens.issue(direct()))[0], encode("{}"))))
                .isEmpty();
    }

    @Test
    void tokensOfAnOlderAcceptedKeyStayGoodAndNewOnesUseTheNewKey() {
        String old = tokens.issue(direct());
        keys.add("k2");

        assertThat(verify(old)).map(VerifiedToken::keys).contains(new TokenKeys("k1", "k1"));
        assertThat(verify(tokens.issue(direct()))).map(VerifiedToken::keys).contains(new TokenKeys("k2", "k2"));
    }

    @Test
    void tokensOfARemovedOrForeignKeyAreMalformed() {
        String removed = tokens.issue(direct());
        String foreign = new SecurityTokens(VERTX, new RotatableKeys().add("k3")).issue(direct());
        keys.add("k2").remove("k1");

        assertThat(verify(removed)).isEmpty();
        assertThat(verify(foreign)).isEmpty();
    }

    @Test
    void tokenOfOneKeyUnderAnothersHeaderIsMalformed() {
        String first = tokens.issue(direct());
        keys.add("k2");
        String second = tokens.issue(direct());

        assertThat(verify(segments(second)[0] + "." + segments(first)[1] + "." + segments(first)[2]))
                .isEmpty();
    }

    @Test
    void policyThatDoesNotCompressIsTooLarge() {
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        for (int i = 0; i < 2048; i++) {
            noise.appendCodePoint(0x4e00 + random.nextInt(0x5000));
        }

        assertThatThrownBy(() -> tokens.issue(withPolicy(noise.toString())))
                .isInstanceOfSatisfying(ApiException.class, refused -> assertThat(refused.code())
                        .isEqualTo("InvalidParameter.PolicySize"));
    }

    @Test
    void largestUsualPolicyFits() {
        StringBuilder policy =
                new StringBuilder("{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":[");
        for (int i = 0; policy.length() < 1980; i++) {
            policy.append(i == 0 ? "" : ",").append("\"mns:Action").append(i).append('"');
        }
        policy.append("],\"Resource\":\"*\"}]}");
        Principal.RoleSession session = withPolicy(policy.toString());

        assertThat(verify(tokens.issue(session))).map(VerifiedToken::session).contains(session);
    }

    private record Tampered(String why, UnaryOperator<JsonObject> change) {}

    private static Tampered claims(String why, UnaryOperator<JsonObject> change) {
        return new Tampered(why, change);
    }

    private static JsonObject without(JsonObject claims, String name) {
        claims.remove(name);
        return claims;
    }

    private Optional<VerifiedToken> verify(String token) {
        Future<Optional<VerifiedToken>> verified = tokens.verify(token);
        assertThat(verified.succeeded()).as("complete and never failed").isTrue();
        return verified.result();
    }

    private static String[] segments(String token) {
        return token.split("\\.", -1);
    }

    private static JsonObject decode(String segment) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(segment), StandardCharsets.UTF_8));
    }

    private static String encode(JsonObject json) {
        return encode(json.encode());
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sign(String header, String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            byte[] key = RotatableKeys.material(KeyPurpose.TOKEN_SIGNING, "k1").bytes();
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = mac.doFinal((header + "." + payload).getBytes(StandardCharsets.UTF_8));
            return header + "." + payload + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
