package io.rolegate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final Secret SEED = Secret.of("12345678901234567890");
    private static final Instant NOW = Instant.ofEpochSecond(1_111_111_109);
    private static final long STEP = Totp.step(NOW);
    private static final long NONE = -1;

    /** RFC 6238, appendix B; the last six of its eight digits. */
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SEED, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void codeIsTakenOneStepEarlyOrLateAndNoMore() {
        for (long off = -1; off <= 1; off++) {
            assertThat(Totp.accept(SEED, Totp.code(SEED, STEP + off), NOW, NONE))
                    .hasValue(STEP + off);
        }
        assertThat(Totp.accept(SEED, Totp.code(SEED, STEP - 2), NOW, NONE)).isEmpty();
        assertThat(Totp.accept(SEED, Totp.code(SEED, STEP + 2), NOW, NONE)).isEmpty();
    }

    @Test
    void noStepIsTakenTwiceNorOneBeforeIt() {
        assertThat(Totp.accept(SEED, Totp.code(SEED, STEP), NOW, STEP)).isEmpty();
        assertThat(Totp.accept(SEED, Totp.code(SEED, STEP - 1), NOW, STEP)).isEmpty();
        assertThat(Totp.accept(SEED, Totp.code(SEED, STEP + 1), NOW, STEP)).hasValue(STEP + 1);
    }

    @Test
    void pairMustBeConsecutiveInOrderAndUnspent() {
        String[] codes = new String[5];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = Totp.code(SEED, STEP - 2 + i);
        }

        assertThat(Totp.acceptPair(SEED, codes[0], codes[1], NOW, NONE)).hasValue(STEP - 1);
        assertThat(Totp.acceptPair(SEED, codes[1], codes[2], NOW, NONE)).hasValue(STEP);
        assertThat(Totp.acceptPair(SEED, codes[2], codes[3], NOW, NONE)).hasValue(STEP + 1);
        assertThat(Totp.acceptPair(SEED, codes[3], codes[4], NOW, NONE)).isEmpty();
        assertThat(Totp.acceptPair(SEED, codes[2], codes[1], NOW, NONE)).isEmpty();
        assertThat(Totp.acceptPair(SEED, codes[2], codes[2], NOW, NONE)).isEmpty();
        assertThat(Totp.acceptPair(SEED, codes[1], codes[3], NOW, NONE)).isEmpty();
        assertThat(Totp.acceptPair(SEED, codes[1], codes[2], NOW, STEP - 1)).isEmpty();
    }

    @Property
    void codesAreSixDigits(@ForAll @LongRange(min = 0) long step) {
        assertThat(Totp.code(SEED, step)).matches("[0-9]{6}");
    }

    @ParameterizedTest
    @CsvSource({"''", "81804", "0081804", "٠٨١٨٠٤"})
    void whatIsWrittenOtherwiseIsNoCode(String text) {
        assertThat(Totp.accept(SEED, text, NOW, NONE)).isEmpty();
    }
}
