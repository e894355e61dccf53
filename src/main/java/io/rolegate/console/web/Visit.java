package io.rolegate.console.web;

import io.rolegate.console.session.BrowserSession;
import io.rolegate.signature.ConsoleClient;
import io.rolegate.sts.logon.LogonOrigin;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One request to the console, and who asks. */
public final class Visit {
    private final RoutingContext context;
    private final ConsoleClient browser;
    private final Texts texts;
    private final String cookie;
    private final @Nullable BrowserSession session;
    private final String csrfToken;
    private Form form = Form.EMPTY;

    Visit(
            RoutingContext context,
            ConsoleClient browser,
            Texts texts,
            String cookie,
            @Nullable BrowserSession session,
            String csrfToken) {
        this.context = context;
        this.browser = browser;
        this.texts = texts;
        this.cookie = cookie;
        this.session = session;
        this.csrfToken = csrfToken;
    }

    /** The browser's address, and whether it speaks TLS. */
    public ConsoleClient browser() {
        return browser;
    }

    public Texts texts() {
        return texts;
    }

    /** The id in the browser's cookie. */
    public String cookie() {
        return cookie;
    }

    /** Null where no password was given in this browser. */
    public @Nullable BrowserSession session() {
        return session;
    }

    /** What this page's forms carry. */
    public String csrfToken() {
        return csrfToken;
    }

    /** What a form sent. */
    public Form form() {
        return form;
    }

    void form(Form read) {
        form = read;
    }

    /** Part of the path, decoded; empty where there is none of that name. */
    public String path(String name) {
        String value = context.pathParam(name);
        return value == null ? "" : value;
    }

    /** A parameter of the query; empty where there is none. */
    public String query(String name) {
        String value = context.queryParams().get(name);
        return value == null ? "" : value.strip();
    }

    /** Where a log-on comes from. */
    public LogonOrigin origin() {
        String id = UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
        return new LogonOrigin(id, browser.address());
    }

    RoutingContext context() {
        return context;
    }
}
