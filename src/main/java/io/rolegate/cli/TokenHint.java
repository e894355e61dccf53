package io.rolegate.cli;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a SecurityToken says of itself, not verified; null where it doesn't.
 *
 * @param accessKeyId the temporary access key that it belongs to
 */
record TokenHint(@Nullable String accessKeyId, @Nullable Instant expiry) {
    private static final TokenHint NONE = new TokenHint(null, null);
    private static final int SEGMENTS = 3;

    /** Reads the claims of a token of the gateway's own form; of any other, nothing is said. */
    static TokenHint of(@Nullable String token) {
        String[] segments = token == null ? new String[0] : token.split("\\.", -1);
        if (segments.length != SEGMENTS) {
            return NONE;
        }
        try {
            JsonObject claims =
                    new JsonObject(new String(Base64.getUrlDecoder().decode(segments[1]), StandardCharsets.UTF_8));
            Object keyId = claims.getValue("jti");
            Object expiry = claims.getValue("exp");
            return new TokenHint(
                    keyId instanceof String text ? text : null,
                    expiry instanceof Number seconds ? Instant.ofEpochSecond(seconds.longValue()) : null);
        } catch (IllegalArgumentException | DecodeException | DateTimeException noClaims) {
            return NONE;
        }
    }
}
