package io.rolegate.ram;

import static io.rolegate.ram.RamFixture.POLICY;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Drafts of policies, by the operations on them. */
class DraftPolicyVersionsTest {
    private static final String NARROWER =
            "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"mns:Send*\",\"Resource\":\"*\"}]}";

    private final RamFixture ram = new RamFixture();

    @BeforeEach
    void createPolicy() {
        ram.call("CreatePolicy", "PolicyName", "Queues", "PolicyDocument", POLICY);
    }

    @Test
    void draftIsAVersionThatIsNotInForce() {
        JsonObject draft = draft(create(NARROWER));

        assertThat(draft.getString("VersionId")).isEqualTo("v2");
        assertThat(draft.getString("DefaultVersion")).isEqualTo("v1");
        assertThat(draft.getString("PolicyDocument")).isEqualTo(NARROWER);
        assertThat(draft(ram.call("GetDraftPolicyVersion", "PolicyName", "queues")))
                .isEqualTo(draft);
        assertThat(inForce()).isEqualTo("v1");
        assertThat(drafts())
                .containsExactly(JsonObject.of("PolicyName", "Queues", "VersionId", "v2", "DefaultVersion", "v1"));
    }

    @Test
    void publishingPutsItInForceAndOnlyTheOneThatWasLookedAt() {
        create(NARROWER);

        assertThat(ram.refusalCode("PublishDraftPolicyVersion", "PolicyName", "Queues", "VersionId", "v1"))
                .isEqualTo("EntityNotExist.Policy.DraftVersion");
        ram.call("PublishDraftPolicyVersion", "PolicyName", "Queues", "VersionId", "v2");

        assertThat(inForce()).isEqualTo("v2");
        assertThat(drafts()).isEmpty();
        assertThat(ram.refusalCode("PublishDraftPolicyVersion", "PolicyName", "Queues", "VersionId", "v2"))
                .isEqualTo("EntityNotExist.Policy.DraftVersion");
    }

    @Test
    void deletedDraftLeavesNothingBehind() {
        create(NARROWER);

        ram.call("DeleteDraftPolicyVersion", "PolicyName", "Queues", "VersionId", "v2");

        assertThat(ram.refusalCode("GetDraftPolicyVersion", "PolicyName", "Queues"))
                .isEqualTo("EntityNotExist.Policy.DraftVersion");
        assertThat(ram.refusalCode(
                        "GetPolicyVersion", "PolicyName", "Queues", "PolicyType", "Custom", "VersionId", "v2"))
                .isEqualTo("EntityNotExist.Policy.Version");
        assertThat(draft(create(NARROWER)).getString("VersionId")).isEqualTo("v3");
    }

    @Test
    void draftEndsWhenItsVersionBecomesTheDefaultOrGoesOtherwise() {
        create(NARROWER);
        ram.call("SetDefaultPolicyVersion", "PolicyName", "Queues", "VersionId", "v2");
        assertThat(drafts()).isEmpty();

        create(POLICY);
        ram.call("DeletePolicyVersion", "PolicyName", "Queues", "VersionId", "v3");
        assertThat(drafts()).isEmpty();
    }

    @Test
    void oneDraftAtATimeAndItCountsAsAVersion() {
        create(NARROWER);

        assertThat(ram.refusalCode("CreateDraftPolicyVersion", "PolicyName", "Queues", "PolicyDocument", POLICY))
                .isEqualTo("EntityAlreadyExists.Policy.DraftVersion");
        for (int i = 0; i < 3; i++) {
            ram.call("CreatePolicyVersion", "PolicyName", "Queues", "PolicyDocument", POLICY);
        }
        assertThat(ram.refusalCode("CreatePolicyVersion", "PolicyName", "Queues", "PolicyDocument", POLICY))
                .isEqualTo("LimitExceeded.Policy.Version");
    }

    @Test
    void draftDoesNotGiveWayToNewVersions() {
        create(NARROWER);

        for (int i = 0; i < 6; i++) {
            ram.call(
                    "CreatePolicyVersion",
                    "PolicyName",
                    "Queues",
                    "PolicyDocument",
                    POLICY,
                    "RotateStrategy",
                    "DeleteOldestNonDefaultVersionWhenLimitExceeded");
        }

        assertThat(draft(ram.call("GetDraftPolicyVersion", "PolicyName", "Queues"))
                        .getString("VersionId"))
                .isEqualTo("v2");
    }

    @Test
    void draftsAreCheckedLikeVersions() {
        assertThat(ram.refusalCode("CreateDraftPolicyVersion", "PolicyName", "Queues", "PolicyDocument", "{}"))
                .isEqualTo("MalformedPolicyDocument");
        assertThat(ram.refusalCode("CreateDraftPolicyVersion", "PolicyName", "None", "PolicyDocument", POLICY))
                .isEqualTo("EntityNotExist.Policy");
        assertThat(ram.resources("CreateDraftPolicyVersion", "PolicyName", "QUEUES", "PolicyDocument", POLICY))
                .containsExactly(ram.arn("policy/Queues"));
    }

    private Map<String, Object> create(String document) {
        return ram.call("CreateDraftPolicyVersion", "PolicyName", "Queues", "PolicyDocument", document);
    }

    private static JsonObject draft(Map<String, Object> answer) {
        return new JsonObject(answer).getJsonObject("DraftPolicyVersion");
    }

    private List<Object> drafts() {
        return new JsonObject(ram.call("ListDraftPolicyVersions"))
                .getJsonObject("DraftPolicyVersions").getJsonArray("DraftPolicyVersion").stream()
                        .toList();
    }

    private String inForce() {
        return new JsonObject(ram.call("GetPolicy", "PolicyName", "Queues", "PolicyType", "Custom"))
                .getJsonObject("Policy")
                .getString("DefaultVersion");
    }
}
