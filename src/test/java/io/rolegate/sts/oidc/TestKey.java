package io.rolegate.sts.oidc;

import io.vertx.core.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import java.util.Map;

/** A key of an issuer that signs tokens. */
public record TestKey(String kid, KeyPair pair) {
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final Map<Integer, String> CURVES = Map.of(256, "P-256", 384, "P-384", 521, "P-521");

    public static TestKey rsa(String kid) {
        return rsa(kid, 2048);
    }

    public static TestKey rsa(String kid, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return new TestKey(kid, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static TestKey curve(String kid, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp" + bits + "r1"));
            return new TestKey(kid, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The public half as RFC 7517 writes it. */
    JsonObject jwk() {
        JsonObject jwk = new JsonObject().put("kid", kid).put("use", "sig");
        if (pair.getPublic() instanceof RSAPublicKey rsa) {
            return jwk.put("kty", "RSA")
                    .put("n", number(rsa.getModulus(), 0))
                    .put("e", number(rsa.getPublicExponent(), 0));
        }
        ECPublicKey curve = (ECPublicKey) pair.getPublic();
        int bits = curve.getParams().getCurve().getField().getFieldSize();
        int bytes = (bits + 7) / 8;
        return jwk.put("kty", "EC")
                .put("crv", CURVES.get(bits))
                .put("x", number(curve.getW().getAffineX(), bytes))
                .put("y", number(curve.getW().getAffineY(), bytes));
    }

    /** A token with the plain header of that algorithm. */
    public String sign(String algorithm, JsonObject claims) {
        return sign(new JsonObject().put("alg", algorithm).put("kid", kid).put("typ", "JWT"), claims);
    }

    /** A token with that header, signed as it says. */
    public String sign(JsonObject header, JsonObject claims) {
        String signed = encode(header) + "." + encode(claims);
        return signed + "." + BASE64.encodeToString(signature(header.getString("alg"), signed));
    }

    static String encode(JsonObject part) {
        return BASE64.encodeToString(part.encode().getBytes(StandardCharsets.UTF_8));
    }

    private byte[] signature(String algorithm, String signed) {
        try {
            Signature signature = Signature.getInstance(name(algorithm));
            if (algorithm.startsWith("PS")) {
                int bits = Integer.parseInt(algorithm.substring(2));
                signature.setParameter(
                        new PSSParameterSpec("SHA-" + bits, "MGF1", new MGF1ParameterSpec("SHA-" + bits), bits / 8, 1));
            }
            signature.initSign(pair.getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String name(String algorithm) {
        String digest = "SHA" + algorithm.substring(2);
        return switch (algorithm.substring(0, 2)) {
            case "RS" -> digest + "withRSA";
            case "PS" -> "RSASSA-PSS";
            default -> digest + "withECDSAinP1363Format";
        };
    }

    /** Big-endian, without a sign byte, of at least that many bytes. */
    private static String number(BigInteger number, int bytes) {
        byte[] signed = number.toByteArray();
        int skipped = signed[0] == 0 ? 1 : 0;
        int length = Math.max(bytes, signed.length - skipped);
        byte[] unsigned = new byte[length];
        System.arraycopy(signed, skipped, unsigned, length - (signed.length - skipped), signed.length - skipped);
        return BASE64.encodeToString(unsigned);
    }
}
