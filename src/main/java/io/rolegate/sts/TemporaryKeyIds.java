package io.rolegate.sts;

import java.security.SecureRandom;
import java.util.random.RandomGenerator;

/** Makes the AccessKeyIds of temporary credentials: {@code STS.} and 26 random letters and digits, some 150 bits. */
public final class TemporaryKeyIds {
    static final String PREFIX = "STS.";

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int RANDOM_CHARACTERS = 26;

    private final RandomGenerator random;

    public TemporaryKeyIds() {
        this(new SecureRandom());
    }

    TemporaryKeyIds(RandomGenerator random) {
        this.random = random;
    }

    /** A new one. */
    public String next() {
        StringBuilder id = new StringBuilder(PREFIX.length() + RANDOM_CHARACTERS).append(PREFIX);
        for (int i = 0; i < RANDOM_CHARACTERS; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
