package io.rolegate.policy;

/** Letters and digits of ASCII, and nothing else: no locale, no Unicode folding (ram.md §1.2). */
final class Ascii {
    private Ascii() {}

    static int fold(int codePoint) {
        return codePoint >= 'A' && codePoint <= 'Z' ? codePoint + ('a' - 'A') : codePoint;
    }

    static String fold(String text) {
        return fold(text, text.length());
    }

    /** Folds the first {@code length} characters only. */
    static String fold(String text, int length) {
        for (int i = 0; i < length; i++) {
            if (fold(text.charAt(i)) != text.charAt(i)) {
                StringBuilder folded = new StringBuilder(text);
                for (int j = i; j < length; j++) {
                    folded.setCharAt(j, (char) fold(text.charAt(j)));
                }
                return folded.toString();
            }
        }
        return text;
    }

    static boolean equalsIgnoringCase(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        for (int i = 0; i < left.length(); i++) {
            if (fold(left.charAt(i)) != fold(right.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }

    /** Whether {@code text} is one or more digits. */
    static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isDigit(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }
}
