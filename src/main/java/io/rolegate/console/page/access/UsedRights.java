package io.rolegate.console.page.access;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** What a user, or a role's sessions, used of what is granted, and the smallest policy that would have done. */
final class UsedRights {
    private static final String DOCUMENT = "PolicyDocument";

    private UsedRights() {}

    /** Ties the pages to their addresses. */
    static void mount(Site site) {
        site.getInside("users/:name/used", inside -> show(Named.user(inside)));
        site.getInside("roles/:name/used", inside -> show(Named.role(inside)));
    }

    private static Future<View> show(Named principal) {
        Inside inside = principal.inside();
        String since = inside.visit().query("since");
        return new Parts(inside)
                .subject("subject", suggested(principal, since))
                .read()
                .map(model -> {
                    model.put("name", principal.name());
                    model.put("list", principal.list());
                    model.put("page", principal.page());
                    model.put("since", since);
                    return View.page("used", model);
                });
    }

    /** @param since a date, its beginning by UTC; empty for all that is recorded */
    private static Future<JsonObject> suggested(Named principal, String since) {
        Map<String, String> question = new HashMap<>();
        String kind = principal.entity().toLowerCase(Locale.ROOT);
        question.put(
                "PrincipalArn",
                "acs:ram::" + principal.inside().identity().accountId() + ":" + kind + "/" + principal.name());
        if (!since.isEmpty()) {
            question.put("StartTime", since + "T00:00:00Z");
        }
        return principal.inside().calls().beyond("SuggestPolicy", question).map(UsedRights::readable);
    }

    private static JsonObject readable(JsonObject answer) {
        return answer.containsKey(DOCUMENT)
                ? answer.put(DOCUMENT, PolicyText.pretty(answer.getString(DOCUMENT)))
                : answer;
    }
}
