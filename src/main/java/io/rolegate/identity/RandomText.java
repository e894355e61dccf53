package io.rolegate.identity;

import java.security.SecureRandom;

/** Unguessable texts: ids, secrets, passwords. */
public final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String SYMBOLS = "!#%+-=@_";

    private RandomText() {}

    /** Letters and digits, 5.95 bits each. */
    public static String alphanumeric(int length) {
        return text(ALPHANUMERIC, length);
    }

    /** Digits, the first of them not 0. */
    public static String digits(int length) {
        return text("123456789", 1) + text("0123456789", length - 1);
    }

    /** A password of 20 characters with small and capital letters, digits and a symbol: fits any password policy. */
    public static String password() {
        while (true) {
            String candidate = text(ALPHANUMERIC, 19) + text(SYMBOLS, 1);
            if (candidate.chars().anyMatch(Character::isLowerCase)
                    && candidate.chars().anyMatch(Character::isUpperCase)
                    && candidate.chars().anyMatch(Character::isDigit)) {
                return candidate;
            }
        }
    }

    private static String text(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(RANDOM.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
