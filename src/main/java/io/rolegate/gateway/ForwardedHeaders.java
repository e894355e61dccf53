package io.rolegate.gateway;

import io.rolegate.signature.ConsoleClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.rolegate.tracing.TraceContext;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;

/** Which headers cross the gateway, in each direction (security.md, "Request syntax" and "Identity headers"). */
final class ForwardedHeaders {
    private static final String OWN_PREFIX = "x-rolegate-";
    private static final Set<String> HOP_BY_HOP = Set.of(
            "connection",
            "keep-alive",
            "proxy-connection",
            "proxy-authenticate",
            "proxy-authorization",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade");
    private static final Set<String> NEVER_TO_UPSTREAM = Set.of(
            "authorization",
            "security-token",
            "cookie",
            "host",
            "content-length",
            "expect",
            "x-acs-accesskey-id",
            "x-acs-security-token",
            "x-acs-signature",
            "x-acs-signature-nonce",
            "x-acs-signature-method",
            "x-acs-signature-version",
            "x-acs-credentials-provider",
            ConsoleClient.headerName(Dialect.ACS3),
            ConsoleClient.headerName(Dialect.MNS),
            "x-acs-request-id",
            "x-mns-request-id",
            TraceContext.PARENT,
            TraceContext.STATE);
    /** By which servers and frameworks let a proxy, or anybody, say another client, host, scheme, method or path. */
    private static final Set<String> OVERRIDES = Set.of(
            "forwarded",
            "x-forwarded",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "client-ip",
            "true-client-ip",
            "cf-connecting-ip",
            "fastly-client-ip",
            "x-remote-user",
            "remote-user",
            "x-host",
            "x-original-host",
            "x-original-url",
            "x-original-uri",
            "x-original-method",
            "x-rewrite-url",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-scheme",
            "x-url-scheme",
            "front-end-https");

    private ForwardedHeaders() {}

    /**
     * Copies what the service may see of a request: no credentials, no hop-by-hop headers, nothing that could pass for the
     * gateway's word. Names with an underscore are left out, as many a server can't tell them from those with a dash.
     */
    static void copyRequest(HeaderList from, MultiMap to) {
        for (int index = 0; index < from.size(); index++) {
            String name = from.name(index);
            if (isForwarded(name)) {
                to.add(name, from.value(index));
            }
        }
    }

    private static boolean isForwarded(String name) {
        return !HOP_BY_HOP.contains(name)
                && !NEVER_TO_UPSTREAM.contains(name)
                && !OVERRIDES.contains(name)
                && !name.startsWith(OWN_PREFIX)
                && !name.startsWith("x-forwarded-")
                && name.indexOf('_') < 0;
    }

    /** Copies what the caller may see of an answer. */
    static void copyResponse(MultiMap from, MultiMap to) {
        ConnectionOptions ending = ConnectionOptions.of(from);
        from.forEach((name, value) -> {
            if (isAnswered(name.toLowerCase(Locale.ROOT), ending)) {
                to.add(name, value);
            }
        });
    }

    /** Whether the caller may see a field of an answer, named in small letters. */
    static boolean isAnswered(String name, ConnectionOptions ending) {
        return !HOP_BY_HOP.contains(name)
                && !name.startsWith(OWN_PREFIX)
                && !name.equals("x-acs-request-id")
                && !name.equals("x-mns-request-id")
                && !name.equals("server")
                && !ending.name(name);
    }
}
