package io.rolegate.identity;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A secret in memory: never printed, never compared by {@code equals}. */
public final class Secret {
    private final byte[] bytes;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** A secret from its text, in UTF-8. */
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A secret from its bytes, which are copied. */
    public static Secret of(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /** The secret itself, for a MAC or a cipher; the caller must not change it. */
    public byte[] bytes() {
        return bytes;
    }

    /** The secret as text: for the one answer that shows it. */
    public String reveal() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Overwrites the secret where its life is known to end. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public String toString() {
        return "***";
    }
}
