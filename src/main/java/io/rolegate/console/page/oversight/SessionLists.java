package io.rolegate.console.page.oversight;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Living sessions of the account's roles, as pages show them. */
final class SessionLists {
    private static final String PAGE_SIZE = "50";

    private SessionLists() {}

    /** A page of the sessions that are meant. */
    static Future<Map<String, Object>> list(Inside inside, SessionFilter filter) {
        Map<String, String> parameters = inside.page("marker");
        parameters.putAll(filter.parameters());
        parameters.put("MaxItems", PAGE_SIZE);
        return Inside.part(inside.calls().beyond("ListSessions", parameters).map(SessionLists::page));
    }

    /** Those that would end, were all that are meant revoked. */
    static Future<Map<String, Object>> ending(Inside inside, SessionFilter filter) {
        Map<String, String> parameters = new HashMap<>(filter.parameters());
        parameters.put("DryRun", "true");
        parameters.put("MaxItems", PAGE_SIZE);
        return Inside.part(inside.calls().beyond("RevokeSessions", parameters).map(SessionLists::page));
    }

    /** Ends all that are meant; complete when that is in force on all nodes. */
    static Future<JsonObject> end(Inside inside, SessionFilter filter) {
        return inside.calls().beyond("RevokeSessions", filter.parameters());
    }

    private static Map<String, Object> page(JsonObject answer) {
        Map<String, Object> page = new HashMap<>();
        page.put("sessions", Parts.items(answer, "Sessions", "Session"));
        page.put("next", answer.getString("Marker", ""));
        return page;
    }

    static List<JsonObject> sessions(JsonObject answer) {
        return answer.getJsonObject("Sessions", new JsonObject()).getJsonArray("Session", new JsonArray()).stream()
                .map(JsonObject.class::cast)
                .toList();
    }
}
