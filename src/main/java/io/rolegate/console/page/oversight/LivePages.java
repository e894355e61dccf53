package io.rolegate.console.page.oversight;

import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.Map;

/** What the gateway does right now, for those who run it. */
final class LivePages {
    private final Site site;

    LivePages(Site site) {
        this.site = site;
    }

    /** Ties the pages to their addresses. */
    void mount() {
        site.getInside("live", inside -> show(inside, "live"));
        site.refreshInside("live/charts", inside -> show(inside, "live-charts"));
    }

    private static Future<View> show(Inside inside, String template) {
        return inside.calls()
                .beyond("GetLiveMetrics", Map.of())
                .map(answer -> View.page(template, new LiveView(answer).model()));
    }
}
