package io.rolegate.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluationCaseTest {
    private static final String REQUEST =
            "\"request\":{\"action\":\"mns:Get\",\"resource\":\"*\",\"principal\":{\"type\":\"RAMUser\","
                    + "\"arn\":\"acs:ram::1:user/amy\",\"accountId\":\"1\"}}";
    private static final String STATEMENT = "{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"*\"}";

    @Test
    void documentsKeepTheirVeryText() throws EvaluationCase.NotACaseException {
        String document = "{ \"Version\" : \"1\",\"Statement\":[" + STATEMENT + "] }";

        EvaluationCase evaluation = EvaluationCase.parse(caseOf(document));

        assertThat(evaluation.policies().of(PolicyKind.IDENTITY))
                .singleElement()
                .satisfies(policy -> assertThat(policy.document().json()).isEqualTo(document));
        assertThat(verdict(document)).isEqualTo(Verdict.ALLOW);
    }

    @Test
    void duplicateKeysInADocumentAreNoticed() throws EvaluationCase.NotACaseException {
        assertThat(verdict("{\"Version\":\"1\",\"Version\":\"1\",\"Statement\":[" + STATEMENT + "]}"))
                .isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "5", "true", "[]", "\"\"", "\"{\"", "{}"})
    void whatIsNoPolicyFailsClosed(String document) throws EvaluationCase.NotACaseException {
        assertThat(verdict(document)).isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @Test
    void deepAndLargeDocumentsFailClosed() throws EvaluationCase.NotACaseException {
        assertThat(verdict("[".repeat(100_000) + "]".repeat(100_000))).isEqualTo(Verdict.IMPLICIT_DENY);
        assertThat(verdict("{\"Version\":\"1\",\"Statement\":[" + (STATEMENT + ",").repeat(50_000) + STATEMENT + "]}"))
                .isEqualTo(Verdict.IMPLICIT_DENY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Allow",
                "{",
                "[]",
                "null",
                "{}",
                "{\"policies\":[]}",
                "{\"policies\":{},$R}",
                "{\"policies\":[1],$R}",
                "{\"policies\":[{\"type\":\"identity\"}],$R}",
                "{\"policies\":[{\"type\":\"Identity\",\"document\":{}}],$R}",
                "{$R}",
                "{\"policies\":[],\"request\":{\"action\":\"a\",\"resource\":\"*\"}}",
                "{\"policies\":[],\"request\":{\"action\":\"a\",\"resource\":\"*\",\"principal\":{\"type\":\"User\","
                        + "\"arn\":\"a\",\"accountId\":\"1\"}}}",
                "{\"policies\":[],\"request\":{\"action\":null}}",
                "{\"policies\":[],\"request\":{\"context\":{\"k\":[null]}}}",
                "{\"policies\":[],\"request\":{\"context\":[]}}",
                "{\"policies\":[],$R} x"
            })
    void saysWhyALineIsNoCase(String line) {
        assertThatExceptionOfType(EvaluationCase.NotACaseException.class)
                .isThrownBy(() -> EvaluationCase.parse(line.replace("$R", REQUEST)))
                .satisfies(e -> assertThat(e.getMessage()).isNotBlank().doesNotContain("\n"));
    }

    private static Verdict verdict(String document) throws EvaluationCase.NotACaseException {
        return EvaluationCase.parse(caseOf(document))
                .decide(new StatementEngine())
                .verdict();
    }

    private static String caseOf(String document) {
        return "{\"policies\":[{\"document\":" + document + ",\"note\":{},\"type\":\"identity\"}]," + REQUEST + "}";
    }
}
