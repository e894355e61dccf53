package io.rolegate.console.page.oversight;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whom a role's trust policy lets in, and the policy without one of them. The gateway has checked its grammar. */
final class TrustPolicy {
    private static final String STATEMENT = "Statement";
    private static final String PRINCIPAL = "Principal";
    private static final String RAM = "RAM";
    /** A policy needs a statement, also where nobody is trusted any more. */
    private static final JsonObject NOBODY = new JsonObject()
            .put("Effect", "Deny")
            .put("Action", "sts:AssumeRole")
            .put(PRINCIPAL, TrustedParty.ANYONE);

    private final JsonObject document;

    TrustPolicy(String document) {
        this.document = new JsonObject(document);
    }

    /** In the order in which the policy names them. */
    List<TrustedParty> parties() {
        Map<String, TrustedParty> parties = new LinkedHashMap<>();
        for (JsonObject statement : statements()) {
            if ("Allow".equals(statement.getString("Effect"))) {
                named(statement).forEach(one -> parties.merge(one.id(), one, TrustPolicy::both));
            }
        }
        return List.copyOf(parties.values());
    }

    Optional<TrustedParty> party(String id) {
        return parties().stream().filter(party -> party.id().equals(id)).findFirst();
    }

    /** The same for all others. Statements that deny stay as they are. */
    TrustPolicy without(TrustedParty party) {
        JsonArray remaining = new JsonArray();
        for (JsonObject statement : statements()) {
            if ("Allow".equals(statement.getString("Effect"))) {
                withoutPrincipals(statement, party).ifPresent(remaining::add);
            } else {
                remaining.add(statement);
            }
        }
        return new TrustPolicy(document.copy()
                .put(STATEMENT, remaining.isEmpty() ? new JsonArray().add(NOBODY) : remaining)
                .encode());
    }

    String text() {
        return document.encode();
    }

    /** For people. */
    String readable() {
        return document.encodePrettily();
    }

    private List<JsonObject> statements() {
        return document.getJsonArray(STATEMENT).stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    private static List<TrustedParty> named(JsonObject statement) {
        boolean conditional = statement.containsKey("Condition");
        if (!(statement.getValue(PRINCIPAL) instanceof JsonObject principal)) {
            return List.of(new TrustedParty(
                    TrustedParty.Kind.EVERYBODY, TrustedParty.ANYONE, List.of(TrustedParty.ANYONE), conditional));
        }
        List<TrustedParty> named = new ArrayList<>();
        for (String kind : principal.fieldNames()) {
            for (String name : texts(principal.getValue(kind))) {
                named.add(new TrustedParty(kind(kind, name), id(kind, name), List.of(name), conditional));
            }
        }
        return named;
    }

    private static TrustedParty.Kind kind(String written, String name) {
        if (!written.equals(RAM)) {
            return written.equals("Service") ? TrustedParty.Kind.SERVICE : TrustedParty.Kind.PROVIDER;
        }
        return name.equals(TrustedParty.ANYONE) ? TrustedParty.Kind.EVERYBODY : TrustedParty.Kind.ACCOUNT;
    }

    /** Of {@code acs:ram::<account>:…} the account. */
    private static String id(String written, String name) {
        String[] parts = name.split(":", 6);
        return written.equals(RAM) && parts.length > 4 ? parts[3] : name;
    }

    private static TrustedParty both(TrustedParty one, TrustedParty other) {
        List<String> principals = new ArrayList<>(one.principals());
        other.principals().stream().filter(name -> !principals.contains(name)).forEach(principals::add);
        return new TrustedParty(one.kind(), one.id(), principals, one.conditional() && other.conditional());
    }

    /** Empty where the statement names nobody else. */
    private static Optional<JsonObject> withoutPrincipals(JsonObject statement, TrustedParty party) {
        if (!(statement.getValue(PRINCIPAL) instanceof JsonObject principal)) {
            return party.kind() == TrustedParty.Kind.EVERYBODY ? Optional.empty() : Optional.of(statement);
        }
        JsonObject remaining = new JsonObject();
        for (String kind : principal.fieldNames()) {
            List<String> others = texts(principal.getValue(kind)).stream()
                    .filter(name -> !id(kind, name).equals(party.id()))
                    .toList();
            if (!others.isEmpty()) {
                remaining.put(kind, new JsonArray(others));
            }
        }
        return remaining.isEmpty()
                ? Optional.empty()
                : Optional.of(statement.copy().put(PRINCIPAL, remaining));
    }

    private static List<String> texts(Object value) {
        return value instanceof JsonArray list
                ? list.stream().map(String::valueOf).toList()
                : List.of(String.valueOf(value));
    }
}
