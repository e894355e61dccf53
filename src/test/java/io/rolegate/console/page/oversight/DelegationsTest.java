package io.rolegate.console.page.oversight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class DelegationsTest {
    private static final String PARTNER = "1111111111111111";
    private static final String PROVIDER = "acs:ram::3333333333333333:oidc-provider/ci";

    private static JsonObject role(String name, String principal) {
        return new JsonObject()
                .put("RoleName", name)
                .put(
                        "AssumeRolePolicyDocument",
                        "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":"
                                + principal + "}]}");
    }

    private static JsonObject session(String role, String account, String source, String used) {
        JsonObject session = new JsonObject()
                .put("RoleName", role)
                .put("PartnerAccountId", account)
                .put("SourcePrincipalArn", source);
        return used.isEmpty() ? session : session.put("LastUsedDate", used);
    }

    @Test
    void sessionsCountForTheirRoleAndPartyWithTheirLastUse() {
        String alice = "acs:ram::" + PARTNER + ":user/alice";
        Delegations delegations = new Delegations(List.of(
                session("ops", PARTNER, alice, "2026-11-01T10:00:00Z"),
                session("ops", PARTNER, alice, "2026-11-01T12:00:00Z"),
                session("ops", PARTNER, alice, ""),
                session("ops", "3333333333333333", PROVIDER, ""),
                session("audit", PARTNER, alice, "")));

        List<Delegations.Row> rows = delegations.rows(List.of(
                role("ops", "{\"RAM\":\"acs:ram::" + PARTNER + ":root\",\"Federated\":\"" + PROVIDER + "\"}"),
                role("idle", "{\"RAM\":\"acs:ram::" + PARTNER + ":root\"}")));

        assertThat(rows)
                .extracting(
                        row -> row.party().id(),
                        Delegations.Row::role,
                        Delegations.Row::sessions,
                        Delegations.Row::lastUsed)
                .containsExactly(
                        tuple(PARTNER, "idle", 0, ""),
                        tuple(PARTNER, "ops", 3, "2026-11-01T12:00:00Z"),
                        tuple(PROVIDER, "ops", 1, ""));
    }

    @Test
    void everybodysSessionsAreAllOfTheRole() {
        Delegations delegations = new Delegations(
                List.of(session("ops", PARTNER, "a", ""), session("ops", "3333333333333333", PROVIDER, "")));

        assertThat(delegations.rows(List.of(role("ops", "\"*\""))))
                .extracting(Delegations.Row::sessions)
                .containsExactly(2);
    }
}
