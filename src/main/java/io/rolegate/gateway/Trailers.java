package io.rolegate.gateway;

import io.rolegate.gateway.service.CanonicalPath;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The fields behind the body of an answer (RFC 9110 6.5): they reach callers who take them, save those that could change what
 * the head has said. Trailers of a request never reach a service, since no signature covers them.
 */
final class Trailers {
    private static final int MAX_FIELDS = 64;
    private static final int MAX_CHARACTERS = 16 * 1024;
    private static final String TRAILER = "trailer";
    /** Fields of framing, routing, authentication, caching and control, which mean something in a head only (RFC 9110 6.5.1). */
    private static final Set<String> OF_HEADS = Set.of(
            "accept-ranges",
            "age",
            "allow",
            "alt-svc",
            "authentication-info",
            "authorization",
            "cache-control",
            "clear-site-data",
            "cookie",
            "date",
            "expires",
            "host",
            "last-modified",
            "location",
            "pragma",
            "refresh",
            "retry-after",
            "set-cookie",
            "strict-transport-security",
            "vary",
            "via",
            "warning",
            "www-authenticate");

    private Trailers() {}

    /** Whether the caller takes them: over HTTP/2 always, over HTTP/1.1 where it says so (RFC 9110 10.1.4). */
    static boolean areTaken(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            return true;
        }
        if (request.version() != HttpVersion.HTTP_1_1 || !request.headers().contains("te")) {
            return false;
        }
        for (String line : request.headers().getAll("te")) {
            for (String coding : line.split(",", -1)) {
                if (coding.strip().equalsIgnoreCase("trailers")) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Tells the service that they are taken. */
    static void ask(HttpClientRequest request) {
        request.putHeader("te", "trailers");
        if (request.version() != HttpVersion.HTTP_2) {
            request.putHeader("connection", "te");
        }
    }

    /** Announces what the service has announced; before the head is written, of a chunked answer. */
    static void announce(HttpClientResponse from, HttpServerResponse to) {
        ConnectionOptions ending = ConnectionOptions.of(from.headers());
        for (String line : from.headers().getAll(TRAILER)) {
            for (String name : line.split(",", -1)) {
                if (isPassedOn(name.strip(), ending)) {
                    to.headers().add(TRAILER, name.strip());
                }
            }
        }
    }

    /** Copies them, once the answer has ended; none where there are too many. */
    static void copy(HttpClientResponse from, HttpServerResponse to) {
        List<Map.Entry<String, String>> trailers = from.trailers().entries();
        if (trailers.isEmpty() || trailers.size() > MAX_FIELDS) {
            return;
        }
        int characters = 0;
        for (Map.Entry<String, String> trailer : trailers) {
            characters += trailer.getKey().length() + trailer.getValue().length();
        }
        if (characters <= MAX_CHARACTERS) {
            copy(trailers, ConnectionOptions.of(from.headers()), to.trailers());
        }
    }

    private static void copy(List<Map.Entry<String, String>> trailers, ConnectionOptions ending, MultiMap to) {
        for (Map.Entry<String, String> trailer : trailers) {
            if (isPassedOn(trailer.getKey(), ending)) {
                to.add(trailer.getKey(), trailer.getValue());
            }
        }
    }

    private static boolean isPassedOn(String name, ConnectionOptions ending) {
        String lower = name.toLowerCase(Locale.ROOT);
        return isName(lower)
                && !OF_HEADS.contains(lower)
                && !lower.startsWith("content-")
                && !lower.startsWith("access-control-")
                && ForwardedHeaders.isAnswered(lower, ending);
    }

    /** Letters, digits and dashes, of which a pseudo-header's name is not made. */
    private static boolean isName(String name) {
        return !name.isEmpty() && name.chars().allMatch(c -> CanonicalPath.isAlphanumeric(c) || c == '-' || c == '_');
    }
}
