package io.rolegate.signature;

import java.security.DigestException;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/** Buffers and JCA objects kept from one request to the next; not thread-safe. */
final class Workbench {

    private static final String HMAC_SHA256 = "HmacSHA256";
    private static final String HMAC_SHA1 = "HmacSHA1";

    private final CanonicalBuffer buffer = new CanonicalBuffer();
    private final MessageDigest sha256;
    private final Mac hmacSha256;
    private final Mac hmacSha1;
    private final byte[] bytes32 = new byte[32];
    private final byte[] bytes20 = new byte[20];
    private final byte[] hexSignature = new byte[64];
    private final byte[] base64Signature = new byte[28];

    Workbench() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
            hmacSha256 = Mac.getInstance(HMAC_SHA256);
            hmacSha1 = Mac.getInstance(HMAC_SHA1);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and HMAC", e);
        }
    }

    /** The buffer, emptied. */
    CanonicalBuffer buffer() {
        return buffer.clear();
    }

    /** SHA-256 of the buffer's content; valid until the next use of this bench. */
    byte[] sha256(CanonicalBuffer content) {
        sha256.update(content.bytes(), 0, content.length());
        try {
            sha256.digest(bytes32, 0, bytes32.length);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
        return bytes32;
    }

    /** HMAC-SHA256 of the content in lower-case hex; valid until the next use of this bench. */
    byte[] hexHmacSha256(byte[] secret, CanonicalBuffer content) {
        hmac(hmacSha256, new SecretKeySpec(secret, HMAC_SHA256), content, bytes32);
        CanonicalBuffer.lowerHex(bytes32, hexSignature, 0);
        return hexSignature;
    }

    /** HMAC-SHA1 of the content in base64; valid until the next use of this bench. */
    byte[] base64HmacSha1(byte[] secret, CanonicalBuffer content) {
        hmac(hmacSha1, new SecretKeySpec(secret, HMAC_SHA1), content, bytes20);
        Base64.getEncoder().encode(bytes20, base64Signature);
        return base64Signature;
    }

    /** The secret with the ampersand that RPC appends. */
    static byte[] withAmpersand(byte[] secret) {
        byte[] key = Arrays.copyOf(secret, secret.length + 1);
        key[secret.length] = '&';
        return key;
    }

    private static void hmac(Mac mac, SecretKeySpec key, CanonicalBuffer content, byte[] result) {
        try {
            mac.init(key);
            mac.update(content.bytes(), 0, content.length());
            mac.doFinal(result, 0);
        } catch (InvalidKeyException | ShortBufferException e) {
            throw new IllegalStateException("an HMAC takes any key", e);
        }
    }
}
