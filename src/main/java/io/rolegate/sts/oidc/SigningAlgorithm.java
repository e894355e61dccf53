package io.rolegate.sts.oidc;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;

/** The signatures of ID tokens that are accepted (RFC 7518 §3.1): those of public keys only. */
enum SigningAlgorithm {
    RS256("SHA256withRSA", 0, 0),
    RS384("SHA384withRSA", 0, 0),
    RS512("SHA512withRSA", 0, 0),
    PS256("RSASSA-PSS", 0, 256),
    PS384("RSASSA-PSS", 0, 384),
    PS512("RSASSA-PSS", 0, 512),
    ES256("SHA256withECDSAinP1363Format", 256, 0),
    ES384("SHA384withECDSAinP1363Format", 384, 0),
    ES512("SHA512withECDSAinP1363Format", 521, 0);

    private final String name;
    private final int curveBits;
    private final int digestBits;

    /**
     * @param curveBits the size of the one curve that goes with it, 0 for RSA
     * @param digestBits the size of the digest of RSASSA-PSS, 0 where the name tells it
     */
    SigningAlgorithm(String name, int curveBits, int digestBits) {
        this.name = name;
        this.curveBits = curveBits;
        this.digestBits = digestBits;
    }

    /** The algorithm of that exact name; empty for all others, {@code none} and HMAC among them. */
    static Optional<SigningAlgorithm> named(String name) {
        for (SigningAlgorithm algorithm : values()) {
            if (algorithm.name().equals(name)) {
                return Optional.of(algorithm);
            }
        }
        return Optional.empty();
    }

    /** Whether a key is of the kind and, for elliptic curves, of the curve that goes with it. */
    boolean takes(PublicKey key) {
        return curveBits == 0
                ? key instanceof RSAPublicKey
                : key instanceof ECPublicKey curve
                        && curve.getParams().getCurve().getField().getFieldSize() == curveBits;
    }

    /** Whether the signature is one of {@code signed} by the key. */
    boolean verify(PublicKey key, byte[] signed, byte[] signature) {
        if (!takes(key)) {
            return false;
        }
        try {
            Signature verifier = Signature.getInstance(name);
            if (digestBits > 0) {
                verifier.setParameter(pss());
            }
            verifier.initVerify(key);
            verifier.update(signed);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notOne) {
            return false;
        }
    }

    /** The salt is as long as the digest (RFC 7518 §3.5). */
    private PSSParameterSpec pss() {
        String digest = "SHA-" + digestBits;
        return new PSSParameterSpec(
                digest,
                "MGF1",
                new MGF1ParameterSpec(digest),
                digestBits / Byte.SIZE,
                PSSParameterSpec.TRAILER_FIELD_BC);
    }
}
