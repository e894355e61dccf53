package io.rolegate.sts.oidc;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JWT in compact form (RFC 7515 §3.1), read but not yet believed.
 *
 * @param kid the id of the key, or null where the token names none
 */
record SignedToken(
        SigningAlgorithm algorithm, @Nullable String kid, JsonObject claims, Buffer signed, Buffer signature) {
    /** The longest token that is looked at, in characters. */
    static final int MAX_LENGTH = 20_000;

    /** Reads a token; empty for any other text, for unsigned tokens, and where the header asks for more than is understood. */
    static Optional<SignedToken> read(String text) {
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        if (text.length() > MAX_LENGTH || first < 0 || second < 0 || text.indexOf('.', second + 1) >= 0) {
            return Optional.empty();
        }
        try {
            JsonObject header = decode(text.substring(0, first)).toJsonObject();
            JsonObject claims = decode(text.substring(first + 1, second)).toJsonObject();
            Buffer signed = Buffer.buffer(text.substring(0, second).getBytes(StandardCharsets.US_ASCII));
            Buffer signature = decode(text.substring(second + 1));
            return isUnderstood(header)
                    ? SigningAlgorithm.named(header.getString("alg", ""))
                            .map(algorithm ->
                                    new SignedToken(algorithm, header.getString("kid"), claims, signed, signature))
                    : Optional.empty();
        } catch (IllegalArgumentException | DecodeException | ClassCastException unreadable) {
            return Optional.empty();
        }
    }

    /** Whether the key's signature is on it. */
    boolean isSignedBy(JsonWebKey key) {
        return algorithm.verify(key.key(), signed.getBytes(), signature.getBytes());
    }

    /** Other kinds of tokens say so by their type; {@code crit} lists what must be understood, and nothing of it is. */
    private static boolean isUnderstood(JsonObject header) {
        String type = header.getString("typ");
        return !header.containsKey("crit") && (type == null || type.equalsIgnoreCase("JWT"));
    }

    private static Buffer decode(String segment) {
        return Buffer.buffer(Base64.getUrlDecoder().decode(segment));
    }

    @Override
    public String toString() {
        return "token of " + kid;
    }
}
