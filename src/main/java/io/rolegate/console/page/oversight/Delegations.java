package io.rolegate.console.page.oversight;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whom the roles of an account trust, with the living sessions that came of it. */
final class Delegations {
    private final Map<String, Use> uses = new HashMap<>();

    /**
     * A role that a party is trusted by.
     *
     * @param sessions how many live
     * @param lastUsed ISO time of the last request with one of them; empty where there was none
     */
    public record Row(TrustedParty party, String role, int sessions, String lastUsed) {}

    private record Use(int sessions, String lastUsed) {
        static final Use NONE = new Use(0, "");

        Use and(Use other) {
            return new Use(
                    sessions + other.sessions, lastUsed.compareTo(other.lastUsed) > 0 ? lastUsed : other.lastUsed);
        }
    }

    /** @param sessions as ListSessions answers */
    Delegations(List<JsonObject> sessions) {
        for (JsonObject session : sessions) {
            String role = session.getString("RoleName");
            Use use = new Use(1, session.getString("LastUsedDate", ""));
            uses.merge(key(role, party(session)), use, Use::and);
            uses.merge(key(role, TrustedParty.ANYONE), use, Use::and);
        }
    }

    /** Who comes through a provider stands for it, and not for the account that it is of. */
    private static String party(JsonObject session) {
        String source = session.getString("SourcePrincipalArn");
        return source.contains(":oidc-provider/") ? source : session.getString("PartnerAccountId");
    }

    private static String key(String role, String party) {
        return role + ' ' + party;
    }

    /**
     * By party, then by role.
     *
     * @param roles as GetRole answers
     */
    List<Row> rows(List<JsonObject> roles) {
        List<Row> rows = new ArrayList<>();
        for (JsonObject role : roles) {
            String name = role.getString("RoleName");
            for (TrustedParty party : new TrustPolicy(role.getString("AssumeRolePolicyDocument")).parties()) {
                Use use = uses.getOrDefault(key(name, party.id()), Use.NONE);
                rows.add(new Row(party, name, use.sessions(), use.lastUsed()));
            }
        }
        rows.sort(Comparator.comparing((Row row) -> row.party().id()).thenComparing(Row::role));
        return rows;
    }
}
