package io.rolegate.console.page.oversight;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;

/** Living sessions of the account's roles: who has them, when they were last used, and their end. */
final class SessionPages {
    private static final String LIST = "delegations/sessions";

    private final Site site;

    SessionPages(Site site) {
        this.site = site;
    }

    /** Ties the pages to their addresses. */
    void mount() {
        site.getInside(LIST, this::list);
        site.postInside(LIST + "/end", this::endOne);
        site.getInside(LIST + "/end-all", this::ask);
        site.postInside(LIST + "/end-all", this::endAll);
    }

    private Future<View> list(Inside inside) {
        SessionFilter filter = SessionFilter.of(inside.visit()::query);
        return SessionLists.list(inside, filter).map(sessions -> {
            Map<String, Object> model = new HashMap<>();
            model.put("sessions", sessions);
            model.put("filter", filter);
            return View.page("sessions", model);
        });
    }

    private Future<View> endOne(Inside inside) {
        String page = LIST + SessionFilter.of(inside.form()::text).query();
        return inside.calls()
                .beyond("RevokeSession", Map.of("SessionId", inside.form().text("id")))
                .map(ended -> inside.done(page, "session.ended", inside.form().text("id")))
                .recover(inside.backTo(page));
    }

    private Future<View> ask(Inside inside) {
        SessionFilter filter = SessionFilter.of(inside.visit()::query);
        return SessionLists.ending(inside, filter).map(ending -> {
            Map<String, Object> model = new HashMap<>();
            model.put("filter", filter);
            model.put("ending", ending);
            return View.page("sessions-end", model);
        });
    }

    private Future<View> endAll(Inside inside) {
        SessionFilter filter = SessionFilter.of(inside.form()::text);
        String page = LIST + filter.query();
        return SessionLists.end(inside, filter)
                .map(ended -> inside.done(page, "session.allEnded"))
                .recover(inside.backTo(page));
    }
}
