package io.rolegate.sts;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A token's text, split into its three segments; nothing of it is believed yet. */
record CompactToken(String text, String header, String payload, String signature) {
    /** The longest token that is issued or looked at, in bytes (security.md, tokens and keys). */
    static final int MAX_BYTES = 4096;

    /** Splits a text of exactly three segments; empty for any other, and for one that is too long. */
    static Optional<CompactToken> split(String text) {
        if (text.length() > MAX_BYTES) {
            return Optional.empty();
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        return Optional.of(new CompactToken(
                text, text.substring(0, first), text.substring(first + 1, second), text.substring(second + 1)));
    }

    /**
     * Whether the signature is written in the one canonical way: decoders ignore padding and the spare bits of the last
     * character, which would give one token several texts.
     */
    boolean hasCanonicalSignature() {
        try {
            return encode(Base64.getUrlDecoder().decode(signature)).equals(signature);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Whether the payload is {@code claims}, written in the one canonical way. */
    boolean carries(String claims) {
        return encode(claims.getBytes(StandardCharsets.UTF_8)).equals(payload);
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}
