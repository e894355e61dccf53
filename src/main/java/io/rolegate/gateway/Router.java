package io.rolegate.gateway;

import io.rolegate.api.ErrorCode;
import io.rolegate.gateway.service.ServiceTable;
import io.rolegate.gateway.service.Target;
import io.rolegate.signature.CallView;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.signature.Presentation;
import io.rolegate.signature.Presenter;
import io.rolegate.signature.Reading;
import io.rolegate.signature.Rejection;
import io.rolegate.signature.RejectionReason;
import io.rolegate.wire.TrustedProxies;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.HostAndPort;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first stage: checks syntax, reads a form where there is one, finds service and operation. */
final class Router {
    private final ServicesInForce services;
    private final RequestSyntax syntax;
    private final TrustedProxies proxies;
    private final int formLimit;

    /** @param formLimit the largest form body, in bytes */
    Router(ServicesInForce services, RequestSyntax syntax, TrustedProxies proxies, int formLimit) {
        this.services = services;
        this.syntax = syntax;
        this.proxies = proxies;
        this.formLimit = formLimit;
    }

    Future<Routed> route(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        HeaderList headers = headers(request);
        Dialect hinted = Presenter.dialectOf(headers);
        boolean atRoot = isRoot(request.uri());
        exchange.answerErrorsAs(format(hinted, atRoot));
        exchange.comesFrom(proxies.origin(request));
        syntax.check(request, headers);
        if (hinted != Dialect.MNS && atRoot && CallView.hasForm(headers)) {
            RequestBody.checkAnnounced(request, formLimit);
            exchange.continueBody();
            return RequestBody.readWhole(exchange, formLimit).map(form -> find(exchange, headers, hinted, form));
        }
        return Future.succeededFuture(find(exchange, headers, hinted, null));
    }

    private Routed find(Exchange exchange, HeaderList headers, @Nullable Dialect hinted, @Nullable Buffer form) {
        HttpServerRequest request = exchange.request();
        Reading reading =
                CallView.read(request.method().name(), request.uri(), headers, form == null ? null : form.getBytes());
        if (reading instanceof Rejection rejection) {
            throw Refusal.of(rejection);
        }
        CallView call = (CallView) reading;
        if (exchange.errorFormat() == ErrorFormat.RPC_JSON && "XML".equalsIgnoreCase(call.parameter("Format"))) {
            exchange.answerErrorsAs(ErrorFormat.RPC_XML);
        }
        Target target = target(call, hinted);
        if (target instanceof Target.Proxied proxied) {
            RequestBody.checkAnnounced(request, proxied.operationDefinition().maxBodyBytes());
        }
        Routed routed = new Routed(exchange, call, target, form);
        exchange.reached(routed);
        return routed;
    }

    private Target target(CallView call, @Nullable Dialect hinted) {
        ServiceTable table = services.table();
        if (hinted == Dialect.MNS) {
            return table.findMessageService(call);
        }
        if (call.rawPath().equals("/")) {
            String version = named(call, "Version", "x-acs-version");
            return table.findRpc(version, named(call, "Action", "x-acs-action"));
        }
        String version = call.headers().first("x-acs-version");
        if (version == null) {
            throw unsignedOr(call, Refusal.of(ErrorCode.MISSING_PARAMETER, "The header x-acs-version is required."));
        }
        Target target = table.findRoa(version, call);
        String action = call.headers().first("x-acs-action");
        if (action != null && !action.equals(target.operation())) {
            throw Refusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "The header x-acs-action says " + action + ", but method and path are of " + target.operation()
                            + ".");
        }
        return target;
    }

    /** A value that RPC callers give as a parameter, or as a header under ACS3, or as both alike. */
    private static String named(CallView call, String parameter, String header) {
        if (call.hasOtherSpelling(parameter)) {
            throw Refusal.of(ErrorCode.INVALID_PARAMETER, "The parameter " + parameter + " is given in other letters.");
        }
        String fromParameter = call.parameter(parameter);
        String fromHeader = call.headers().first(header);
        if (fromParameter != null && fromHeader != null && !fromParameter.equals(fromHeader)) {
            throw Refusal.of(
                    ErrorCode.INVALID_PARAMETER,
                    "The parameter " + parameter + " differs from the header " + header + ".");
        }
        // Where the parameters are what is signed a header must not decide.
        boolean signedByParameters =
                call.headers().first("authorization") == null && call.parameter("Signature") != null;
        String value = fromParameter == null && !signedByParameters ? fromHeader : fromParameter;
        if (value == null || value.isEmpty()) {
            throw unsignedOr(
                    call, Refusal.of(ErrorCode.MISSING_PARAMETER, "The parameter " + parameter + " is required."));
        }
        return value;
    }

    /** A request that can't be routed and has no credentials at all is told of the credentials, which it needs anyhow. */
    private static Refusal unsignedOr(CallView call, Refusal refusal) {
        Presentation presentation = Presenter.present(call);
        return presentation instanceof Rejection rejection && rejection.reason() == RejectionReason.CREDENTIALS_MISSING
                ? Refusal.of(rejection)
                : refusal;
    }

    private static ErrorFormat format(@Nullable Dialect hinted, boolean atRoot) {
        if (hinted == Dialect.MNS) {
            return ErrorFormat.MESSAGE_SERVICE;
        }
        return atRoot ? ErrorFormat.RPC_JSON : ErrorFormat.ROA_JSON;
    }

    private static boolean isRoot(String target) {
        return target.equals("/") || target.startsWith("/?");
    }

    /** The form in which the sender of a request that nobody can read, or reads, may understand an error. */
    static ErrorFormat errorFormat(HttpServerRequest request) {
        return format(Presenter.dialectOf(headers(request)), isRoot(request.uri()));
    }

    /** What the request says beyond this hop: nothing else is matched, verified or forwarded. */
    private static HeaderList headers(HttpServerRequest request) {
        ConnectionOptions ending = ConnectionOptions.of(request.headers());
        HeaderList.Builder headers = HeaderList.builder();
        HostAndPort authority = request.version() == HttpVersion.HTTP_2 ? request.authority(true) : null;
        if (authority != null && !request.headers().contains("host")) {
            headers.add("host", authority.toString());
        }
        for (Map.Entry<String, String> header : request.headers()) {
            if (!ending.name(header.getKey())) {
                headers.add(header.getKey(), header.getValue());
            }
        }
        return headers.build();
    }
}
