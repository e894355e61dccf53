package io.rolegate.console.web;

import io.rolegate.console.call.CallRefused;
import io.rolegate.console.call.Calls;
import io.rolegate.console.call.Explanation;
import io.rolegate.console.session.BrowserSession;
import io.rolegate.console.session.Identity;
import io.rolegate.console.session.Notice;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * A request to a page of an identity.
 *
 * @param calls as that identity
 */
public record Inside(Visit visit, BrowserSession session, Identity identity, Calls calls) {
    /** The identity's page of that name, such as {@code queues}. */
    public String at(String page) {
        return identity.home() + page;
    }

    /**
     * What a part of a page shows: what was asked for as {@code value}, or the {@code explanation} of why one may not see it, while the
     * page's other parts are shown.
     */
    public static Future<Map<String, Object>> part(Future<?> asked) {
        return asked.map(value -> Map.<String, Object>of("value", value))
                .recover(explained(explanation -> Future.succeededFuture(Map.of("explanation", explanation))));
    }

    /** Goes on from a refusal with its explanation; fails on with anything else, and where the identity itself has ended. */
    public static <T> Function<Throwable, Future<T>> explained(Function<Explanation, Future<T>> goingOn) {
        return failure ->
                failure instanceof CallRefused refused && !refused.explanation().endsIdentity()
                        ? goingOn.apply(refused.explanation())
                        : Future.failedFuture(failure);
    }

    /** What a form sent. */
    public Form form() {
        return visit.form();
    }

    /**
     * The parameters that ask for the page of a list that the browser is at; none at the first.
     *
     * @param query the query parameter that has the page's marker
     */
    public Map<String, String> page(String query) {
        Map<String, String> page = new HashMap<>();
        String marker = visit.query(query);
        if (!marker.isEmpty()) {
            page.put("Marker", marker);
        }
        return page;
    }

    public String path(String name) {
        return visit.path(name);
    }

    /** Goes on to a page that says what was done. */
    public View done(String page, String key, Object... arguments) {
        identity.tell(Notice.done(key, arguments));
        return View.redirect(at(page));
    }

    /** Goes back to a page that explains why it was not done; only a refusal of the gateway gets there. */
    public Function<Throwable, Future<View>> backTo(String page) {
        return explained(explanation -> {
            identity.tell(Notice.refused(explanation));
            return Future.succeededFuture(View.redirect(at(page)));
        });
    }
}
