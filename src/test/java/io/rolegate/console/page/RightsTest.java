package io.rolegate.console.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class RightsTest {
    private static final List<Rights.Deed> DEEDS =
            List.of(new Rights.Deed("mns:SendMessage", "q/messages"), new Rights.Deed("mns:DeleteQueue", "q"));

    private static JsonObject result(String action, String resource, String decision, boolean depends) {
        return new JsonObject()
                .put("AuthAction", action)
                .put("AuthResource", resource)
                .put("Decision", decision)
                .put("PolicyType", "AccountLevelIdentityBasedPolicy")
                .put("DependsOnContext", depends);
    }

    private static JsonObject answer(JsonObject... results) {
        return new JsonObject()
                .put("EvaluationResults", new JsonObject().put("EvaluationResult", new JsonArray(List.of((Object[])
                                results))));
    }

    @Test
    void deniedIsWhatNoPolicyAllowsOrOneDenies() {
        assertThat(Rights.denied(
                        answer(
                                result("mns:SendMessage", "q/messages", "ImplicitDeny", false),
                                result("mns:DeleteQueue", "q", "ExplicitDeny", false)),
                        DEEDS))
                .containsOnlyKeys("SendMessage", "DeleteQueue")
                .containsEntry(
                        "DeleteQueue", new Rights.Denied("mns:DeleteQueue", "AccountLevelIdentityBasedPolicy", true));
    }

    @Test
    void allowedIsNot() {
        assertThat(Rights.denied(answer(result("mns:DeleteQueue", "q", "Allow", false)), DEEDS))
                .isEmpty();
    }

    @Test
    void whatDependsOnTheRequestIsLeftToTheRequest() {
        assertThat(Rights.denied(answer(result("mns:DeleteQueue", "q", "ImplicitDeny", true)), DEEDS))
                .isEmpty();
    }

    @Test
    void pairsThatAreNotMeantDontCount() {
        assertThat(Rights.denied(answer(result("mns:SendMessage", "q", "ImplicitDeny", false)), DEEDS))
                .isEmpty();
    }
}
