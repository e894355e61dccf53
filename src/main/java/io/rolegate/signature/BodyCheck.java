package io.rolegate.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The check of one body while it is read; not thread-safe. */
public final class BodyCheck {

    private final BodyIntegrity integrity;
    private final @Nullable MessageDigest digest;
    private boolean anyByte;

    BodyCheck(BodyIntegrity integrity) {
        this.integrity = integrity;
        this.digest = switch (integrity.rule()) {
            case SHA256 -> digest("SHA-256");
            case MD5, MD5_OR_ITS_HEX -> digest("MD5");
            case SIGNED_FORM, NO_BODY, UNPROTECTED -> null;
        };
    }

    /** Takes the next bytes of the body. */
    public void update(byte[] bytes, int offset, int length) {
        anyByte |= length > 0;
        if (digest != null) {
            digest.update(bytes, offset, length);
        }
    }

    /** Takes the next bytes of the body, those remaining in the buffer. */
    public void update(ByteBuffer bytes) {
        anyByte |= bytes.hasRemaining();
        if (digest != null) {
            digest.update(bytes);
        } else {
            bytes.position(bytes.limit());
        }
    }

    /** Ends the check: a rejection where the body is not the one signed, else null. To be called once. */
    public @Nullable Rejection finish() {
        return switch (integrity.rule()) {
            case SIGNED_FORM, UNPROTECTED -> null;
            case NO_BODY ->
                anyByte
                        ? reject(RejectionReason.PARAMETER_INVALID, "a signature of RPC 1.0 covers form bodies only")
                        : null;
            case SHA256 ->
                matches(hex(result()))
                        ? null
                        : reject(RejectionReason.CONTENT_HASH_DIFFERS, "the body does not match x-acs-content-sha256");
            case MD5, MD5_OR_ITS_HEX ->
                matchesMd5(result())
                        ? null
                        : reject(RejectionReason.CONTENT_MD5_DIFFERS, "the body does not match Content-MD5");
        };
    }

    private boolean matchesMd5(byte[] md5) {
        boolean hexAllowed = integrity.rule() == BodyIntegrity.Rule.MD5_OR_ITS_HEX;
        return matches(base64(md5)) || (hexAllowed && matches(base64(hex(md5).getBytes(StandardCharsets.US_ASCII))));
    }

    private boolean matches(String actual) {
        return MessageDigest.isEqual(
                actual.getBytes(StandardCharsets.US_ASCII), integrity.expected().getBytes(StandardCharsets.ISO_8859_1));
    }

    private byte[] result() {
        return digest == null ? new byte[0] : digest.digest();
    }

    private Rejection reject(RejectionReason reason, String why) {
        return new Rejection(reason, why, integrity.dialect());
    }

    static String hexDigest(String algorithm, byte[] body) {
        return hex(digest(algorithm).digest(body));
    }

    static String base64Digest(String algorithm, byte[] body) {
        return base64(digest(algorithm).digest(body));
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256 and MD5", e);
        }
    }
}
