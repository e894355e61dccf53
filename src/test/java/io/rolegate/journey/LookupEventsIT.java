package io.rolegate.journey;

import static io.rolegate.journey.GenericCall.call;
import static io.rolegate.journey.GenericCall.outcome;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aliyun.ram20150501.models.GetUserRequest;
import com.aliyun.ram20150501.models.ListUsersRequest;
import com.aliyuncs.exceptions.ClientException;
import io.rolegate.cli.RunningGateway;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each side finds of a delegation in the audit log. */
@ExtendWith(RolegateExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LookupEventsIT {
    private static final String LOOKUP = "LookupEvents";

    private Cast cast;
    private Cast.PartnerUser user;
    private Cast.PartnerRole role;
    private Cast.PartnerRole closed;

    @BeforeAll
    void walk(RunningGateway gateway) throws Exception {
        cast = new Cast(gateway);
        user = cast.user();
        role = cast.role(Cast.allowing("ram:GetUser", "*"));
        closed = cast.role(Cast.allowing("ram:GetUser", "*"), Cast.trusting("acs:ram::" + cast.accountA() + ":root"));
        Sdk session = cast.as(cast.session(user, role));
        refused(() -> session.ram().listUsers(new ListUsersRequest()));
        refused(() -> session.ram().getUser(new GetUserRequest().setUserName("nobody")));
        refused(() -> cast.session(user, closed));
    }

    @Test
    void theOwnerOfTheRoleSeesWhatItsSessionsDid() {
        JsonObject denied =
                only(cast.ownerA(), Map.of("AuthAction", "ram:ListUsers", "PrincipalArn", "*/" + role.name() + "/*"));

        assertThat(denied.getString("Decision")).isEqualTo("ImplicitDeny");
        assertThat(denied.getString("SourceIdentity"))
                .isEqualTo("acs:ram::" + cast.accountB() + ":user/" + user.name());
        assertThat(denied.getString("PolicyKind")).isEqualTo("identity");
        assertThat(denied.getJsonObject("ConditionValues").getJsonArray("ConditionValue"))
                .contains(new JsonObject()
                        .put("Key", "acs:PrincipalArn")
                        .put("Values", new JsonObject().put("Value", List.of(role.arn()))));
        JsonObject allowed =
                only(cast.ownerA(), Map.of("AuthAction", "ram:GetUser", "PrincipalArn", "*/" + role.name() + "/*"));
        assertThat(allowed.getString("Policy")).isEqualTo(role.policyName());
        assertThat(allowed.getInteger("Status")).isEqualTo(404);
    }

    @Test
    void bothSidesSeeTheCallOnTheRoleAndEachItsOwnPolicies() {
        Map<String, String> assumed =
                Map.of("EventName", "AssumeRole", "AuthResource", role.arn(), "Decision", "Allow");
        JsonObject ofB = only(cast.ownerB(), assumed);
        assertThat(ofB.getString("Policy")).isEqualTo("AliyunSTSAssumeRoleAccess");
        assertThat(ofB.getJsonObject("RequestParameters").getString("RoleArn")).isEqualTo(role.arn());
        assertThat(ofB.getString("AccessKeyId")).isEqualTo(user.credentials().accessKeyId());

        JsonObject ofA = only(cast.ownerA(), assumed);
        assertThat(ofA.getString("RequestId")).isEqualTo(ofB.getString("RequestId"));
        assertThat(ofA.getString("PrincipalArn")).isEqualTo(ofB.getString("PrincipalArn"));
        assertThat(ofA.fieldNames())
                .doesNotContain(
                        "Policy", "Statement", "AccessKeyId", "UserAgent", "RequestParameters", "ConditionValues");
    }

    @Test
    void strangersAreNotToldHowARoleIsWritten() {
        Map<String, String> refused = Map.of("EventName", "AssumeRole", "AuthResource", closed.arn());

        assertThat(only(cast.ownerA(), refused).getString("Resource")).isEqualTo(closed.arn());
        assertThat(only(cast.ownerB(), refused).getString("Resource"))
                .isEqualTo(closed.arn().toLowerCase(Locale.ROOT));
    }

    @Test
    void whatHappenedInAnotherAccountIsNotFound() throws ClientException {
        String requestId = only(
                        cast.ownerA(), Map.of("AuthAction", "ram:ListUsers", "PrincipalArn", "*/" + role.name() + "/*"))
                .getString("RequestId");

        assertThat(events(cast.ownerB(), Map.of("EventRequestId", requestId))).isEmpty();
        assertThat(events(cast.ownerA(), Map.of("EventRequestId", requestId))).hasSize(1);
    }

    @Test
    void pagesHoldEveryEventOnceTheNewestFirst() throws ClientException {
        Map<String, String> query = new HashMap<>(Map.of("PrincipalArn", "*/" + role.name() + "/*"));
        await().until(() -> events(cast.ownerA(), query).size() == 2);
        query.put("MaxItems", "1");
        JsonObject first = call(cast.ownerA(), LOOKUP, query);
        query.put("Marker", first.getString("Marker"));
        JsonObject second = call(cast.ownerA(), LOOKUP, query);

        assertThat(eventsOf(first).get(0).getString("EventName")).isEqualTo("GetUser");
        assertThat(eventsOf(second).get(0).getString("EventName")).isEqualTo("ListUsers");
    }

    @Test
    void onlyThePermittedMayLook() {
        assertThat(outcome(cast.as(user.credentials()), LOOKUP, Map.of())).isEqualTo("NoPermission");
    }

    @ParameterizedTest
    @CsvSource({
        "Decision,Perhaps",
        "StartTime,yesterday",
        "EndTime,2026-13-01T00:00:00Z",
        "MaxItems,0",
        "Marker,x",
        "Marker,bTE6eA"
    })
    void badParametersAreNamed(String name, String value) {
        assertThat(outcome(cast.ownerA(), LOOKUP, Map.of(name, value))).isEqualTo("InvalidParameter." + name);
    }

    private JsonObject only(Sdk sdk, Map<String, String> query) {
        return await().until(() -> events(sdk, query), found -> found.size() == 1)
                .get(0);
    }

    private static List<JsonObject> events(Sdk sdk, Map<String, String> query) throws ClientException {
        return eventsOf(call(sdk, LOOKUP, query));
    }

    private static List<JsonObject> eventsOf(JsonObject answer) {
        return answer.getJsonObject("Events").getJsonArray("Event").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static void refused(Delegation.Call call) {
        assertThatThrownBy(call::run).isNotNull();
    }
}
