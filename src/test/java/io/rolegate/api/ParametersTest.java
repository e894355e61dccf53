package io.rolegate.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rolegate.identity.KeyStatus;
import java.util.Map;
import java.util.OptionalInt;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    private static final TextRule NAME = TextRule.of(
                    2, 8, c -> TextRule.isAsciiAlphanumeric(c) || c == '-', "letters, digits and '-'")
            .withFormat(text -> !text.startsWith("-"), "a text that does not begin with '-'");

    @Test
    void missingParameterIsNamed() {
        refused(() -> of("Other", "x").require("UserName"), "MissingParameter", "The parameter UserName is required.");
        refused(
                () -> of("UserName", "").require("UserName"),
                "MissingParameter",
                "The parameter UserName is required.");
        refused(
                () -> of("status", "Active").requireChoice("Status", KeyStatus.values(), KeyStatus::wireName),
                "MissingParameter",
                "The parameter Status is required.");
    }

    @Test
    void textThatObeysItsRuleIsReturnedAsSent() {
        assertThat(of("N", "a-B9").require("N", NAME)).isEqualTo("a-B9");
        assertThat(of("M", "a-B9").text("N", NAME)).isEmpty();
    }

    @Test
    void textThatBreaksItsRuleNamesFieldAndExpectation() {
        refused(
                () -> of("N", "abcdefghi").require("N", NAME),
                "InvalidParameter.N.Length",
                "The parameter N must have 2 to 8 characters.");
        refused(
                () -> of("N", "a_b").require("N", NAME),
                "InvalidParameter.N.InvalidChars",
                "The parameter N may hold only letters, digits and '-'.");
        refused(
                () -> of("N", "-b").require("N", NAME),
                "InvalidParameter.N.Format",
                "The parameter N must be a text that does not begin with '-'.");
        refused(
                () -> of("N", "ab١").text("N", NAME),
                "InvalidParameter.N.InvalidChars",
                "The parameter N may hold only letters, digits and '-'.");
    }

    @Test
    void emptyTextThatWasSentIsNotAbsent() {
        assertThat(of("NewComments", "").sent("NewComments", TextRule.freeText(4)))
                .contains("");
        assertThat(of("Other", "").sent("NewComments", TextRule.freeText(4))).isEmpty();
        refused(
                () -> of("NewComments", "12345").sent("NewComments", TextRule.freeText(4)),
                "InvalidParameter.NewComments.Length",
                "The parameter NewComments may have at most 4 characters.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nul\0", "esc\u001b", "half\ud800", "non\uffff", "del\u007f", "c1\u0085"})
    void freeTextRefusesWhatStoresAndXmlCannotCarry(String text) {
        ApiException refusal = catchThrowableOfType(
                ApiException.class, () -> of("Comments", text).text("Comments", TextRule.freeText(100)));

        assertThat(refusal.code()).isEqualTo("InvalidParameter.Comments.InvalidChars");
    }

    @Test
    void freeTextTakesAnyLanguageAndLineEnds() {
        String text = "管理员\t\r\n<&>\"' \ud83d\ude00";

        assertThat(of("Comments", text).text("Comments", TextRule.freeText(100)))
                .contains(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "-1", "+5", "5.0", " 5", "٥", "x", "99999999999999999999", "4294967297"})
    void numberOutOfRangeOrForm(String number) {
        refused(
                () -> of("MaxItems", number).number("MaxItems", 1, 1000),
                "InvalidParameter.MaxItems",
                "The parameter MaxItems must be a whole number from 1 to 1000.");
    }

    @Test
    void numbersInRange() {
        assertThat(of("N", "1").number("N", 1, 1000)).isEqualTo(OptionalInt.of(1));
        assertThat(of("N", "1000").number("N", 1, 1000)).isEqualTo(OptionalInt.of(1000));
        assertThat(of("N", "").number("N", 1, 1000)).isEmpty();
    }

    @Test
    void flags() {
        assertThat(of("F", "true").flag("F")).contains(true);
        assertThat(of("F", "False").flag("F")).contains(false);
        assertThat(of("F", "").flag("F")).isEmpty();
        refused(() -> of("F", "1").flag("F"), "InvalidParameter.F", "The parameter F must be true or false.");
    }

    @Test
    void choices() {
        assertThat(of("Status", "Inactive").choice("Status", KeyStatus.values(), KeyStatus::wireName))
                .contains(KeyStatus.INACTIVE);
        refused(
                () -> of("Status", "inactive").choice("Status", KeyStatus.values(), KeyStatus::wireName),
                "InvalidParameter.Status",
                "The parameter Status must be one of Active, Inactive.");
    }

    private static Parameters of(String name, String value) {
        return new Parameters(Map.of(name, value));
    }

    private static void refused(ThrowingCallable reading, String code, String message) {
        ApiException refusal = catchThrowableOfType(ApiException.class, reading);
        assertThat(refusal).isNotNull();
        assertThat(refusal.code()).isEqualTo(code);
        assertThat(refusal.text()).isEqualTo(message);
        assertThat(refusal.error().status()).isEqualTo(400);
    }
}
