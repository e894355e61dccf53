package io.rolegate.console.page;

import io.rolegate.console.web.Inside;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** What the identity may not do on a page, as far as its policies decide it whatever the request is like. */
public final class Rights {
    private static final String ALLOWED = "Allow";

    private Rights() {}

    /**
     * An action on a resource.
     *
     * @param resource ARN
     */
    record Deed(String action, String resource) {}

    /**
     * Why an action can't be done.
     *
     * @param action with its service
     * @param policyType the kind of policy that denies it, or that is missing
     * @param explicit whether a policy denies it, rather than none allowing it
     */
    public record Denied(String action, String policyType, boolean explicit) {}

    /** Those that are denied, by the action's name without its service; none where the gateway doesn't say. */
    static Future<Map<String, Denied>> denied(Inside inside, List<Deed> deeds) {
        Map<String, String> parameters = new HashMap<>();
        number("AuthAction", deeds.stream().map(Deed::action).toList(), parameters);
        number("AuthResource", deeds.stream().map(Deed::resource).toList(), parameters);
        return inside.calls()
                .beyond("TestPermissions", parameters)
                .map(answer -> denied(answer, deeds))
                .recover(Inside.explained(explanation -> Future.succeededFuture(Map.of())));
    }

    private static void number(String name, List<String> values, Map<String, String> parameters) {
        int number = 0;
        for (String value : new LinkedHashSet<>(values)) {
            number++;
            parameters.put(name + "." + number, value);
        }
    }

    /** Each action is asked about on each resource, and only some of these pairs are meant. */
    static Map<String, Denied> denied(JsonObject answer, List<Deed> deeds) {
        Map<String, Denied> denied = new HashMap<>();
        for (Object one : answer.getJsonObject("EvaluationResults").getJsonArray("EvaluationResult")) {
            JsonObject result = (JsonObject) one;
            String action = result.getString("AuthAction");
            boolean certain = !result.getBoolean("DependsOnContext");
            String decision = result.getString("Decision");
            if (certain
                    && !decision.equals(ALLOWED)
                    && deeds.contains(new Deed(action, result.getString("AuthResource")))) {
                denied.put(
                        action.substring(action.indexOf(':') + 1),
                        new Denied(action, result.getString("PolicyType"), decision.equals("ExplicitDeny")));
            }
        }
        return denied;
    }
}
