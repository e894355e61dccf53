package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.gateway.service.Target;
import io.rolegate.gateway.upstream.Admission;
import io.rolegate.gateway.upstream.Endpoint;
import io.rolegate.gateway.upstream.Failure;
import io.rolegate.gateway.upstream.ServiceUpstreams;
import io.rolegate.gateway.upstream.Unavailable;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.signature.CallView;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One allowed request on its way to a service and back, on one event loop. It ends once, whatever happens first: the answer
 * is with the caller, the service failed it, the caller went away, it took too long, or the caller is no longer allowed.
 */
final class ServiceCall {
    private static final int FIRST_FINAL = 200;
    private static final int FIRST_ERROR = 400;

    private final Exchange exchange;
    private final Target.Proxied target;
    private final CallView forwarded;
    private final String forwardedTarget;
    private final ServiceUpstreams service;
    private final Freshness freshness;
    private final GatewayMeters meters;
    private final RunningCalls running;
    private final Promise<Answered> outcome = Promise.promise();
    private final Deadline deadline = new Deadline();
    private Authorised authorised;
    private Admission admission = Admission.NORMAL;
    private List<Endpoint> tried = List.of();
    private @Nullable Endpoint endpoint;
    private @Nullable HttpClientRequest upstream;
    private @Nullable HeldBackUpload upload;
    private long sentNanos;
    private int status;
    private boolean ended;

    ServiceCall(
            Authorised authorised,
            Target.Proxied target,
            ServiceUpstreams service,
            Freshness freshness,
            RunningCalls running,
            GatewayMeters meters) {
        this.exchange = authorised.exchange();
        this.authorised = authorised;
        this.target = target;
        CallView call = authorised.authenticated().call();
        this.forwarded = UpstreamRequest.withoutCredentials(call);
        this.forwardedTarget = UpstreamRequest.target(call, forwarded, target);
        this.service = service;
        this.freshness = freshness;
        this.running = running;
        this.meters = meters;
    }

    /**
     * Starts it; completes once the answer is with the caller.
     *
     * @param assertion the identity assertion
     */
    Future<Answered> start(Future<String> assertion) {
        running.add(this);
        exchange.request().response().closeHandler(closed -> fail(Refusal.callerGone()));
        admission = service.enter();
        if (admission == Admission.REFUSED) {
            refuse(Unavailable.CIRCUIT_OPEN, null);
        } else {
            assertion.onSuccess(this::connect).onFailure(this::fail);
        }
        return outcome.future();
    }

    private void connect(String assertion) {
        if (ended) {
            return;
        }
        Endpoint chosen = service.choose(tried);
        if (chosen == null) {
            refuse(Unavailable.UNHEALTHY, null);
        } else {
            connectTo(chosen, assertion);
        }
    }

    private void connectTo(Endpoint chosen, String assertion) {
        endpoint = chosen;
        service.connect(chosen, exchange.request().method(), forwardedTarget)
                .onSuccess(request -> connected(request, assertion))
                .onFailure(failure -> notConnected(chosen, failure, assertion));
    }

    private void notConnected(Endpoint chosen, Throwable failure, String assertion) {
        if (ended) {
            return;
        }
        Unavailable reason = ServiceUpstreams.unavailable(failure);
        if (reason == Unavailable.UNREACHABLE) {
            service.failed(chosen, Failure.UNREACHABLE);
            tried = new ArrayList<>(tried);
            tried.add(chosen);
            Endpoint next = tried.size() <= service.retries() ? service.choose(tried) : null;
            if (next != null) {
                service.ended(chosen);
                service.retried();
                connectTo(next, assertion);
                return;
            }
            service.failed(admission);
        }
        refuse(reason, failure);
    }

    private void refuse(Unavailable reason, @Nullable Throwable cause) {
        service.refused(reason);
        fail(Refusal.upstream(
                ErrorCode.SERVICE_UNAVAILABLE,
                "The service can't take the request now; try again later.",
                cause == null ? reason.label() : reason.label() + ": " + cause));
    }

    private void connected(HttpClientRequest request, String assertion) {
        if (ended) {
            request.reset();
            return;
        }
        upstream = request;
        // The answer's future tells the same.
        request.exceptionHandler(failure -> {});
        UpstreamRequest.putHeaders(authorised, assertion, request.headers());
        if (Trailers.areTaken(exchange.request())) {
            Trailers.ask(request);
        }
        freshness
                .confirm(authorised)
                .onSuccess(confirmed -> send(confirmed, request))
                .onFailure(this::fail);
    }

    private void send(Authorised confirmed, HttpClientRequest request) {
        if (ended) {
            return;
        }
        authorised = confirmed;
        sentNanos = System.nanoTime();
        RequestBody body = confirmed.authenticated().body();
        if (body instanceof RequestBody.Begun begun) {
            stream(begun, request);
        } else {
            Routed routed = confirmed.authenticated().routed();
            sendWhole(UpstreamRequest.body(routed, forwarded, (RequestBody.Whole) body), request);
        }
    }

    private void sendWhole(Buffer body, HttpClientRequest request) {
        deadline.in(target.operationDefinition().responseTimeout());
        boolean bodiless = body.length() == 0 && !expectsLength(exchange.request());
        Future<HttpClientResponse> response = bodiless ? request.send() : request.send(body);
        response.onComplete(answer -> answered(answer, Future.succeededFuture()));
    }

    /** Whether a server expects to be told the length of a body even where there is none (RFC 9110, section 8.6). */
    private static boolean expectsLength(HttpServerRequest request) {
        return request.getHeader("content-length") != null
                || HttpMethod.POST.equals(request.method())
                || HttpMethod.PUT.equals(request.method())
                || HttpMethod.PATCH.equals(request.method());
    }

    private void stream(RequestBody.Begun begun, HttpClientRequest request) {
        HttpServerRequest caller = exchange.request();
        String length = caller.getHeader("content-length");
        if (length == null) {
            request.setChunked(true);
        } else {
            request.putHeader("content-length", length);
        }
        HeldBackUpload started = new HeldBackUpload(
                caller,
                begun.beginning(),
                request,
                authorised.authenticated().verified().body().start(),
                target.operationDefinition().maxBodyBytes(),
                () -> freshness.confirm(authorised),
                deadline,
                service.idleTimeout());
        upload = started;
        Future<Void> sent = started.start()
                .onSuccess(done -> deadline.in(target.operationDefinition().responseTimeout()))
                .onFailure(this::failUpload);
        request.response().onComplete(answer -> answered(answer, sent));
    }

    /** Where the service broke the connection off, the failure of its answer says more. */
    private void failUpload(Throwable failure) {
        if (failure instanceof Refusal) {
            fail(failure);
        } else if (exchange.request().response().closed()) {
            fail(Refusal.callerGone());
        } else {
            broken(Failure.BROKEN, failure.toString());
        }
    }

    private void answered(AsyncResult<HttpClientResponse> answer, Future<Void> sent) {
        if (ended) {
            return;
        }
        if (answer.failed()) {
            broken(Failure.BROKEN, String.valueOf(answer.cause()));
            return;
        }
        HttpClientResponse response = answer.result();
        status = response.statusCode();
        if (status < FIRST_FINAL) {
            // Passed on as it is, it would put the caller's connection out of step.
            broken(Failure.BROKEN, "it answered with the interim status " + status);
            return;
        }
        if (endpoint != null) {
            service.answered(endpoint, admission, status);
        }
        relay(response, sent);
    }

    /** An error that a service answers early makes the rest of the body pointless; any other answer waits for it. */
    private void relay(HttpClientResponse response, Future<Void> sent) {
        boolean early = upload != null && upload.isRunning() && status >= FIRST_ERROR;
        if (upload != null && early) {
            upload.stop();
        }
        new AnswerRelay(exchange, response, early ? Future.succeededFuture() : sent, deadline, service.idleTimeout())
                .start()
                .onSuccess(relayed -> complete(early))
                .onFailure(failure -> broken(Failure.BROKEN, failure.toString()));
    }

    private void complete(boolean early) {
        if (!end()) {
            return;
        }
        if (early && upstream != null) {
            abandon(upstream);
            exchange.discardBody();
        }
        outcome.complete(Answered.byService(status));
    }

    private void broken(Failure failure, String reason) {
        if (ended) {
            return;
        }
        if (exchange.request().response().closed()) {
            fail(Refusal.callerGone());
            return;
        }
        if (endpoint != null) {
            service.failed(endpoint, failure);
        }
        service.failed(admission);
        fail(
                failure == Failure.TIMEOUT
                        ? Refusal.upstream(ErrorCode.GATEWAY_TIMEOUT, "The service took too long to answer.", reason)
                        : Refusal.upstream(ErrorCode.BAD_GATEWAY, "The service broke the connection off.", reason));
    }

    /** Ends it where the service takes too long. */
    void checkTime(long now) {
        if (deadline.isOver(now)) {
            broken(Failure.TIMEOUT, status == 0 ? "no answer in time" : "the body stood still");
        }
    }

    /** Cuts it where something has changed by which it is no longer allowed; completes once that is known. */
    Future<Void> reconfirm() {
        if (sentNanos == 0 || !freshness.isTouched(authorised)) {
            return Future.succeededFuture();
        }
        return freshness.confirm(authorised).transform(confirmed -> {
            if (confirmed.succeeded()) {
                authorised = confirmed.result();
            } else {
                cut(confirmed.cause());
            }
            return Future.succeededFuture();
        });
    }

    /** Breaks it off because it is no longer allowed; what was not sent yet is refused in its own time. */
    void cut(Throwable reason) {
        if (!ended && sentNanos != 0) {
            exchange.markCut();
            fail(reason);
        }
    }

    private void fail(Throwable failure) {
        if (!end()) {
            return;
        }
        if (upload != null) {
            upload.stop();
        }
        if (upstream != null) {
            abandon(upstream);
        }
        outcome.fail(failure);
    }

    /**
     * Gives up a request that may have been sent in part. Where its answer has ended already, the client would take the
     * connection for reusable, and the next request for what is missing of this one's body.
     */
    private void abandon(HttpClientRequest request) {
        request.reset();
        if (sentNanos != 0 && request.version() != HttpVersion.HTTP_2) {
            request.connection().close();
        }
    }

    /** Whether this ends it. */
    private boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        running.remove(this);
        service.left();
        if (endpoint != null) {
            service.ended(endpoint);
        }
        if (sentNanos != 0) {
            meters.upstreamFinished(target.service(), status / 100, System.nanoTime() - sentNanos);
        }
        return true;
    }
}
