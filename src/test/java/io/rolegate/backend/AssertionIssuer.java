package io.rolegate.backend;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands for the gateway: keys of its own, a JWKS URL, and assertions signed by hand so that they can be wrong, too. */
public final class AssertionIssuer {
    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private final AtomicInteger fetches = new AtomicInteger();
    private final HttpServer jwksServer;
    private volatile JsonObject jwks = new JsonObject();
    private volatile KeyPair keys = newKeys();
    private volatile String keyId = "k1";

    public AssertionIssuer(Vertx vertx) throws Exception {
        publish();
        jwksServer = vertx.createHttpServer()
                .requestHandler(request -> {
                    fetches.incrementAndGet();
                    request.response()
                            .putHeader("Content-Type", "application/json")
                            .end(jwks.encode());
                })
                .listen(0, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    public URI jwksUrl() {
        return URI.create("http://127.0.0.1:" + jwksServer.actualPort() + "/jwks.json");
    }

    public int fetches() {
        return fetches.get();
    }

    /** Signs and publishes with a new key only. */
    public void rotate(String newKeyId) {
        keys = newKeys();
        keyId = newKeyId;
        publish();
    }

    /** Signs with a key that is not published under the id it claims. */
    public void signWithUnpublishedKey() {
        keys = newKeys();
    }

    /** A good assertion for a RAM user of this account. */
    public String assertion(String audience, String account) {
        return sign(header(), claims(audience, account));
    }

    public JsonObject header() {
        return new JsonObject()
                .put("alg", "ES256")
                .put("typ", "rolegate-assertion+jwt")
                .put("kid", keyId);
    }

    public JsonObject claims(String audience, String account) {
        long now = Instant.now().getEpochSecond();
        return new JsonObject()
                .put("iss", "rolegate")
                .put("aud", audience)
                .put("sub", "acs:ram::" + account + ":user/alice")
                .put("account", account)
                .put("principalType", "RAMUser")
                .put("iat", now)
                .put("exp", now + 60);
    }

    public String sign(JsonObject header, JsonObject claims) {
        String content = encode(header) + "." + encode(claims);
        try {
            Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
            signer.initSign(keys.getPrivate());
            signer.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + BASE64URL.encodeToString(signer.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    public static String unsigned(JsonObject header, JsonObject claims) {
        return encode(header) + "." + encode(claims) + ".";
    }

    private void publish() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        jwks = new JsonObject()
                .put(
                        "keys",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("kty", "EC")
                                        .put("crv", "P-256")
                                        .put("x", coordinate(point.getAffineX()))
                                        .put("y", coordinate(point.getAffineY()))
                                        .put("kid", keyId)
                                        .put("alg", "ES256")
                                        .put("use", "sig")));
    }

    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[32];
        int from = Math.max(0, bytes.length - 32);
        byte[] significant = Arrays.copyOfRange(bytes, from, bytes.length);
        System.arraycopy(significant, 0, padded, 32 - significant.length, significant.length);
        return BASE64URL.encodeToString(padded);
    }

    private static String encode(JsonObject json) {
        return BASE64URL.encodeToString(json.encode().getBytes(StandardCharsets.UTF_8));
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
