package io.rolegate.console.page.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.policy.PolicyDocument;
import io.rolegate.policy.PolicyKind;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

class TrustWizardTest {
    @Test
    void anotherAccountIsTrustedOnTheConditionsThatWereAskedFor() throws Exception {
        String document = new TrustWizard("1001000000000001", "order \"42\"", true).document();

        PolicyDocument.parse(document, PolicyKind.TRUST);
        JsonObject statement =
                new JsonObject(document).getJsonArray("Statement").getJsonObject(0);
        assertThat(statement.getJsonObject("Principal").getJsonArray("RAM"))
                .containsExactly("acs:ram::1001000000000001:root");
        assertThat(statement.getJsonObject("Condition"))
                .isEqualTo(
                        new JsonObject(
                                """
                {"StringEquals": {"sts:ExternalId": "order \\"42\\""}, "Bool": {"acs:MFAPresent": "true"}}"""));
    }

    @Test
    void noConditionStandsWhereNoneWasAskedFor() {
        assertThat(new TrustWizard("1001000000000001", "", false).document()).doesNotContain("Condition");
    }
}
