package io.rolegate.backend.message;

import io.rolegate.backend.AssertionException;
import io.rolegate.backend.AssertionVerifier;
import io.rolegate.backend.PlainPath;
import io.rolegate.backend.RequestOrigin;
import io.rolegate.backend.fault.Answering;
import io.rolegate.backend.fault.Faults;
import io.rolegate.backend.fault.InjectedError;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The routes of the message service, and the one place that writes answers and errors. Confined to one event loop. */
final class MessageServiceApi {
    private static final Logger LOG = LoggerFactory.getLogger(MessageServiceApi.class);
    private static final int MAX_BODY_BYTES = 512 << 10;

    private final Map<String, Account> accounts = new HashMap<>();
    private final XmlReader xml = new XmlReader();
    private final Vertx vertx;
    private final AssertionVerifier verifier;
    private final QueueOperations queues;
    private final SendOperations sending;
    private final ReceiveOperations receiving;
    private final TopicOperations topics;
    private final SubscriptionOperations subscriptions;

    MessageServiceApi(Vertx vertx, AssertionVerifier verifier, String region, InstantSource clock) {
        LongPolling polling = new LongPolling(vertx, clock);
        this.vertx = vertx;
        this.verifier = verifier;
        this.queues = new QueueOperations(clock, polling);
        this.sending = new SendOperations(clock, polling);
        this.receiving = new ReceiveOperations(clock, polling);
        this.topics = new TopicOperations(clock, new NotificationDelivery(vertx, clock, polling));
        this.subscriptions = new SubscriptionOperations(clock, region);
    }

    Router router(Faults faults) {
        Router router = Router.router(vertx);
        router.route()
                .handler(RequestOrigin.identify())
                .handler(MessageServiceApi::addServiceHeaders)
                .handler(faults)
                .handler(RequestOrigin.authenticate(verifier))
                .handler(MessageServiceApi::requirePlainPath);
        router.route().handler(BodyHandler.create(false).setBodyLimit(MAX_BODY_BYTES));
        route(router, HttpMethod.GET, "/queues", queues::list);
        route(router, HttpMethod.PUT, "/queues/:queue", queues::put);
        route(router, HttpMethod.GET, "/queues/:queue", queues::getAttributes);
        route(router, HttpMethod.DELETE, "/queues/:queue", queues::delete);
        route(router, HttpMethod.POST, "/queues/:queue/messages", sending::send);
        routeAsync(router, HttpMethod.GET, "/queues/:queue/messages", receiving::get);
        route(router, HttpMethod.DELETE, "/queues/:queue/messages", receiving::delete);
        route(router, HttpMethod.PUT, "/queues/:queue/messages", receiving::changeVisibility);
        route(router, HttpMethod.GET, "/topics", topics::list);
        route(router, HttpMethod.PUT, "/topics/:topic", topics::put);
        route(router, HttpMethod.GET, "/topics/:topic", topics::getAttributes);
        route(router, HttpMethod.DELETE, "/topics/:topic", topics::delete);
        route(router, HttpMethod.POST, "/topics/:topic/messages", topics::publish);
        route(router, HttpMethod.GET, "/topics/:topic/subscriptions", subscriptions::list);
        route(router, HttpMethod.PUT, "/topics/:topic/subscriptions/:subscription", subscriptions::put);
        route(router, HttpMethod.GET, "/topics/:topic/subscriptions/:subscription", subscriptions::getAttributes);
        route(router, HttpMethod.DELETE, "/topics/:topic/subscriptions/:subscription", subscriptions::unsubscribe);
        route(router, HttpMethod.GET, "/", queues::getAccount);
        route(router, HttpMethod.PUT, "/", queues::setAccount);
        route(router, HttpMethod.POST, "/commonbuy/openservice", queues::openService);
        router.route().handler(context -> context.fail(noSuchOperation(context)));
        router.route().failureHandler(context -> write(context, refusal(context)));
        return router;
    }

    private void route(Router router, HttpMethod method, String path, Function<MnsRequest, Answer> operation) {
        routeAsync(router, method, path, request -> Future.succeededFuture(operation.apply(request)));
    }

    private void routeAsync(
            Router router, HttpMethod method, String path, Function<MnsRequest, Future<Answer>> operation) {
        router.route(method, path).handler(context -> {
            String accountId = RequestOrigin.of(context).caller().accountId();
            Account account = accounts.computeIfAbsent(accountId, Account::new);
            operation
                    .apply(new MnsRequest(context, account, xml))
                    .onComplete(answer -> write(context, answer), context::fail);
        });
    }

    private static void addServiceHeaders(RoutingContext context) {
        context.response()
                .putHeader("x-mns-request-id", RequestOrigin.of(context).requestId())
                .putHeader("x-mns-version", "2015-06-06");
        context.next();
    }

    private static void requirePlainPath(RoutingContext context) {
        if (PlainPath.matches(context.request().path())) {
            context.next();
        } else {
            context.fail(MnsError.INVALID_REQUEST_URL.because("The path is not one of this service"));
        }
    }

    private static MnsException noSuchOperation(RoutingContext context) {
        return MnsError.INVALID_REQUEST_URL.because(
                "There is no operation " + context.request().method() + " at this path");
    }

    private static void write(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            answer.undelivered().run();
            return;
        }
        response.setStatusCode(answer.status());
        answer.location().ifPresent(url -> response.putHeader("Location", url));
        answer.body().ifPresent(xml -> response.putHeader("Content-Type", "text/xml;charset=utf-8"));
        Buffer body = answer.body().map(Buffer::buffer).orElseGet(Buffer::buffer);
        Answering.end(context, body).onFailure(lost -> answer.undelivered().run());
    }

    private static Answer refusal(RoutingContext context) {
        if (context.failure() instanceof InjectedError injected) {
            injected.addHeaders(context.response());
            return refusal(context, injected.status(), injected.code(), injected.text());
        }
        MnsException refusal = refusalOf(context);
        return refusal(context, refusal.error().status(), refusal.error().code(), refusal.text());
    }

    private static Answer refusal(RoutingContext context, int status, String code, String text) {
        return Answer.xml(status, "Error", document -> document.text("Code", code)
                .text("Message", text)
                .text("RequestId", RequestOrigin.of(context).requestId())
                .text("HostId", MnsRequest.baseUrl(context)));
    }

    private static MnsException refusalOf(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof MnsException refusal) {
            return refusal;
        }
        if (failure instanceof AssertionException unknown) {
            return switch (unknown.reason()) {
                case INVALID -> MnsError.ACCESS_DENIED.because(String.valueOf(unknown.getMessage()));
                case KEYS_UNAVAILABLE -> MnsError.SERVICE_UNAVAILABLE.because(String.valueOf(unknown.getMessage()));
            };
        }
        if (context.statusCode() == 413) {
            return MnsError.INVALID_ARGUMENT.because("The request body has more than " + MAX_BODY_BYTES + " bytes");
        }
        if (context.statusCode() == 400) {
            return MnsError.INVALID_REQUEST_URL.because("The request can't be read");
        }
        LOG.error("request {} failed", RequestOrigin.of(context).requestId(), failure);
        return MnsError.INTERNAL_ERROR.because("The request failed inside the service");
    }
}
