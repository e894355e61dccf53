package io.rolegate.gateway;

import io.rolegate.signature.ConsoleClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.HeaderList;
import io.vertx.core.MultiMap;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
            "forwarded",
            "x-real-ip",
            "x-http-method",
            "x-http-method-override",
            "x-method-override",
            "x-original-url",
            "x-original-uri",
            "x-rewrite-url",
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
            "x-mns-request-id");

    private ForwardedHeaders() {}

    /** Copies what the service may see of a request: no credentials, no hop-by-hop headers, no identity of the client's own making. */
    static void copyRequest(HeaderList from, MultiMap to) {
        String connection = from.first("connection");
        for (int index = 0; index < from.size(); index++) {
            String name = from.name(index);
            if (!HOP_BY_HOP.contains(name) && !isOurs(name) && !isNamedBy(connection, name)) {
                to.add(name, from.value(index));
            }
        }
    }

    /** Copies what the caller may see of an answer. */
    static void copyResponse(MultiMap from, MultiMap to) {
        String connection = from.get("connection");
        from.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HOP_BY_HOP.contains(lower)
                    && !lower.startsWith(OWN_PREFIX)
                    && !lower.equals("x-acs-request-id")
                    && !lower.equals("x-mns-request-id")
                    && !lower.equals("server")
                    && !isNamedBy(connection, lower)) {
                to.add(name, value);
            }
        });
    }

    private static boolean isOurs(String name) {
        String dashed = name.indexOf('_') < 0 ? name : name.replace('_', '-');
        return NEVER_TO_UPSTREAM.contains(dashed) || dashed.startsWith(OWN_PREFIX) || dashed.startsWith("x-forwarded-");
    }

    /** A Connection header may name further headers of the hop, but not those that the request is made of. */
    private static boolean isNamedBy(@Nullable String connection, String name) {
        if (connection == null
                || name.startsWith("content-")
                || name.startsWith("x-acs-")
                || name.startsWith("x-mns-")) {
            return false;
        }
        int position = 0;
        while (position <= connection.length()) {
            int comma = connection.indexOf(',', position);
            int end = comma < 0 ? connection.length() : comma;
            if (connection.substring(position, end).strip().equalsIgnoreCase(name)) {
                return true;
            }
            position = end + 1;
        }
        return false;
    }
}
