package io.rolegate.console.page.oversight;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** Who did what in the account, and what others did with its resources. */
final class AuditPages {
    private static final String PAGE_SIZE = "50";
    private static final List<String> DECISIONS =
            List.of("Allow", "ExplicitDeny", "ImplicitDeny", "Rejected", "Throttled", "Cut", "Failed");

    private final Site site;

    AuditPages(Site site) {
        this.site = site;
    }

    /** Ties the page to its address. */
    void mount() {
        site.getInside("audit", this::list);
    }

    private Future<View> list(Inside inside) {
        EventQuery query = EventQuery.of(inside.visit()::query);
        Map<String, String> parameters = inside.page("marker");
        parameters.putAll(query.parameters());
        parameters.put("MaxItems", PAGE_SIZE);
        return Inside.part(inside.calls().beyond("LookupEvents", parameters).map(answer -> page(answer, query)))
                .map(events ->
                        View.page("audit", Map.of("events", events, "typed", query.fields(), "decisions", DECISIONS)));
    }

    private static Map<String, Object> page(JsonObject answer, EventQuery query) {
        String next = answer.getString("Marker", "");
        return Map.of("list", Parts.items(answer, "Events", "Event"), "more", next.isEmpty() ? "" : query.query(next));
    }
}
