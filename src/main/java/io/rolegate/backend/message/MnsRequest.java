package io.rolegate.backend.message;

import io.rolegate.backend.RequestOrigin;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** A verified request as the operations read it. */
final class MnsRequest {
    private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9.:\\[\\]_-]{1,255}");

    private final RoutingContext context;
    private final Account account;
    private final XmlReader xml;

    MnsRequest(RoutingContext context, Account account, XmlReader xml) {
        this.context = context;
        this.account = account;
        this.xml = xml;
    }

    Account account() {
        return account;
    }

    HttpServerResponse response() {
        return context.response();
    }

    /** A part of the path. */
    String path(String name) {
        return Objects.requireNonNull(context.pathParam(name), "the route names " + name);
    }

    /** A query parameter, names in either case; InvalidQueryString where it is there twice. */
    Optional<String> query(String name) {
        List<String> values = context.queryParam(name);
        if (values.size() > 1) {
            throw MnsError.INVALID_QUERY_STRING.because(name + " is there more than once");
        }
        return values.stream().findFirst();
    }

    /** Whether a query parameter says true. */
    boolean flag(String name) {
        Optional<String> value = query(name);
        if (value.isPresent() && !value.get().equals("true") && !value.get().equals("false")) {
            throw MnsError.INVALID_QUERY_STRING.because("The value of " + name + " should be true or false");
        }
        return value.isPresent() && value.get().equals("true");
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    /** The body's root element, one of these names; an empty body stands for an empty first one. */
    XmlElement body(String... roots) {
        String text = context.body().asString();
        if (text == null || text.isBlank()) {
            return XmlElement.empty(roots[0]);
        }
        XmlElement root = xml.read(text);
        for (String expected : roots) {
            if (root.name().equals(expected)) {
                return root;
            }
        }
        throw MnsError.MALFORMED_XML.because("The root element should be " + String.join(" or ", roots));
    }

    /** Where the caller sees this service: the address that it asked the gateway for, else the one asked here. */
    String baseUrl() {
        return baseUrl(context);
    }

    static String baseUrl(RoutingContext context) {
        String forwarded = context.request().getHeader("x-forwarded-host");
        if (forwarded != null && AUTHORITY.matcher(forwarded).matches()) {
            boolean tls = "https".equals(context.request().getHeader("x-forwarded-proto"));
            return (tls ? "https://" : "http://") + forwarded;
        }
        String host = context.request().getHeader("host");
        return "http://" + (host != null && AUTHORITY.matcher(host).matches() ? host : "localhost");
    }

    String requestId() {
        return RequestOrigin.of(context).requestId();
    }
}
