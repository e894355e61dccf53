package io.rolegate.console.page.oversight;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Whom the account's roles trust, and the end of that. */
final class DelegationPages {
    /** Each role on a page takes a call of its own, for its trust policy. */
    private static final String ROLES_ON_PAGE = "20";

    private static final String MOST_COUNTED = "1000";

    private final Site site;

    /** A role that trusts a party. */
    private record Trust(String role, TrustPolicy policy, TrustedParty party) {
        SessionFilter sessions() {
            return SessionFilter.of(role, policy, party);
        }
    }

    DelegationPages(Site site) {
        this.site = site;
    }

    /** Ties the pages to their addresses. */
    void mount() {
        site.getInside("delegations", this::list);
        site.getInside("delegations/end", this::ask);
        site.postInside("delegations/end", this::end);
    }

    private Future<View> list(Inside inside) {
        Future<Map<String, Object>> counted =
                Inside.part(inside.calls().beyond("ListSessions", Map.of("MaxItems", MOST_COUNTED)));
        Future<Map<String, Object>> roles = Inside.part(roles(inside));
        return Future.all(counted, roles).map(read -> {
            Map<String, Object> model = new HashMap<>();
            model.put("sessions", counted.result());
            model.put("roles", roles.result());
            if (roles.result().get("value") instanceof Roles found) {
                JsonObject sessions =
                        counted.result().get("value") instanceof JsonObject known ? known : new JsonObject();
                model.put("rows", new Delegations(SessionLists.sessions(sessions)).rows(found.roles()));
                model.put("next", found.next());
                model.put("more", sessions.getBoolean("IsTruncated", false));
            }
            model.put("own", inside.identity().accountId());
            return View.page("delegations", model);
        });
    }

    private record Roles(List<JsonObject> roles, String next) {}

    private static Future<Roles> roles(Inside inside) {
        Map<String, String> parameters = inside.page("marker");
        parameters.put("MaxItems", ROLES_ON_PAGE);
        return inside.calls().ram("ListRoles", parameters).compose(answer -> {
            JsonArray listed = answer.getJsonObject("Roles").getJsonArray("Role");
            List<Future<JsonObject>> read = new ArrayList<>();
            for (int index = 0; index < listed.size(); index++) {
                read.add(role(inside, listed.getJsonObject(index).getString("RoleName")));
            }
            return Future.all(read)
                    .map(all -> new Roles(read.stream().map(Future::result).toList(), answer.getString("Marker", "")));
        });
    }

    private static Future<JsonObject> role(Inside inside, String name) {
        return inside.calls().ram("GetRole", Map.of("RoleName", name)).map(answer -> answer.getJsonObject("Role"));
    }

    /** Empty where the role does not trust the party, or no longer does. */
    private static Future<Optional<Trust>> trust(Inside inside, String role, String party) {
        return role(inside, role).map(found -> {
            TrustPolicy policy = new TrustPolicy(found.getString("AssumeRolePolicyDocument"));
            return policy.party(party).map(trusted -> new Trust(found.getString("RoleName"), policy, trusted));
        });
    }

    /** @param fields gives the text of a field of a form or of a query */
    private static Future<View> trusted(
            Inside inside, UnaryOperator<String> fields, Function<Trust, Future<View>> page) {
        String role = fields.apply("role");
        String party = fields.apply("party");
        return trust(inside, role, party)
                .compose(found -> found.isPresent()
                        ? page.apply(found.get())
                        : Future.succeededFuture(inside.done("delegations", "delegation.gone", role, party)))
                .recover(inside.backTo("delegations"));
    }

    private Future<View> ask(Inside inside) {
        return trusted(inside, inside.visit()::query, trust -> ask(inside, trust));
    }

    private static Future<View> ask(Inside inside, Trust trust) {
        return SessionLists.ending(inside, trust.sessions()).map(ending -> {
            Map<String, Object> model = new HashMap<>();
            model.put("role", trust.role());
            model.put("party", trust.party());
            model.put("own", inside.identity().accountId());
            model.put("before", trust.policy().readable());
            model.put("after", trust.policy().without(trust.party()).readable());
            model.put("filter", trust.sessions());
            model.put("ending", ending);
            return View.page("delegation-end", model);
        });
    }

    private Future<View> end(Inside inside) {
        return trusted(inside, inside.form()::text, trust -> end(inside, trust));
    }

    /** First the trust, so that nobody begins a session between. Each call returns when all nodes have it. */
    private static Future<View> end(Inside inside, Trust trust) {
        Stopwatch untrusting = new Stopwatch();
        return inside.calls()
                .ram(
                        "UpdateRole",
                        Map.of(
                                "RoleName",
                                trust.role(),
                                "NewAssumeRolePolicyDocument",
                                trust.policy().without(trust.party()).text()))
                .map(updated -> untrusting.millis())
                .compose(untrusted -> endSessions(inside, trust, untrusted));
    }

    private static Future<View> endSessions(Inside inside, Trust trust, long untrusted) {
        Stopwatch revoking = new Stopwatch();
        return SessionLists.end(inside, trust.sessions())
                .map(ended -> report(trust, untrusted, Map.of("revoked", revoking.millis())))
                .recover(Inside.explained(explanation ->
                        Future.succeededFuture(report(trust, untrusted, Map.of("explanation", explanation)))));
    }

    private static View report(Trust trust, long untrusted, Map<String, Object> sessions) {
        Map<String, Object> model = new HashMap<>(sessions);
        model.put("role", trust.role());
        model.put("party", trust.party());
        model.put("untrusted", untrusted);
        return View.page("delegation-ended", model);
    }

    /** Runs from when it is made. */
    private static final class Stopwatch {
        private final long begun = System.nanoTime();

        long millis() {
            return (System.nanoTime() - begun) / 1_000_000;
        }
    }
}
