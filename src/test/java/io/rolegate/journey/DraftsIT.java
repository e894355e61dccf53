package io.rolegate.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aliyun.cs20151215.models.DescribeTemplatesRequest;
import io.rolegate.cli.RunningGateway;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Drafts on live requests of a partner's sessions: seen in metrics and audit records, never in force before they are published. */
@ExtendWith(RolegateExtension.class)
class DraftsIT {
    private static final String NOTHING_ELSE = Cast.allowing("cs:DescribeClusters", "*");

    private final RunningGateway gateway;
    private final Cast cast;
    private Cast.PartnerUser user;
    private Cast.PartnerRole role;
    private int calls;

    DraftsIT(RunningGateway gateway, Cast cast) {
        this.gateway = gateway;
        this.cast = cast;
    }

    @BeforeEach
    void partner() throws Exception {
        user = cast.user();
        role = cast.role(Cast.allowing("cs:*", "*"));
    }

    @Test
    void differencesAreCountedAndRecordedButNothingIsEnforced() throws Exception {
        SigningCredentials session = cast.session(user, role);
        draft("CreateDraftPolicyVersion", "PolicyDocument", NOTHING_ELSE);

        assertThat(describeTemplates(session)).isEqualTo(Delegation.WORKS);

        assertThat(drafts(session)).containsExactly(drafted("v2", "ImplicitDeny"));
        JsonObject event = GenericCall.call(
                        cast.ownerA(), "LookupEvents", Map.of("PrincipalArn", "*/" + role.name() + "/*"))
                .getJsonObject("Events")
                .getJsonArray("Event")
                .getJsonObject(0);
        assertThat(event.getJsonObject("Drafts").getJsonArray("Draft"))
                .containsExactly(
                        JsonObject.of("Policy", role.policyName(), "Version", "v2", "Decision", "ImplicitDeny"));
        assertThat(gateway.metrics())
                .contains("rolegate_draft_decisions_total{draft=\"" + cast.accountA() + "/" + role.policyName()
                        + "/v2\",result=\"would_deny\"} 1.0");

        draft("PublishDraftPolicyVersion", "VersionId", "v2");
        assertThat(describeTemplates(session)).isEqualTo(Delegation.NOT_ALLOWED);
        assertThat(drafts(session)).isEmpty();
    }

    @Test
    void sessionPolicyNarrowsTheDraftToo() throws Exception {
        SigningCredentials session =
                cast.assume(user.credentials(), Cast.request(user, role).setPolicy(NOTHING_ELSE));
        draft("CreateDraftPolicyVersion", "PolicyDocument", Cast.allowing("*", "*"));

        assertThat(describeTemplates(session)).isEqualTo(Delegation.NOT_ALLOWED);

        assertThat(drafts(session)).isEmpty();
    }

    @Test
    void draftThatWouldAllowIsRecordedWithTheDenial() throws Exception {
        role = cast.role(NOTHING_ELSE);
        SigningCredentials session = cast.session(user, role);
        draft("CreateDraftPolicyVersion", "PolicyDocument", Cast.allowing("cs:Describe*", "*"));

        assertThat(describeTemplates(session)).isEqualTo(Delegation.NOT_ALLOWED);
        assertThat(drafts(session)).containsExactly(drafted("v2", "Allow"));

        draft("DeleteDraftPolicyVersion", "VersionId", "v2");
        assertThat(describeTemplates(session)).isEqualTo(Delegation.NOT_ALLOWED);
        assertThat(drafts(session)).isEmpty();
    }

    private void draft(String action, String parameter, String value) throws Exception {
        GenericCall.call(cast.ownerA(), action, Map.of("PolicyName", role.policyName(), parameter, value));
    }

    private String describeTemplates(SigningCredentials session) {
        return Delegation.outcome(
                () -> cast.as(session).containerService().describeTemplates(new DescribeTemplatesRequest()));
    }

    private JsonObject drafted(String version, String decision) {
        return JsonObject.of("policy", role.policyName(), "version", version, "decision", decision);
    }

    /** What the record of the session's last call says of drafts; there is one more with each call. */
    private List<JsonObject> drafts(SigningCredentials session) {
        calls++;
        List<JsonObject> records =
                await().atMost(Duration.ofSeconds(30)).until(() -> records(session), found -> found.size() == calls);
        return records.get(calls - 1).getJsonArray("drafts", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private List<JsonObject> records(SigningCredentials session) throws IOException {
        return Files.readAllLines(gateway.auditFile()).stream()
                .filter(line -> line.endsWith("}") && line.contains(session.accessKeyId()))
                .map(JsonObject::new)
                .toList();
    }
}
