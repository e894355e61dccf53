package io.rolegate.backend.cluster;

import io.rolegate.backend.AssertionException;
import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.PlainPath;
import io.rolegate.backend.RequestOrigin;
import io.rolegate.backend.fault.Answering;
import io.rolegate.backend.fault.Faults;
import io.rolegate.backend.fault.InjectedError;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the Container Service, and the one place that writes answers and errors. Confined to one event loop. */
final class ContainerServiceApi {
    private static final Logger LOG = LoggerFactory.getLogger(ContainerServiceApi.class);
    private static final int MAX_BODY_BYTES = 256 << 10;

    private final Map<String, ClusterAccount> accounts = new HashMap<>();
    private final Vertx vertx;
    private final AssertionVerifier verifier;
    private final InstantSource clock;
    private final ClusterOperations clusters;
    private final NodeOperations nodes;
    private final NodePoolOperations pools;
    private final AddonOperations addons = new AddonOperations();
    private final HistoryOperations history = new HistoryOperations();
    private final UpgradeOperations upgrades;
    private final TemplateOperations templates = new TemplateOperations();
    private final PermissionOperations permissions = new PermissionOperations();
    private final TagOperations tags = new TagOperations();
    private final CatalogueOperations catalogue;

    ContainerServiceApi(Vertx vertx, AssertionVerifier verifier, String region, InstantSource clock, Timings timings) {
        this.vertx = vertx;
        this.verifier = verifier;
        this.clock = clock;
        this.clusters = new ClusterOperations(region, timings);
        this.nodes = new NodeOperations(timings);
        this.pools = new NodePoolOperations(region, timings);
        this.upgrades = new UpgradeOperations(timings);
        this.catalogue = new CatalogueOperations(region);
    }

    Router router(Faults faults) {
        Router router = Router.router(vertx);
        router.route()
                .handler(RequestOrigin.identify())
                .handler(faults)
                .handler(RequestOrigin.authenticate(verifier))
                .handler(ContainerServiceApi::requirePlainPath);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        addRoutes(router);
        router.route().handler(context -> context.fail(noSuchOperation(context)));
        router.route().failureHandler(context -> write(context, refusal(context)));
        return router;
    }

    private void addRoutes(Router router) {
        route(router, HttpMethod.GET, "/api/v1/clusters", clusters::list);
        route(router, HttpMethod.GET, "/clusters", clusters::listAll);
        route(router, HttpMethod.POST, "/clusters", clusters::create);
        route(router, HttpMethod.GET, "/clusters/:cluster", clusters::detail);
        route(router, HttpMethod.DELETE, "/clusters/:cluster", clusters::delete);
        route(router, HttpMethod.PUT, "/api/v2/clusters/:cluster", clusters::modify);
        route(router, HttpMethod.GET, "/k8s/:cluster/user_config", clusters::kubeconfig);
        route(router, HttpMethod.GET, "/clusters/:cluster/resources", clusters::resources);
        route(router, HttpMethod.POST, "/clusters/:cluster/tags", clusters::modifyTags);
        route(router, HttpMethod.POST, "/api/v2/clusters/:cluster/upgrade", upgrades::upgrade);
        route(router, HttpMethod.GET, "/api/v2/clusters/:cluster/upgrade/status", upgrades::status);
        route(router, HttpMethod.GET, "/clusters/:cluster/nodes", nodes::listNodes);
        route(router, HttpMethod.POST, "/api/v2/clusters/:cluster/nodes/remove", nodes::removeNodes);
        route(router, HttpMethod.POST, "/api/v2/clusters/:cluster", pools::scaleOut);
        route(router, HttpMethod.GET, "/clusters/:cluster/nodepools", pools::listPools);
        route(router, HttpMethod.POST, "/clusters/:cluster/nodepools", pools::createPool);
        route(router, HttpMethod.GET, "/clusters/:cluster/nodepools/:nodepool", pools::poolDetail);
        route(router, HttpMethod.PUT, "/clusters/:cluster/nodepools/:nodepool", pools::modifyPool);
        route(router, HttpMethod.POST, "/clusters/:cluster/nodepools/:nodepool", pools::scalePool);
        route(router, HttpMethod.DELETE, "/clusters/:cluster/nodepools/:nodepool", pools::deletePool);
        route(router, HttpMethod.GET, "/clusters/:cluster/components/version", addons::versions);
        route(router, HttpMethod.POST, "/clusters/:cluster/components/install", addons::install);
        route(router, HttpMethod.POST, "/clusters/:cluster/components/upgrade", addons::upgrade);
        route(router, HttpMethod.POST, "/clusters/:cluster/components/uninstall", addons::uninstall);
        route(router, HttpMethod.GET, "/clusters/:cluster/events", history::events);
        route(router, HttpMethod.GET, "/clusters/:cluster/logs", history::logs);
        route(router, HttpMethod.GET, "/clusters/:cluster/tasks", history::tasks);
        route(router, HttpMethod.GET, "/tasks/:task", catalogue::task);
        route(router, HttpMethod.GET, "/events", catalogue::events);
        route(router, HttpMethod.GET, "/quota", catalogue::quota);
        route(router, HttpMethod.GET, "/api/v1/metadata/versions", catalogue::versions);
        route(router, HttpMethod.GET, "/templates", templates::list);
        route(router, HttpMethod.POST, "/templates", templates::create);
        route(router, HttpMethod.PUT, "/templates/:template", templates::update);
        route(router, HttpMethod.DELETE, "/templates/:template", templates::delete);
        route(router, HttpMethod.GET, "/tags", tags::list);
        route(router, HttpMethod.PUT, "/tags", tags::tag);
        route(router, HttpMethod.DELETE, "/tags", tags::untag);
        route(router, HttpMethod.POST, "/permissions/users/:user", permissions::grant);
        route(router, HttpMethod.GET, "/permissions/users/:user", permissions::describe);
    }

    private void route(Router router, HttpMethod method, String path, Function<ClusterRequest, Answer> operation) {
        router.route(method, path).handler(context -> {
            String accountId = RequestOrigin.of(context).caller().accountId();
            ClusterAccount account = accounts.computeIfAbsent(accountId, id -> new ClusterAccount());
            Instant now = clock.instant();
            account.advance(now);
            write(context, operation.apply(new ClusterRequest(context, account, now)));
        });
    }

    private static void requirePlainPath(RoutingContext context) {
        if (PlainPath.matches(context.request().path())) {
            context.next();
        } else {
            context.fail(ClusterError.NOT_FOUND.because("The path is not one of this service"));
        }
    }

    private static ClusterException noSuchOperation(RoutingContext context) {
        return ClusterError.NOT_FOUND.because(
                "There is no operation " + context.request().method() + " at this path");
    }

    private static void write(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status());
        answer.body().ifPresent(json -> response.putHeader("Content-Type", "application/json;charset=utf-8"));
        Answering.end(context, answer.body().map(Buffer::buffer).orElseGet(Buffer::buffer))
                .onFailure(lost -> LOG.debug("nobody waits for the answer any more"));
    }

    /** Both spellings of the keys, since SDKs differ in which they read (ram.md §8). */
    private static Answer refusal(RoutingContext context) {
        if (context.failure() instanceof InjectedError injected) {
            injected.addHeaders(context.response());
            return refusal(context, injected.status(), injected.code(), injected.text());
        }
        ClusterException refusal = refusalOf(context);
        return refusal(context, refusal.error().status(), refusal.error().code(), refusal.text());
    }

    private static Answer refusal(RoutingContext context, int status, String code, String text) {
        String requestId = RequestOrigin.of(context).requestId();
        return Answer.error(
                status,
                new JsonObject()
                        .put("code", code)
                        .put("message", text)
                        .put("requestId", requestId)
                        .put("Code", code)
                        .put("Message", text)
                        .put("RequestId", requestId));
    }

    private static ClusterException refusalOf(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof ClusterException refusal) {
            return refusal;
        }
        if (failure instanceof AssertionException unknown) {
            return switch (unknown.reason()) {
                case INVALID -> ClusterError.ASSERTION_INVALID.because(String.valueOf(unknown.getMessage()));
                case KEYS_UNAVAILABLE -> ClusterError.UNAVAILABLE.because(String.valueOf(unknown.getMessage()));
            };
        }
        if (context.statusCode() == 413) {
            return ClusterError.PARAM_FORMAT.because("the request body has more than " + MAX_BODY_BYTES + " bytes");
        }
        if (context.statusCode() == 400) {
            return ClusterError.PARAM_FORMAT.because("the request can't be read");
        }
        LOG.error("request {} failed", RequestOrigin.of(context).requestId(), failure);
        return ClusterError.INTERNAL.because("The request failed inside the service");
    }
}
