package io.rolegate.signature;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Collects what a request claims, with the shape checks that dialects share; the first fault decides. */
final class Claims {

    private static final int LONGEST_KEY_ID = 128;
    private static final byte[] NO_SIGNATURE = {};

    private final Dialect dialect;
    private final CallView call;
    private String accessKeyId = "";
    private @Nullable String token;
    private @Nullable String nonce;
    private long signedAt;
    private byte[] signature = NO_SIGNATURE;
    private SignedHeaders signedHeaders = SignedHeaders.NONE;
    private @Nullable Rejection fault;

    Claims(Dialect dialect, CallView call) {
        this.dialect = dialect;
        this.call = call;
    }

    Claims demand(boolean holds, RejectionReason reason, String why) {
        if (!holds && fault == null) {
            fault = new Rejection(reason, why, dialect);
        }
        return this;
    }

    boolean isFaulty() {
        return fault != null;
    }

    Claims accessKeyId(String id) {
        accessKeyId = id;
        demand(!id.isEmpty(), RejectionReason.SIGNATURE_INCOMPLETE, "the AccessKeyId is empty");
        return demand(isKeyId(id), RejectionReason.KEY_UNKNOWN, "no AccessKeyId looks like this one");
    }

    /** What follows {@code SCHEME }: key id, colon, signature. */
    Claims keyIdAndSignature(String authorization, int start) {
        int colon = authorization.indexOf(':', start);
        if (colon < 0) {
            return demand(false, RejectionReason.SIGNATURE_INCOMPLETE, "Authorization lacks AccessKeyId:Signature");
        }
        return accessKeyId(authorization.substring(start, colon)).base64Signature(authorization.substring(colon + 1));
    }

    /** A SHA-1 HMAC in base64. Only its shape is judged: as it is compared as text, no second spelling passes. */
    Claims base64Signature(@Nullable String text) {
        return signature(text, text != null && isBase64Sha1(text));
    }

    /** A SHA-256 HMAC in lower-case hex. */
    Claims hexSignature(@Nullable String text) {
        return signature(text, text != null && isLowerHex(text, 64));
    }

    Claims signedHeaders(SignedHeaders headers) {
        signedHeaders = headers;
        return this;
    }

    Claims token(@Nullable String text) {
        token = text == null || text.isEmpty() ? null : text;
        return this;
    }

    Claims nonce(@Nullable String text, String name) {
        nonce = text;
        demand(isPresent(text), RejectionReason.PARAMETER_MISSING, name + " is missing");
        return demand(
                text == null || isNonce(text),
                RejectionReason.PARAMETER_INVALID,
                name + " must be 8 to 128 characters of A-Z, a-z, 0-9, '.', '_' and '-'");
    }

    Claims signedAt(@Nullable String text, String name, ToLongFunction<String> reader) {
        if (text == null || text.isEmpty()) {
            return demand(false, RejectionReason.TIME_MISSING, name + " is missing");
        }
        signedAt = reader.applyAsLong(text);
        return demand(signedAt != SignedDates.UNREADABLE, RejectionReason.TIME_UNREADABLE, name + " is unreadable");
    }

    /** A parameter or header that must repeat what decides elsewhere, if it is there at all. */
    Claims agrees(@Nullable String copy, @Nullable String original, String why) {
        return demand(copy == null || copy.equals(original), RejectionReason.PARAMETER_INVALID, why);
    }

    String claimedKeyId() {
        return accessKeyId;
    }

    Presentation presentation() {
        if (fault != null) {
            return fault;
        }
        return new Presented(
                dialect, call, accessKeyId, token, Instant.ofEpochSecond(signedAt), nonce, signature, signedHeaders);
    }

    static boolean isPresent(@Nullable String text) {
        return text != null && !text.isEmpty();
    }

    static boolean isLowerHex(String text, int length) {
        if (text.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private Claims signature(@Nullable String text, boolean wellFormed) {
        demand(isPresent(text), RejectionReason.SIGNATURE_INCOMPLETE, "the Signature is missing");
        demand(wellFormed, RejectionReason.SIGNATURE_INCOMPLETE, "the Signature is malformed");
        if (text != null) {
            signature = text.getBytes(StandardCharsets.ISO_8859_1);
        }
        return this;
    }

    private static boolean isBase64Sha1(String text) {
        if (text.length() != 28 || text.charAt(27) != '=') {
            return false;
        }
        for (int i = 0; i < 27; i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '+' && c != '/') {
                return false;
            }
        }
        return true;
    }

    private static boolean isNonce(String text) {
        return text.length() >= 8 && text.length() <= 128 && isWord(text);
    }

    private static boolean isKeyId(String text) {
        return text.length() <= LONGEST_KEY_ID && isWord(text);
    }

    private static boolean isWord(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!isLetterOrDigit(c) && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }

    private static boolean isLetterOrDigit(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
