package io.rolegate.gateway;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.KeyRing;
import io.rolegate.identity.ServiceKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;

/** The public keys of identity assertions as a JSON Web Key Set (RFC 7517). */
final class Jwks {
    /** How long an answer may be kept. */
    static final Duration MAX_AGE = Duration.ofSeconds(60);

    private static final int COORDINATE_BYTES = 32;

    private Jwks() {}

    static JsonObject of(KeyRing keys) {
        JsonArray all = new JsonArray();
        keys.accepted(KeyPurpose.IDENTITY_ASSERTION).forEach(key -> all.add(jwk(key)));
        return new JsonObject().put("keys", all);
    }

    private static JsonObject jwk(ServiceKey key) {
        byte[] encoded = key.publicKey();
        if (encoded == null) {
            throw new IllegalStateException(key + " has no public key");
        }
        try {
            ECPublicKey publicKey =
                    (ECPublicKey) KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(encoded));
            return new JsonObject()
                    .put("kty", "EC")
                    .put("crv", "P-256")
                    .put("alg", "ES256")
                    .put("use", "sig")
                    .put("kid", key.kid())
                    .put("x", coordinate(publicKey.getW().getAffineX()))
                    .put("y", coordinate(publicKey.getW().getAffineY()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(key + " is no public key of a P-256 pair", e);
        }
    }

    /** Big-endian, exactly as long as the curve's field (RFC 7518, 6.2.1.2). */
    private static String coordinate(BigInteger value) {
        byte[] bytes = value.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(bytes.length, COORDINATE_BYTES);
        System.arraycopy(bytes, bytes.length - length, fixed, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
