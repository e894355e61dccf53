package io.rolegate.console;

import io.rolegate.console.page.ClusterPages;
import io.rolegate.console.page.LogonPages;
import io.rolegate.console.page.QueuePages;
import io.rolegate.console.page.SwitchPages;
import io.rolegate.console.page.TopicPages;
import io.rolegate.console.page.access.AccessPages;
import io.rolegate.console.page.oversight.OversightPages;
import io.rolegate.console.session.BrowserSessions;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.Templates;
import io.rolegate.wire.Listener;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.function.IntConsumer;

/** The console's listener. */
public final class ConsoleVerticle extends VerticleBase {
    private final ConsoleParts parts;
    private final IntConsumer listening;
    private Listener listener;

    /** @param listening told the actual port */
    @SuppressWarnings("NullAway.Init") // Vert.x calls start() before anything else
    public ConsoleVerticle(ConsoleParts parts, IntConsumer listening) {
        this.parts = parts;
        this.listening = listening;
    }

    @Override
    public Future<?> start() {
        return vertx.executeBlocking(Templates::new).compose(templates -> {
            listener = new Listener(vertx, parts.endpoint());
            return listener.listen(parts.settings().listener().port(), router(templates), Listener::refusePlainly)
                    .onSuccess(listening::accept);
        });
    }

    private Router router(Templates templates) {
        Router router = Router.router(vertx);
        Site site = new Site(
                router,
                new BrowserSessions(
                        parts.settings().idleLimit(), parts.settings().maxBrowsers(), parts.clock()),
                parts.gateway(),
                parts.settings().listener().proxies(),
                templates,
                parts.operators(),
                parts.clock());
        serveFiles(router);
        new LogonPages(site, parts.logons()).mount();
        new SwitchPages(site, parts.accounts(), parts.logons()).mount();
        new QueuePages(site, parts.region()).mount();
        new TopicPages(site, parts.region()).mount();
        new ClusterPages(site, parts.region()).mount();
        new AccessPages(site).mount();
        OversightPages.mount(site);
        site.notFound();
        return router;
    }

    private static void serveFiles(Router router) {
        router.get("/static/*").handler(StaticHandler.create("console/static"));
    }

    @Override
    public Future<?> stop() {
        return listener.drain(parts.drainLimit());
    }
}
