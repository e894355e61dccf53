package io.rolegate.console.web;

import io.rolegate.api.ApiException;
import io.rolegate.api.Operators;
import io.rolegate.client.SignedClient;
import io.rolegate.console.call.CallRefused;
import io.rolegate.console.call.Calls;
import io.rolegate.console.call.Explanation;
import io.rolegate.console.session.AnonymousTokens;
import io.rolegate.console.session.BrowserSession;
import io.rolegate.console.session.BrowserSessions;
import io.rolegate.console.session.Identity;
import io.rolegate.signature.ConsoleClient;
import io.rolegate.wire.ClientOrigin;
import io.rolegate.wire.TrustedProxies;
import io.vertx.core.Future;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ties pages to addresses: finds out who asks, refuses forms that are none of ours, and answers with what a page made, or with what
 * went wrong.
 */
public final class Site {
    private static final Logger LOG = LoggerFactory.getLogger(Site.class);
    private static final String LANGUAGE = "language";
    /** What a session's cookie is called. The prefix binds it to this very host, but needs TLS. */
    private static final String COOKIE = "rolegate";

    private static final String COOKIE_TLS = "__Host-rolegate";
    private static final int LANGUAGE_SECONDS = 365 * 24 * 3600;

    private final Router router;
    private final BrowserSessions sessions;
    private final AnonymousTokens anonymous = new AnonymousTokens();
    private final SignedClient client;
    private final TrustedProxies proxies;
    private final Templates templates;
    private final Operators operators;
    private final InstantSource clock;

    public Site(
            Router router,
            BrowserSessions sessions,
            SignedClient client,
            TrustedProxies proxies,
            Templates templates,
            Operators operators,
            InstantSource clock) {
        this.router = router;
        this.sessions = sessions;
        this.client = client;
        this.proxies = proxies;
        this.templates = templates;
        this.operators = operators;
        this.clock = clock;
        router.route().handler(this::protect);
    }

    private void protect(RoutingContext context) {
        try {
            Safety.protect(context.response(), proxies.origin(context.request()).secure());
        } catch (ApiException unreadable) {
            context.response().setStatusCode(400).end();
            return;
        }
        context.next();
    }

    /** A page that anybody may ask for. */
    public void get(String path, Function<Visit, Future<View>> page) {
        router.get(path).handler(context -> answer(context, sessions::use, page));
    }

    /** A form that anybody may send. */
    public void post(String path, Function<Visit, Future<View>> page) {
        router.post(path)
                .handler(context ->
                        answer(context, sessions::use, visit -> read(visit).compose(page)));
    }

    /** A page of an identity, below its address prefix. */
    public void getInside(String path, Function<Inside, Future<View>> page) {
        get("/i/:identity/" + path, visit -> inside(visit, page));
    }

    /** What a page of an identity asks for by itself, so that it keeps nobody logged on who does nothing. */
    public void refreshInside(String path, Function<Inside, Future<View>> page) {
        router.get("/i/:identity/" + path)
                .handler(context -> answer(context, sessions::watch, visit -> inside(visit, page)));
    }

    /** A form of an identity. */
    public void postInside(String path, Function<Inside, Future<View>> page) {
        post("/i/:identity/" + path, visit -> inside(visit, page));
    }

    /** What no page has taken. */
    public void notFound() {
        router.route()
                .handler(context -> answer(
                        context, sessions::use, visit -> Future.succeededFuture(problem(404, "error.notFound"))));
    }

    /** @param find the browser session of an id */
    private void answer(
            RoutingContext context,
            Function<String, Optional<BrowserSession>> find,
            Function<Visit, Future<View>> page) {
        Visit visit = visit(context, find);
        context.request().pause();
        Future.succeededFuture(visit)
                .compose(page)
                .recover(failure -> Future.succeededFuture(failed(visit, failure)))
                .map(view -> show(visit, view))
                .onComplete(shown -> context.request().resume())
                .onFailure(failure -> {
                    LOG.error("a page could not be shown", failure);
                    if (!context.response().ended()) {
                        context.response().setStatusCode(500).end();
                    }
                });
    }

    private Visit visit(RoutingContext context, Function<String, Optional<BrowserSession>> find) {
        ClientOrigin origin = proxies.origin(context.request());
        ConsoleClient browser = new ConsoleClient(origin.address(), origin.secure());
        Cookie language = context.request().getCookie(LANGUAGE);
        Texts texts = Texts.of(
                language == null ? null : language.getValue(), context.request().getHeader("accept-language"));
        Cookie cookie = context.request().getCookie(browser.tls() ? COOKIE_TLS : COOKIE);
        String id = cookie == null ? BrowserSessions.newId() : cookie.getValue();
        BrowserSession session = cookie == null ? null : find.apply(id).orElse(null);
        if (cookie == null) {
            setCookie(context, browser, id);
        }
        return new Visit(
                context, browser, texts, id, session, session == null ? anonymous.of(id) : session.csrfToken());
    }

    private static void setCookie(RoutingContext context, ConsoleClient browser, String id) {
        context.response()
                .addCookie(Cookie.cookie(browser.tls() ? COOKIE_TLS : COOKIE, id)
                        .setPath("/")
                        .setHttpOnly(true)
                        .setSecure(browser.tls())
                        .setSameSite(CookieSameSite.STRICT));
    }

    /** Reads a form and refuses it unless it is one of ours. */
    private Future<Visit> read(Visit visit) {
        if (!Safety.isOwn(visit.context().request())) {
            return Future.failedFuture(new StaleForm());
        }
        return Form.read(visit.context().request()).map(form -> {
            if (!Safety.isSame(visit.csrfToken(), form.raw("csrf"))) {
                throw new StaleForm();
            }
            visit.form(form);
            return visit;
        });
    }

    /** A form that isn't of a page that this browser session was given. */
    static final class StaleForm extends RuntimeException {
        private static final long serialVersionUID = 1;

        StaleForm() {
            super("not a form of ours", null, false, false);
        }
    }

    private Future<View> inside(Visit visit, Function<Inside, Future<View>> page) {
        BrowserSession session = visit.session();
        Identity identity = identity(visit).orElse(null);
        if (session == null || identity == null) {
            return Future.succeededFuture(
                    session == null || session.identities().isEmpty()
                            ? View.redirect("/logon?ended=1")
                            : problem(404, "error.noIdentity"));
        }
        if (!identity.expiresAt().isAfter(clock.instant())) {
            return Future.succeededFuture(ended(identity, null));
        }
        return page.apply(new Inside(visit, session, identity, calls(visit, identity)));
    }

    private static Optional<Identity> identity(Visit visit) {
        BrowserSession session = visit.session();
        String number = visit.path("identity");
        return session == null || !number.matches("[0-9]{1,9}")
                ? Optional.empty()
                : session.identity(Integer.parseInt(number));
    }

    /** Calls as an identity, for the browser that asks. */
    public Calls calls(Visit visit, Identity identity) {
        return new Calls(client, identity.credentials(), visit.browser());
    }

    /**
     * Makes a browser session known under a new id, so that the one before the log-on, or before the switch to another identity, is
     * worth nothing.
     */
    public void rotate(Visit visit, BrowserSession session) {
        setCookie(visit.context(), visit.browser(), sessions.rotate(visit.cookie(), session));
    }

    /** The session of the browser, a new one where it has none yet. */
    public BrowserSession session(Visit visit) {
        BrowserSession session = visit.session();
        return session == null ? sessions.open() : session;
    }

    /** Ends the browser's session. */
    public void end(Visit visit) {
        sessions.end(visit.cookie());
        setCookie(visit.context(), visit.browser(), BrowserSessions.newId());
    }

    /** Keeps the language that somebody chose. */
    public void speak(Visit visit, String language) {
        visit.context()
                .response()
                .addCookie(Cookie.cookie(LANGUAGE, language.equals("zh") ? "zh" : "en")
                        .setPath("/")
                        .setMaxAge(LANGUAGE_SECONDS)
                        .setHttpOnly(true)
                        .setSecure(visit.browser().tls())
                        .setSameSite(CookieSameSite.LAX));
    }

    /** Closes an identity that has ended, and goes to the one before it, or to the log-on. */
    public Function<Visit, Future<View>> leaving() {
        return visit -> {
            BrowserSession session = visit.session();
            Identity identity = identity(visit).orElse(null);
            if (session == null || identity == null) {
                return Future.succeededFuture(View.redirect("/logon"));
            }
            session.remove(identity);
            Integer from = identity.switchedFrom();
            return Future.succeededFuture(View.redirect(from == null ? "/logon" : "/i/" + from + "/"));
        };
    }

    private View failed(Visit visit, Throwable failure) {
        if (failure instanceof StaleForm) {
            return problem(403, "error.staleForm");
        }
        if (failure instanceof Form.TooLarge) {
            return problem(413, "error.tooLarge");
        }
        if (failure instanceof CallRefused refused) {
            return refused(visit, refused.explanation());
        }
        LOG.error("a page failed", failure);
        return problem(502, "error.failed");
    }

    private static View refused(Visit visit, Explanation explanation) {
        Identity identity = identity(visit).orElse(null);
        if (identity != null && explanation.endsIdentity()) {
            return ended(identity, explanation);
        }
        Map<String, Object> model = new HashMap<>();
        model.put("explanation", explanation);
        return new View.Page(explanation.status() >= 500 ? 502 : explanation.status(), "refused", model);
    }

    private static View ended(Identity identity, @Nullable Explanation explanation) {
        Map<String, Object> model = new HashMap<>();
        model.put("ended", identity);
        model.put("explanation", explanation);
        return new View.Page(403, "ended", model);
    }

    private static View problem(int status, String text) {
        Map<String, Object> model = new HashMap<>();
        model.put("text", text);
        return new View.Page(status, "error", model);
    }

    private View show(Visit visit, View view) {
        HttpServerResponse response = visit.context().response();
        response.putHeader("cache-control", "no-store");
        if (view instanceof View.Redirect redirect) {
            response.setStatusCode(303)
                    .putHeader("location", redirect.location())
                    .end();
            return view;
        }
        View.Page page = (View.Page) view;
        String html = templates.render(page.template(), visit.texts(), model(visit, page));
        response.setStatusCode(page.status()).putHeader("content-type", "text/html;charset=UTF-8");
        response.end(html);
        return view;
    }

    /** What every page shows beside its own. */
    private Map<String, Object> model(Visit visit, View.Page page) {
        Map<String, Object> model = new HashMap<>(page.model());
        Identity identity = identity(visit).orElse(null);
        BrowserSession session = visit.session();
        model.put("lang", visit.texts().locale().getLanguage());
        model.put("csrf", visit.csrfToken());
        model.put("path", visit.context().request().path());
        model.put("identity", identity);
        model.put("operator", identity != null && operators.accountIds().contains(identity.accountId()));
        model.put("identities", session == null ? List.of() : session.identities());
        if (identity != null && !model.containsKey("ended")) {
            model.put("notice", identity.takeNotice());
        }
        return model;
    }
}
