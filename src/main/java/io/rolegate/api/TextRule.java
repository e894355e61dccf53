package io.rolegate.api;

import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a text parameter may look like: its length in UTF-16 units, its characters and its format. A violation is {@code
 * InvalidParameter.<Name>.Length}, {@code .InvalidChars} or {@code .Format} (ram.md §4), in this order.
 */
public final class TextRule {
    private final int minLength;
    private final int maxLength;
    private final IntPredicate allowed;
    private final String allowedWords;
    private final @Nullable Predicate<String> format;
    private final String formatWords;

    private TextRule(
            int minLength,
            int maxLength,
            IntPredicate allowed,
            String allowedWords,
            @Nullable Predicate<String> format,
            String formatWords) {
        this.minLength = minLength;
        this.maxLength = maxLength;
        this.allowed = allowed;
        this.allowedWords = allowedWords;
        this.format = format;
        this.formatWords = formatWords;
    }

    /**
     * Text of a small alphabet.
     *
     * @param allowed decides a code point
     * @param allowedWords what is allowed, for the message, for example {@code letters, digits and '-'}
     */
    public static TextRule of(int minLength, int maxLength, IntPredicate allowed, String allowedWords) {
        return new TextRule(minLength, maxLength, allowed, allowedWords, null, "");
    }

    /** Any text that every store and answer format can carry: no control characters but tab and line ends. */
    public static TextRule freeText(int maxLength) {
        return of(0, maxLength, TextRule::isFreeText, "printable characters, tabs and line ends");
    }

    /**
     * The same rule with a further demand on the whole text.
     *
     * @param words what is expected, for the message
     */
    public TextRule withFormat(Predicate<String> wholeText, String words) {
        return new TextRule(minLength, maxLength, allowed, allowedWords, wholeText, words);
    }

    /** Letters and digits of ASCII. */
    public static boolean isAsciiAlphanumeric(int codePoint) {
        return (codePoint >= 'a' && codePoint <= 'z')
                || (codePoint >= 'A' && codePoint <= 'Z')
                || (codePoint >= '0' && codePoint <= '9');
    }

    /** Returns {@code value} if it obeys; fails with {@link ApiException} that names the parameter. */
    public String check(String name, String value) {
        Violation violation = violation(value);
        if (violation == null) {
            return value;
        }
        throw new ApiException(
                ErrorCode.INVALID_PARAMETER,
                name + "." + violation.kind(),
                "The parameter " + name + " " + violation.expected() + ".");
    }

    /** What is expected of a text that does not obey, for example {@code must have 1 to 64 characters}; empty if it obeys. */
    public Optional<String> expectedOf(String value) {
        return Optional.ofNullable(violation(value)).map(Violation::expected);
    }

    private record Violation(String kind, String expected) {}

    private @Nullable Violation violation(String value) {
        if (value.length() < minLength || value.length() > maxLength) {
            return new Violation("Length", lengthWords());
        }
        if (!value.codePoints().allMatch(allowed)) {
            return new Violation("InvalidChars", "may hold only " + allowedWords);
        }
        return format == null || format.test(value) ? null : new Violation("Format", "must be " + formatWords);
    }

    private String lengthWords() {
        if (minLength == maxLength) {
            return "must have " + minLength + " characters";
        }
        return minLength == 0
                ? "may have at most " + maxLength + " characters"
                : "must have " + minLength + " to " + maxLength + " characters";
    }

    private static boolean isFreeText(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean noncharacter = (codePoint & 0xFFFE) == 0xFFFE;
        boolean lineSpace = codePoint == '\t' || codePoint == '\n' || codePoint == '\r';
        return lineSpace || !(surrogate || noncharacter || Character.isISOControl(codePoint));
    }
}
