package io.rolegate.backend.fault;

import io.netty.util.NetUtil;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint {@value #PATH} of a backend's listener, which sets its faults. For callers on the same machine only, and
 * never for what a gateway forwards.
 */
public final class FaultControl {
    /** Where the endpoint is. No operation of a service has such a path. */
    public static final String PATH = "/_faults";

    private static final int MAX_BODY_BYTES = 16 << 10;
    private static final int MAX_FAULTS = 100;

    private final Faults faults;
    private final String forwardedHeader;

    /** Controls these faults; refuses requests that carry {@code forwardedHeader}, which gateways always send. */
    public FaultControl(Faults faults, String forwardedHeader) {
        this.faults = faults;
        this.forwardedHeader = forwardedHeader;
    }

    /** Whether a request is for this endpoint rather than for the service. */
    public static boolean serves(@Nullable String path) {
        return path != null && (path.equals(PATH) || path.startsWith(PATH + "/"));
    }

    /** The endpoint's routes. */
    public Router router(Vertx vertx) {
        Router router = Router.router(vertx);
        router.route().handler(this::guard);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        router.route(HttpMethod.GET, PATH).handler(this::list);
        router.route(HttpMethod.POST, PATH).handler(this::add);
        router.route(HttpMethod.DELETE, PATH).handler(this::clear);
        router.route(HttpMethod.DELETE, PATH + "/:fault").handler(this::remove);
        router.route().failureHandler(FaultControl::refuse);
        return router;
    }

    private void guard(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!isLoopback(request.remoteAddress()) || request.headers().contains(forwardedHeader)) {
            context.fail(403, new IllegalArgumentException("faults are set from this machine only, past the gateway"));
            return;
        }
        // A web page can't send this type to another origin without asking first.
        if (HttpMethod.POST.equals(request.method()) && !"application/json".equals(request.getHeader("Content-Type"))) {
            context.fail(415, new IllegalArgumentException("Content-Type: expected application/json"));
            return;
        }
        context.next();
    }

    private void list(RoutingContext context) {
        JsonArray list = new JsonArray();
        faults.active().forEach(fault -> list.add(json(fault)));
        answer(context, 200, list.encode());
    }

    private void add(RoutingContext context) {
        if (faults.active().size() >= MAX_FAULTS) {
            throw new IllegalArgumentException("there are " + MAX_FAULTS + " faults already");
        }
        answer(context, 201, json(faults.add(definition(context))).encode());
    }

    private void clear(RoutingContext context) {
        faults.clear();
        context.response().setStatusCode(204).end();
    }

    private void remove(RoutingContext context) {
        if (faults.remove(String.valueOf(context.pathParam("fault")))) {
            context.response().setStatusCode(204).end();
        } else {
            context.fail(404, new IllegalArgumentException("there is no such fault"));
        }
    }

    private static JsonObject definition(RoutingContext context) {
        String body = context.body().asString();
        try {
            return new JsonObject(body == null ? "" : body);
        } catch (DecodeException e) {
            throw new IllegalArgumentException("the request body should be a JSON object", e);
        }
    }

    private static JsonObject json(ActiveFault active) {
        return new JsonObject()
                .put("id", active.id())
                .put("happened", active.timesHappened())
                .put("fault", active.definition());
    }

    private static void refuse(RoutingContext context) {
        int status = context.statusCode();
        String why = "not possible here";
        if (context.failure() instanceof IllegalArgumentException refused) {
            status = status == 500 ? 400 : status;
            why = String.valueOf(refused.getMessage());
        }
        answer(context, status, new JsonObject().put("error", why).encode());
    }

    private static void answer(RoutingContext context, int status, String json) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(json + "\n");
    }

    private static boolean isLoopback(SocketAddress peer) {
        InetAddress address = NetUtil.createInetAddressFromIpAddressString(peer.hostAddress());
        return address != null && address.isLoopbackAddress();
    }
}
