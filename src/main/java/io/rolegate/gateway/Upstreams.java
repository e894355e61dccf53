package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.gateway.service.Target;
import io.rolegate.metrics.GatewayMeters;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Hands allowed requests to the services behind the gateway and streams their answers back. One instance an event loop. */
final class Upstreams {
    private static final int SMALL_BODY_BYTES = 64 * 1024;
    private static final Set<String> CREDENTIAL_PARAMETERS = Set.of(
            "AccessKeyId",
            "Signature",
            "SignatureMethod",
            "SignatureVersion",
            "SignatureNonce",
            "SignatureType",
            "SecurityToken",
            "Timestamp");

    private final HttpClient client;
    private final IdentityAssertions assertions;
    private final Freshness freshness;
    private final GatewayMeters meters;
    private int turn;

    Upstreams(HttpClient client, IdentityAssertions assertions, Freshness freshness, GatewayMeters meters) {
        this.client = client;
        this.assertions = assertions;
        this.freshness = freshness;
        this.meters = meters;
    }

    Future<Answered> forward(Authorised authorised, Target.Proxied target) {
        Exchange exchange = authorised.exchange();
        long started = System.nanoTime();
        return assertions
                .of(authorised.authenticated().caller(), target.service(), exchange.time())
                .compose(assertion -> connect(authorised, target, assertion))
                .compose(upstream -> exchange(authorised, target, upstream))
                .compose(response -> {
                    meters.upstreamFinished(target.service(), response.statusCode() / 100, System.nanoTime() - started);
                    return relay(exchange, response);
                });
    }

    private Future<HttpClientRequest> connect(Authorised authorised, Target.Proxied target, String assertion) {
        List<URI> addresses = target.definition().upstreams();
        URI address = addresses.get(Math.floorMod(turn++, addresses.size()));
        boolean secure = "https".equals(address.getScheme());
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(authorised.authenticated().call().method()))
                .setHost(address.getHost())
                .setPort(address.getPort() > 0 ? address.getPort() : secure ? 443 : 80)
                .setSsl(secure)
                .setURI(uri(authorised, target));
        return client.request(options)
                .transform((upstream, failure) -> failure == null
                        ? Future.succeededFuture(upstream)
                        : Future.failedFuture(Refusal.upstream(
                                ErrorCode.SERVICE_UNAVAILABLE,
                                "The service can't be reached; try again later.",
                                failure)))
                .onSuccess(upstream -> headers(authorised, assertion, upstream.headers()));
    }

    private static String uri(Authorised authorised, Target.Proxied target) {
        CallView call = authorised.authenticated().call();
        boolean asSent = authorised.authenticated().verified().presented().dialect() == Dialect.MNS;
        String query =
                asSent ? call.rawQuery() : call.without(CREDENTIAL_PARAMETERS).canonicalQuery();
        return query == null || query.isEmpty() ? target.path() : target.path() + '?' + query;
    }

    private static void headers(Authorised authorised, String assertion, MultiMap headers) {
        Exchange exchange = authorised.exchange();
        ForwardedHeaders.copyRequest(authorised.authenticated().call().headers(), headers);
        headers.set("x-forwarded-host", exchange.host());
        headers.set("x-forwarded-proto", exchange.isSecure() ? "https" : "http");
        headers.set("x-forwarded-for", exchange.trail());
        headers.set(IdentityAssertions.HEADER, assertion);
        headers.set(Exchange.REQUEST_ID, exchange.requestId());
        headers.set("x-rolegate-action", authorised.granted().get(0).action());
        headers.set("x-rolegate-resource", authorised.granted().get(0).resource());
    }

    private Future<HttpClientResponse> exchange(
            Authorised authorised, Target.Proxied target, HttpClientRequest upstream) {
        HttpServerRequest caller = authorised.exchange().request();
        caller.response().closeHandler(closed -> upstream.reset());
        return freshness
                .confirm(authorised)
                .compose(confirmed -> send(confirmed, target, upstream))
                .recover(failure -> {
                    upstream.reset();
                    return Future.failedFuture(upstreamFailure(failure));
                });
    }

    private static Refusal upstreamFailure(Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal;
        }
        return failure instanceof TimeoutException
                ? Refusal.upstream(ErrorCode.GATEWAY_TIMEOUT, "The service took too long to answer.", failure)
                : Refusal.upstream(ErrorCode.BAD_GATEWAY, "The service broke the connection off.", failure);
    }

    private Future<HttpClientResponse> send(Authorised authorised, Target.Proxied target, HttpClientRequest upstream) {
        Authenticated authenticated = authorised.authenticated();
        if (authenticated.body() instanceof RequestBody.Begun begun) {
            return stream(authorised, target, begun, upstream);
        }
        Buffer body = authenticated.routed().formBody() == null
                ? ((RequestBody.Whole) authenticated.body()).bytes()
                : Buffer.buffer(
                        authenticated.call().without(CREDENTIAL_PARAMETERS).canonicalForm());
        boolean bodiless = body.length() == 0
                && !RequestBody.isAnnounced(authorised.exchange().request());
        return inTime(target, bodiless ? upstream.send() : upstream.send(body));
    }

    private static Future<HttpClientResponse> inTime(Target.Proxied target, Future<HttpClientResponse> response) {
        return response.timeout(target.operationDefinition().responseTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    private Future<HttpClientResponse> stream(
            Authorised authorised, Target.Proxied target, RequestBody.Begun begun, HttpClientRequest upstream) {
        HttpServerRequest caller = authorised.exchange().request();
        String length = caller.getHeader("content-length");
        if (length == null) {
            upstream.setChunked(true);
        } else {
            upstream.putHeader("content-length", length);
        }
        return new HeldBackUpload(
                        caller,
                        begun.beginning(),
                        upstream,
                        authorised.authenticated().verified().body().start(),
                        target.operationDefinition().maxBodyBytes(),
                        () -> freshness.confirm(authorised))
                .start()
                .compose(sent -> inTime(target, upstream.response()));
    }

    private static Future<Answered> relay(Exchange exchange, HttpClientResponse from) {
        HttpServerResponse to = exchange.request().response();
        to.setStatusCode(from.statusCode());
        ForwardedHeaders.copyResponse(from.headers(), to.headers());
        exchange.putRequestId();
        return relayBody(exchange, from, to).map(Answered.byService(from.statusCode()));
    }

    private static Future<Void> relayBody(Exchange exchange, HttpClientResponse from, HttpServerResponse to) {
        String length = from.getHeader("content-length");
        if (HttpMethod.HEAD.equals(exchange.request().method()) || isBodiless(from.statusCode())) {
            from.resume();
            return to.end();
        }
        if (length != null && length.length() < 6 && Integer.parseInt(length) <= SMALL_BODY_BYTES) {
            return from.body().compose(to::end);
        }
        if (length == null) {
            to.setChunked(true);
        }
        return from.pipeTo(to);
    }

    private static boolean isBodiless(int status) {
        return status == 204 || status == 304;
    }
}
