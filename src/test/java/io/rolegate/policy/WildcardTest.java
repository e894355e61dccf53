package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WildcardTest {
    private static final int LONG = 100_000;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", \"\", true",
                "\"\", a, false",
                "*, \"\", true",
                "**, \"\", true",
                "?, \"\", false",
                "?*, a, true",
                "*?, a, true",
                "a*a, a, false",
                "a*a, aa, true",
                "*ab*ba*, aba, false",
                "*ab*ba*, abba, true",
                "a?c, abc, true",
                "a.c, abc, false",
                "[a], a, false",
                "A, a, false"
            })
    void coversTheWholeText(String pattern, String text, boolean expected) {
        assertThat(Wildcard.of(pattern).matches(text)).isEqualTo(expected);
    }

    @Test
    void foldsAsciiOnly() {
        assertThat(Wildcard.ignoringCase("mns:LIST*").matches("MNS:listQueue")).isTrue();
        assertThat(Wildcard.ignoringCase("k").matches("\u212a")).isFalse();
        assertThat(Wildcard.ignoringCase("i").matches("\u0130")).isFalse();
    }

    @Test
    void doesNotSplitSurrogatePairs() {
        assertThat(Wildcard.of("?").matches("\ud83d\ude00")).isTrue();
        assertThat(Wildcard.of("*\ude00").matches("\ud83d\ude00")).isFalse();
        assertThat(Wildcard.of("\ud83d*").matches("\ud83d\ude00")).isFalse();
        assertThat(Wildcard.of("\ud83d?").matches("\ud83dx")).isTrue();
    }

    @Test
    void repetitiveTextDoesNotBlowUp() {
        String text = "a".repeat(LONG);

        assertThat(Wildcard.of("*a*a*a*b").matches(text)).isFalse();
        assertThat(Wildcard.of("*a*a*a*a").matches(text)).isTrue();
        assertThat(Wildcard.of("*" + "a".repeat(6000) + "b*").matches(text)).isFalse();
        assertThat(Wildcard.of("*" + "a?".repeat(3000) + "b*").matches(text)).isFalse();
        assertThat(Wildcard.of("*" + "a?".repeat(3000) + "*").matches(text)).isTrue();
        assertThat(Wildcard.of("*?".repeat(LONG / 2)).matches(text)).isTrue();
        assertThat(Wildcard.of("*?".repeat(LONG) + "?").matches(text)).isFalse();
    }

    @Property(tries = 5000)
    void agreesWithTheTableOfAllPrefixes(
            @ForAll("patterns") String pattern, @ForAll("texts") String text, @ForAll boolean ignoringCase) {
        Wildcard wildcard = ignoringCase ? Wildcard.ignoringCase(pattern) : Wildcard.of(pattern);

        assertThat(wildcard.matches(text)).isEqualTo(oracle(pattern, text, ignoringCase));
    }

    /** Runs over 64 places and texts made from them, so that the long search is met, and met with hits. */
    @Property(tries = 1000)
    void findsLongRuns(@ForAll("longRuns") String run, @ForAll("texts") String before, @ForAll("texts") String after) {
        String text = before + run.replace('?', 'b') + after;

        assertThat(Wildcard.of("*" + run + "*").matches(text)).isEqualTo(oracle("*" + run + "*", text, false));
        assertThat(Wildcard.of("*" + run + "*c*").matches(text)).isEqualTo(oracle("*" + run + "*c*", text, false));
        assertThat(Wildcard.of("*" + run + "*").matches(text.substring(1)))
                .isEqualTo(oracle("*" + run + "*", text.substring(1), false));
    }

    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.of("a", "b", "A", "*", "?", "\ud83d\ude00", "\ude00", "\ud83d")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("a", "b", "A", "c", "\ud83d\ude00", "\ude00", "\ud83d", "\n")
                .list()
                .ofMaxSize(16)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<String> longRuns() {
        return Arbitraries.of("a", "a", "b", "?", "\ud83d\ude00", "d", "e")
                .list()
                .ofMinSize(17)
                .ofMaxSize(200)
                .map(parts -> String.join("", parts));
    }

    /** Whether each prefix of the pattern covers each prefix of the text, filled in row by row. */
    private static boolean oracle(String pattern, String text, boolean ignoringCase) {
        int[] points = pattern.codePoints().toArray();
        int[] found = text.codePoints().toArray();
        boolean[] covers = new boolean[found.length + 1];
        covers[0] = true;
        for (int point : points) {
            boolean[] next = new boolean[found.length + 1];
            next[0] = point == '*' && covers[0];
            for (int i = 1; i <= found.length; i++) {
                next[i] = point == '*'
                        ? covers[i] || next[i - 1]
                        : covers[i - 1] && (point == '?' || same(point, found[i - 1], ignoringCase));
            }
            covers = next;
        }
        return covers[found.length];
    }

    private static boolean same(int left, int right, boolean ignoringCase) {
        boolean letters = Math.max(left, right) < 128 && Character.isLetter(left) && Character.isLetter(right);
        return left == right
                || (ignoringCase && letters && Character.toLowerCase(left) == Character.toLowerCase(right));
    }
}
