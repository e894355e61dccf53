package io.rolegate.signature.doctor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known beside the recording; null where it isn't.
 *
 * @param accessKeyId the key that the secret belongs to
 * @param token the SecurityToken that was issued with the key; empty for a long-term key
 * @param tokenKeyId the access key that the request's SecurityToken says it belongs to
 * @param tokenExpiry when the request's SecurityToken says it ends
 * @param now when the gateway took the request
 */
public record Known(
        @Nullable Key secret,
        @Nullable String accessKeyId,
        @Nullable String token,
        @Nullable String tokenKeyId,
        @Nullable Instant tokenExpiry,
        @Nullable Instant now) {
    /** A secret; its text shows nowhere. */
    public static final class Key {
        private final byte[] bytes;

        /** @param bytes not empty, in UTF-8 */
        public Key(byte[] bytes) {
            if (bytes.length == 0) {
                throw new IllegalArgumentException("a secret is never empty");
            }
            this.bytes = bytes.clone();
        }

        byte[] bytes() {
            return bytes;
        }

        @Override
        public String toString() {
            return "***";
        }
    }
}
