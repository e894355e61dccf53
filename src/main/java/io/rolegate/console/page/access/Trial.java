package io.rolegate.console.page.access;

import io.rolegate.console.web.Form;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Trying a policy document before it is saved: whether it is well-formed, and what it would allow. */
final class Trial {
    private static final String IDENTITY_POLICY = "PolicyDocument";
    private static final String TRUST_POLICY = "TrustPolicy";

    private Trial() {}

    /** Ties the check that runs while somebody types to its address. */
    static void mount(Site site) {
        site.postInside("check-policy", Trial::check);
    }

    /** A piece of a page. Documents are judged before permissions, so a denial says that the document is well-formed. */
    private static Future<View> check(Inside inside) {
        String document = inside.form().lines("document");
        if (document.isEmpty()) {
            return Future.succeededFuture(View.page("syntax", Map.of()));
        }
        Map<String, String> parameters = request(inside, "root", "ram:GetPolicy", "*");
        parameters.put(inside.form().text("kind").equals("trust") ? TRUST_POLICY : IDENTITY_POLICY, document);
        return simulate(inside, parameters)
                .map(tried -> View.page("syntax", Map.of("good", true)))
                .recover(Inside.explained(explanation -> Future.succeededFuture(View.page(
                        "syntax",
                        explanation.isDenial() ? Map.of("good", true) : Map.of("explanation", explanation)))));
    }

    /** What a principal of the account could do if it had the document of the form too. */
    static Future<List<Object>> results(Inside inside) {
        Form form = inside.form();
        Map<String, String> parameters =
                request(inside, form.text("principal"), form.text("action"), form.text("resource"));
        parameters.put(IDENTITY_POLICY, form.lines("document"));
        parameters.putAll(context(form.text("key"), form.text("value")));
        return simulate(inside, parameters).map(answer -> Parts.items(answer, "EvaluationResults", "EvaluationResult"));
    }

    /** A condition key of the request, if one is given. */
    static Map<String, String> context(String key, String value) {
        return key.isEmpty() ? Map.of() : Map.of("ContextKey.1", key, "ContextValue.1", value);
    }

    private static Map<String, String> request(Inside inside, String principal, String action, String resource) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("PrincipalArn", "acs:ram::" + inside.identity().accountId() + ":" + principal);
        parameters.put("AuthAction.1", action);
        parameters.put("AuthResource.1", resource);
        return parameters;
    }

    private static Future<JsonObject> simulate(Inside inside, Map<String, String> parameters) {
        return inside.calls().beyond("SimulatePolicy", parameters);
    }
}
