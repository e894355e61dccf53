package io.rolegate.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Tells the passwords that somebody has had apart, and nothing about any of them: a digest over the stored hash, which has a
 * secret salt. A log-on carries the mark of its password, so that it ends when another is set, be it the same text again.
 */
public final class PasswordMark {
    private static final int BYTES = 16;

    private PasswordMark() {}

    /**
     * The mark of a password, 22 characters.
     *
     * @param hash as stored
     * @param setAt when it was set, or null where that is not kept
     */
    public static String of(String hash, @Nullable Instant setAt) {
        String text = hash + "\n" + (setAt == null ? "" : setAt.toEpochMilli());
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
