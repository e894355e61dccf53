package io.rolegate.sts.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A public key of an issuer (RFC 7517 §4).
 *
 * @param kid the key's id, or null where it has none
 * @param algorithm the only algorithm that it may be used with, or null where it doesn't say
 */
record JsonWebKey(@Nullable String kid, @Nullable String algorithm, PublicKey key) {
    private static final int MIN_RSA_BITS = 2048;
    /** Larger ones, and longer exponents, would make each verification slow. */
    private static final int MAX_RSA_BITS = 8192;

    private static final int MAX_EXPONENT_BITS = 32;
    private static final Map<String, String> CURVES =
            Map.of("P-256", "secp256r1", "P-384", "secp384r1", "P-521", "secp521r1");

    /** Reads a key; empty where it is not one for verifying signatures, or too weak or too large. */
    static Optional<JsonWebKey> of(JsonObject json) {
        if (!isForSignatures(json)) {
            return Optional.empty();
        }
        try {
            return publicKey(json).map(key -> new JsonWebKey(text(json, "kid"), text(json, "alg"), key));
        } catch (GeneralSecurityException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether it is the key of that id, or of any if null, and may be used with the algorithm. */
    boolean verifies(@Nullable String wantedKid, SigningAlgorithm wanted) {
        return (wantedKid == null || wantedKid.equals(kid))
                && (algorithm == null || algorithm.equals(wanted.name()))
                && wanted.takes(key);
    }

    private static boolean isForSignatures(JsonObject json) {
        Object use = json.getValue("use");
        Object operations = json.getValue("key_ops");
        return (use == null || use.equals("sig"))
                && (operations == null || (operations instanceof JsonArray list && list.contains("verify")));
    }

    private static Optional<PublicKey> publicKey(JsonObject json) throws GeneralSecurityException {
        Object kind = json.getValue("kty");
        if ("RSA".equals(kind)) {
            return rsa(number(json, "n"), number(json, "e"));
        }
        String curve = "EC".equals(kind) ? CURVES.get(String.valueOf(text(json, "crv"))) : null;
        return curve == null ? Optional.empty() : Optional.of(curve(curve, number(json, "x"), number(json, "y")));
    }

    private static Optional<PublicKey> rsa(BigInteger modulus, BigInteger exponent) throws GeneralSecurityException {
        boolean fit = modulus.bitLength() >= MIN_RSA_BITS
                && modulus.bitLength() <= MAX_RSA_BITS
                && exponent.bitLength() <= MAX_EXPONENT_BITS;
        return fit
                ? Optional.of(KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(modulus, exponent)))
                : Optional.empty();
    }

    private static PublicKey curve(String name, BigInteger x, BigInteger y) throws GeneralSecurityException {
        AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(name));
        return KeyFactory.getInstance("EC")
                .generatePublic(
                        new ECPublicKeySpec(new ECPoint(x, y), parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private static BigInteger number(JsonObject json, String name) {
        String text = text(json, name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return new BigInteger(1, Base64.getUrlDecoder().decode(text));
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : null;
    }
}
