package io.rolegate.gateway;

import io.rolegate.tracing.Trace;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The span of a whole request: what it was, whose, and how it ended; never a name of a person or a resource. */
final class RequestSpan {
    private static final int SERVER_ERROR = 500;

    private RequestSpan() {}

    static void end(Exchange exchange, @Nullable Answered answered) {
        Trace trace = exchange.trace();
        if (trace == null) {
            return;
        }
        Routed routed = exchange.routed();
        int status = answered == null ? 0 : answered.status();
        Map<String, Object> attributes = new LinkedHashMap<>();
        attributes.put("http.request.method", exchange.request().method().name());
        attributes.put("http.response.status_code", (long) status);
        attributes.put("rolegate.request_id", exchange.requestId());
        if (routed != null) {
            attributes.put("rolegate.service", routed.target().service());
            attributes.put("rolegate.operation", routed.target().operation());
        }
        Authenticated authenticated = exchange.authenticated();
        if (authenticated != null) {
            attributes.put(
                    "rolegate.account", authenticated.caller().principal().accountId());
        }
        Refusal refusal = answered == null ? null : answered.refusal();
        if (refusal != null) {
            attributes.put("error.type", refusal.code(ErrorFormat.RPC_JSON));
        }
        trace.end(
                routed == null
                        ? "unknown"
                        : routed.target().service() + ' ' + routed.target().operation(),
                attributes,
                status == 0 || status >= SERVER_ERROR);
    }
}
