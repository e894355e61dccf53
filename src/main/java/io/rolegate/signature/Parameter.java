package io.rolegate.signature;

/** One decoded query or form parameter; the value may be empty, the name never is. */
public record Parameter(String name, String value) {

    /** Orders names by the bytes of their UTF-8 form, which is the order that all dialects sign in. */
    static int compareNames(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        for (int i = 0; i < shorter; i++) {
            char a = left.charAt(i);
            char b = right.charAt(i);
            if (a != b) {
                // UTF-16 puts surrogates before U+E000..U+FFFF, UTF-8 puts them after.
                boolean aSurrogate = Character.isSurrogate(a);
                return aSurrogate == Character.isSurrogate(b) || Math.min(a, b) < Character.MIN_SURROGATE
                        ? a - b
                        : aSurrogate ? 1 : -1;
            }
        }
        return left.length() - right.length();
    }
}
