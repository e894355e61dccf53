package io.rolegate.signature.doctor;

import io.rolegate.signature.Dialect;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A guess at what the client signed: the request before somebody changed it, in the client's spelling, with the key that it
 * took.
 *
 * @param causes what would then be the cause; empty for the request as the gateway sees it
 * @param text the dialect whose string to sign the client wrote
 */
record Attempt(
        List<Cause> causes,
        Recording recording,
        Dialect text,
        Spelling spelling,
        Ampersand ampersand,
        Known.Key secret) {
    /** Whether the client appends an ampersand to the secret. */
    enum Ampersand {
        AS_THE_DIALECT_DOES,
        OTHERWISE
    }

    static Attempt asRecorded(Recording recording, Claim claim, Known.Key secret) {
        return new Attempt(
                List.of(),
                recording,
                claim.dialect(),
                Spelling.right(claim.dialect()),
                Ampersand.AS_THE_DIALECT_DOES,
                secret);
    }

    Attempt with(Cause cause, Recording other) {
        return new Attempt(more(cause), other, text, spelling, ampersand, secret);
    }

    Attempt with(Cause cause, Spelling other) {
        return new Attempt(more(cause), recording, text, other, ampersand, secret);
    }

    Attempt with(Cause cause, Dialect other) {
        return new Attempt(more(cause), recording, other, Spelling.right(other), ampersand, secret);
    }

    Attempt with(Cause cause, Ampersand other) {
        return new Attempt(more(cause), recording, text, spelling, other, secret);
    }

    Attempt with(Cause cause, Known.Key otherSecret) {
        return new Attempt(more(cause), recording, text, spelling, ampersand, otherSecret);
    }

    private List<Cause> more(Cause cause) {
        List<Cause> more = new ArrayList<>(causes);
        more.add(cause);
        return List.copyOf(more);
    }

    /** Whether the claimed signature is the one that this guess gives. */
    boolean fits(Claim claim) {
        String signed = ClientText.stringToSign(recording, text, claim.signedHeaders(), spelling);
        byte[] content = signed.getBytes(StandardCharsets.UTF_8);
        return claim.dialect() == Dialect.ACS3
                ? HexFormat.of().formatHex(hmac("HmacSHA256", content)).equals(claim.signature())
                : Base64.getEncoder().encodeToString(hmac("HmacSHA1", content)).equals(claim.signature());
    }

    private byte[] hmac(String algorithm, byte[] content) {
        boolean appended = (text == Dialect.RPC) == (ampersand == Ampersand.AS_THE_DIALECT_DOES);
        byte[] key = appended ? withAmpersand() : secret.bytes();
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HMAC with SHA-1 and SHA-256", e);
        }
    }

    private byte[] withAmpersand() {
        byte[] bare = secret.bytes();
        byte[] key = Arrays.copyOf(bare, bare.length + 1);
        key[bare.length] = '&';
        return key;
    }
}
