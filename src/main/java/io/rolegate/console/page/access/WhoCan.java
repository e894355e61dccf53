package io.rolegate.console.page.access;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.rolegate.console.web.Visit;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/** Who of the account may do something. */
final class WhoCan {
    private static final String MARKER = "Marker";
    private static final int ENOUGH = 50;
    private static final int MOST_CALLS = 10;

    private WhoCan() {}

    /** Ties the page to its address. */
    static void mount(Site site) {
        site.getInside("who-can", WhoCan::show);
    }

    private static Future<View> show(Inside inside) {
        Visit visit = inside.visit();
        Map<String, Object> question = new HashMap<>();
        for (String field : new String[] {"action", "resource", "key", "value"}) {
            question.put(field, visit.query(field));
        }
        if (visit.query("action").isEmpty()) {
            return Future.succeededFuture(View.page("who-can", question));
        }
        return new Parts(inside)
                .list("principals", "Principals", "Principal", page -> {
                    page.put("AuthAction.1", visit.query("action"));
                    page.put("AuthResource.1", visit.query("resource"));
                    page.putAll(Trial.context(visit.query("key"), visit.query("value")));
                    return allowed(inside, page, new JsonArray(), MOST_CALLS);
                })
                .read()
                .map(model -> {
                    model.putAll(question);
                    return View.page("who-can", model);
                });
    }

    /** Most principals are allowed nothing in particular, so one page of an answer may well be empty: it goes on to find some. */
    private static Future<JsonObject> allowed(Inside inside, Map<String, String> page, JsonArray found, int calls) {
        return inside.calls().beyond("ListPrincipalsAllowed", page).compose(answer -> {
            JsonObject principals = answer.getJsonObject("Principals");
            found.addAll(principals.getJsonArray("Principal"));
            String next = answer.getString(MARKER);
            if (next == null || found.size() >= ENOUGH || calls == 1) {
                principals.put("Principal", found);
                return Future.succeededFuture(answer);
            }
            page.put(MARKER, next);
            return allowed(inside, page, found, calls - 1);
        });
    }
}
