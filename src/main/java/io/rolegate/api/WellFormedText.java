package io.rolegate.api;

import java.util.function.IntPredicate;

/** Replaces what a format can't carry, so that hostile text never makes an answer that clients can't parse. */
final class WellFormedText {
    private static final int REPLACEMENT = 0xFFFD;

    private WellFormedText() {}

    /** For JSON, where only half surrogate pairs have no form in UTF-8. */
    static String forJson(String text) {
        return keep(text, codePoint -> !isSurrogate(codePoint));
    }

    /** For XML 1.0, section 2.2: most control characters can't be written, not even escaped. */
    static String forXml(String text) {
        return keep(text, WellFormedText::isXmlCharacter);
    }

    private static String keep(String text, IntPredicate allowed) {
        if (text.codePoints().allMatch(allowed)) {
            return text;
        }
        StringBuilder clean = new StringBuilder(text.length());
        text.codePoints()
                .forEach(codePoint -> clean.appendCodePoint(allowed.test(codePoint) ? codePoint : REPLACEMENT));
        return clean.toString();
    }

    private static boolean isSurrogate(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    private static boolean isXmlCharacter(int codePoint) {
        if (codePoint < ' ') {
            return codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        }
        return !isSurrogate(codePoint) && codePoint != 0xFFFE && codePoint != 0xFFFF;
    }
}
