package io.rolegate.console.page.oversight;

import io.rolegate.console.call.PathText;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Which sessions of the account's roles are meant: all to which everything applies that isn't empty. */
public record SessionFilter(String role, String partner, String source) {
    /** @param fields gives the text of a field of a form or of a query */
    static SessionFilter of(UnaryOperator<String> fields) {
        return new SessionFilter(fields.apply("role"), fields.apply("partner"), fields.apply("source"));
    }

    /** What the sessions of a role are chosen by that a party began: of the role where nobody else has any, else of the party. */
    static SessionFilter of(String role, TrustPolicy trust, TrustedParty party) {
        if (trust.parties().size() == 1 || !party.hasSessions()) {
            return new SessionFilter(role, "", "");
        }
        return party.kind() == TrustedParty.Kind.ACCOUNT
                ? new SessionFilter("", party.id(), "")
                : new SessionFilter("", "", party.id());
    }

    /** Whether it says one thing only, as what ends all sessions must. */
    public boolean isSingle() {
        return fields().size() == 1;
    }

    /** Parameters of the operations on sessions. */
    Map<String, String> parameters() {
        Map<String, String> names =
                Map.of("role", "RoleName", "partner", "PartnerAccountId", "source", "SourcePrincipalArn");
        return fields().entrySet().stream()
                .collect(Collectors.toMap(field -> names.get(field.getKey()), Map.Entry::getValue));
    }

    /** The query of addresses, with its question mark; empty where all sessions are meant. */
    public String query() {
        return PathText.query(fields());
    }

    private Map<String, String> fields() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("role", role);
        fields.put("partner", partner);
        fields.put("source", source);
        fields.values().removeIf(String::isEmpty);
        return fields;
    }
}
