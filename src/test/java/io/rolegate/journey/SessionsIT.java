package io.rolegate.journey;

import static io.rolegate.journey.Delegation.REVOKED;
import static io.rolegate.journey.Delegation.WORKS;
import static org.assertj.core.api.Assertions.assertThat;

import com.aliyun.ram20150501.models.AttachPolicyToUserRequest;
import com.aliyun.ram20150501.models.CreateAccessKeyRequest;
import com.aliyun.ram20150501.models.CreatePolicyRequest;
import com.aliyun.ram20150501.models.CreateUserRequest;
import com.aliyun.sts20150401.models.AssumeRoleRequest;
import io.rolegate.signature.SigningCredentials;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The owner of a role sees who has sessions of it, and ends them: one, or all until now. */
@ExtendWith(RolegateExtension.class)
class SessionsIT {
    private final Cast cast;
    private final Delegation delegation;
    private Cast.PartnerUser user;
    private Cast.PartnerRole role;
    private SigningCredentials session;

    SessionsIT(Cast cast) {
        this.cast = cast;
        this.delegation = new Delegation(cast);
    }

    @BeforeEach
    void delegate() throws Exception {
        user = cast.user();
        role = cast.role(Cast.allowing("*", "*"));
        session = cast.session(user, role);
        assertThat(delegation.use(session)).isEqualTo(WORKS);
    }

    @Test
    void ownerSeesWhoHasASession() throws Exception {
        JsonObject listed = only(list(Map.of("RoleName", role.name())));

        assertThat(listed.getString("SessionId")).isEqualTo(session.accessKeyId());
        assertThat(listed.getString("SessionName")).isEqualTo(user.name());
        assertThat(listed.getString("RoleName")).isEqualTo(role.name());
        assertThat(listed.getString("RoleArn")).isEqualTo(role.arn());
        assertThat(listed.getString("SourcePrincipalArn")).isEqualTo(arn(user));
        assertThat(listed.getString("PartnerAccountId")).isEqualTo(cast.accountB());
        assertThat(listed.getString("IssueDate")).endsWith("Z");
        assertThat(listed.getString("ExpirationDate")).isGreaterThan(listed.getString("IssueDate"));
        Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(
                        only(list(Map.of("RoleName", role.name()))).getString("LastUsedDate"))
                .isNotNull());
    }

    @Test
    void listsAreNarrowedByRoleSourceAndPartner() throws Exception {
        Cast.PartnerUser other = cast.user();
        SigningCredentials others = cast.session(other, role);

        assertThat(ids(list(Map.of("RoleName", role.name().toUpperCase(Locale.ROOT)))))
                .containsExactlyInAnyOrder(session.accessKeyId(), others.accessKeyId());
        assertThat(ids(list(Map.of("SourcePrincipalArn", arn(user))))).containsExactly(session.accessKeyId());
        assertThat(ids(list(Map.of("RoleName", role.name(), "SourcePrincipalArn", arn(other)))))
                .containsExactly(others.accessKeyId());
        assertThat(ids(list(Map.of("RoleName", role.name(), "PartnerAccountId", cast.accountB()))))
                .hasSize(2);
        assertThat(ids(list(Map.of("PartnerAccountId", cast.accountA())))).isEmpty();
        assertThat(ids(list(Map.of()))).contains(session.accessKeyId(), others.accessKeyId());
    }

    @Test
    void listsComeInPagesOfLivingSessions() throws Exception {
        List<String> living = new ArrayList<>(List.of(session.accessKeyId()));
        for (int count = 0; count < 3; count++) {
            living.add(cast.session(user, role).accessKeyId());
        }
        SigningCredentials revoked = cast.session(user, role);
        revoke(revoked.accessKeyId());

        List<String> seen = new ArrayList<>();
        Map<String, String> request = new HashMap<>(Map.of("RoleName", role.name(), "MaxItems", "2"));
        JsonObject page;
        do {
            page = list(request);
            assertThat(ids(page)).hasSizeLessThanOrEqualTo(2);
            seen.addAll(ids(page));
            request.put("Marker", page.getString("Marker", ""));
        } while (page.getBoolean("IsTruncated"));

        assertThat(seen).containsExactlyInAnyOrderElementsOf(living);
    }

    @Test
    void oneSessionEndsAndOthersLive() throws Exception {
        SigningCredentials other = cast.session(user, role);

        revoke(session.accessKeyId());

        assertThat(delegation.use(session)).isEqualTo(REVOKED);
        assertThat(delegation.use(other)).isEqualTo(WORKS);
    }

    @Test
    void allSessionsOfARoleUntilNowEnd() throws Exception {
        SigningCredentials ofOtherRole = cast.session(user, cast.role(Cast.allowing("*", "*")));

        revokeAll(Map.of("RoleName", role.name()));

        assertThat(delegation.use(session)).isEqualTo(REVOKED);
        assertThat(delegation.use(ofOtherRole)).isEqualTo(WORKS);
        assertThat(delegation.use(cast.session(user, role))).isEqualTo(WORKS);
    }

    @Test
    void allSessionsOfASourceUntilNowEnd() throws Exception {
        SigningCredentials ofOther = cast.session(cast.user(), role);

        revokeAll(Map.of(
                "SourcePrincipalArn", arn(user).replace(user.name(), user.name().toUpperCase(Locale.ROOT))));

        assertThat(delegation.use(session)).isEqualTo(REVOKED);
        assertThat(delegation.use(ofOther)).isEqualTo(WORKS);
        assertThat(delegation.use(cast.session(user, role))).isEqualTo(WORKS);
    }

    @Test
    void allSessionsOfAPartnerUntilNowEnd() throws Exception {
        revokeAll(Map.of("PartnerAccountId", cast.accountA()));
        assertThat(delegation.use(session)).isEqualTo(WORKS);

        revokeAll(Map.of("PartnerAccountId", cast.accountB()));
        assertThat(delegation.use(session)).isEqualTo(REVOKED);
        assertThat(delegation.use(cast.session(user, role))).isEqualTo(WORKS);
    }

    @Test
    void chainedSessionEndsWithItsParent() throws Exception {
        Cast.PartnerRole second = cast.role(Cast.allowing("*", "*"), Cast.trusting(role.arn()));
        SigningCredentials byId = chained(second);
        SigningCredentials other = cast.assume(cast.session(user, role), chaining(second));

        JsonObject hit = call("RevokeSession", Map.of("SessionId", session.accessKeyId(), "DryRun", "true"));
        assertThat(ids(hit)).containsExactlyInAnyOrder(session.accessKeyId(), byId.accessKeyId());
        revoke(session.accessKeyId());
        assertThat(delegation.use(byId)).isEqualTo(REVOKED);
        assertThat(delegation.use(other)).isEqualTo(WORKS);

        revokeAll(Map.of("RoleName", role.name()));
        assertThat(delegation.use(other)).isEqualTo(REVOKED);
    }

    @Test
    void dryRunEndsNothingAndTellsWhatWouldEnd() throws Exception {
        Cast.PartnerRole second = cast.role(Cast.allowing("*", "*"), Cast.trusting(role.arn()));
        SigningCredentials chained = chained(second);
        cast.session(cast.user(), cast.role(Cast.allowing("*", "*")));

        JsonObject hit = call("RevokeSessions", Map.of("RoleName", role.name(), "DryRun", "true"));

        assertThat(hit.getBoolean("DryRun")).isTrue();
        assertThat(ids(hit)).containsExactlyInAnyOrder(session.accessKeyId(), chained.accessKeyId());
        assertThat(delegation.use(session)).isEqualTo(WORKS);
        assertThat(delegation.use(chained)).isEqualTo(WORKS);
        assertThat(ids(call("RevokeSessions", Map.of("SourcePrincipalArn", role.arn(), "DryRun", "true"))))
                .containsExactly(chained.accessKeyId());
    }

    @Test
    void administratorsNeedPermissionOnTheRole() throws Exception {
        Sdk clerk = administrator(
                """
                {"Version":"1","Statement":[{"Effect":"Allow","Action":["sts:ListSessions","sts:Revoke*"],"Resource":"%s"}]}"""
                        .formatted(role.arn()));
        Cast.PartnerRole otherRole = cast.role(Cast.allowing("*", "*"));
        SigningCredentials other = cast.session(user, otherRole);

        assertThat(GenericCall.outcome(clerk, "ListSessions", Map.of("RoleName", role.name())))
                .isEqualTo(WORKS);
        for (Map<String, String> wider : List.of(
                Map.<String, String>of(),
                Map.of("RoleName", otherRole.name()),
                Map.of("SourcePrincipalArn", arn(user)),
                Map.of("RoleName", "no-such-role"))) {
            assertThat(GenericCall.outcome(clerk, "ListSessions", wider)).isEqualTo("NoPermission");
        }
        for (Map<String, String> wider : List.of(
                Map.of("RoleName", otherRole.name(), "DryRun", "true"),
                Map.of("RoleName", otherRole.name()),
                Map.of("PartnerAccountId", cast.accountB()))) {
            assertThat(GenericCall.outcome(clerk, "RevokeSessions", wider)).isEqualTo("NoPermission");
        }
        assertThat(GenericCall.outcome(clerk, "RevokeSession", Map.of("SessionId", other.accessKeyId())))
                .isEqualTo("NoPermission");
        assertThat(GenericCall.outcome(clerk, "RevokeSession", Map.of("SessionId", "STS.unknown")))
                .isEqualTo("NoPermission");
        assertThat(delegation.use(other)).isEqualTo(WORKS);

        assertThat(GenericCall.outcome(clerk, "RevokeSession", Map.of("SessionId", session.accessKeyId())))
                .isEqualTo(WORKS);
        assertThat(delegation.use(session)).isEqualTo(REVOKED);
    }

    @Test
    void otherAccountsSessionsAreOutOfReach() {
        assertThat(GenericCall.outcome(cast.ownerB(), "RevokeSession", Map.of("SessionId", session.accessKeyId())))
                .isEqualTo("EntityNotExist.Session");
        assertThat(GenericCall.outcome(cast.ownerB(), "RevokeSessions", Map.of("RoleName", role.name())))
                .isEqualTo("EntityNotExist.Role");
        assertThat(GenericCall.outcome(cast.ownerB(), "RevokeSessions", Map.of("SourcePrincipalArn", arn(user))))
                .isEqualTo(WORKS);

        assertThat(delegation.use(session)).isEqualTo(WORKS);
    }

    @Test
    void unsoundParametersAreRefusedByName() {
        assertThat(refusal("RevokeSession", Map.of())).isEqualTo("MissingParameter");
        assertThat(refusal("RevokeSession", Map.of("SessionId", "STS/1"))).startsWith("InvalidParameter.SessionId");
        assertThat(refusal("RevokeSessions", Map.of())).isEqualTo("MissingParameter");
        assertThat(refusal("RevokeSessions", Map.of("RoleName", "a", "PartnerAccountId", cast.accountB())))
                .isEqualTo("InvalidParameter");
        assertThat(refusal("RevokeSessions", Map.of("PartnerAccountId", "enterprise-b")))
                .isEqualTo("InvalidParameter.PartnerAccountId");
        assertThat(refusal("RevokeSessions", Map.of("SourcePrincipalArn", "amy")))
                .isEqualTo("InvalidParameter.SourcePrincipalArn");
        assertThat(refusal("RevokeSessions", Map.of("RoleName", "a", "DryRun", "maybe")))
                .isEqualTo("InvalidParameter.DryRun");
        assertThat(refusal("ListSessions", Map.of("Marker", "x"))).isEqualTo("InvalidParameter.Marker");
        assertThat(refusal("ListSessions", Map.of("Marker", "bTE6eA"))).isEqualTo("InvalidParameter.Marker");
        assertThat(refusal("ListSessions", Map.of("MaxItems", "0"))).isEqualTo("InvalidParameter.MaxItems");
        assertThat(refusal("ListSessions", Map.of("RoleName", "no-such-role"))).isEqualTo("EntityNotExist.Role");
    }

    private String refusal(String action, Map<String, String> parameters) {
        return GenericCall.outcome(cast.ownerA(), action, parameters);
    }

    private SigningCredentials chained(Cast.PartnerRole second) throws Exception {
        return cast.assume(session, chaining(second));
    }

    private static AssumeRoleRequest chaining(Cast.PartnerRole second) {
        return new AssumeRoleRequest().setRoleArn(second.arn()).setRoleSessionName("chained");
    }

    /** A RAM user of A with one policy. */
    private Sdk administrator(String policyDocument) throws Exception {
        String name = cast.name("clerk-");
        var ram = cast.ownerA().ram();
        ram.createUser(new CreateUserRequest().setUserName(name));
        ram.createPolicy(new CreatePolicyRequest().setPolicyName(name).setPolicyDocument(policyDocument));
        ram.attachPolicyToUser(new AttachPolicyToUserRequest()
                .setUserName(name)
                .setPolicyType("Custom")
                .setPolicyName(name));
        var key = ram.createAccessKey(new CreateAccessKeyRequest().setUserName(name))
                .getBody()
                .getAccessKey();
        return cast.as(new SigningCredentials(key.getAccessKeyId(), key.getAccessKeySecret(), null));
    }

    private String arn(Cast.PartnerUser of) {
        return "acs:ram::" + cast.accountB() + ":user/" + of.name();
    }

    private void revoke(String sessionId) throws Exception {
        call("RevokeSession", Map.of("SessionId", sessionId));
    }

    private void revokeAll(Map<String, String> of) throws Exception {
        call("RevokeSessions", of);
    }

    private JsonObject list(Map<String, String> narrowed) throws Exception {
        return call("ListSessions", narrowed);
    }

    private JsonObject call(String action, Map<String, String> parameters) throws Exception {
        return GenericCall.call(cast.ownerA(), action, parameters);
    }

    private static List<JsonObject> sessions(JsonObject answer) {
        return answer.getJsonObject("Sessions").getJsonArray("Session").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<String> ids(JsonObject answer) {
        return sessions(answer).stream()
                .map(listed -> listed.getString("SessionId"))
                .toList();
    }

    private static JsonObject only(JsonObject answer) {
        assertThat(sessions(answer)).hasSize(1);
        return sessions(answer).get(0);
    }
}
