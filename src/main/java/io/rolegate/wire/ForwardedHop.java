package io.rolegate.wire;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.policy.IpAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.List;

/**
 * One hop that a proxy tells of, the nearest being the last of a list.
 *
 * @param node who asked there, in the words of the header
 * @param secure whether that was by TLS, as far as is said
 */
record ForwardedHop(String node, boolean secure) {
    /**
     * The address of who asked.
     *
     * @throws ApiException where the header names none
     */
    String address() {
        String address = node;
        int colon = node.lastIndexOf(':');
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            address = end < 0 ? "" : node.substring(1, end);
        } else if (colon > 0 && node.indexOf(':') == colon) {
            address = node.substring(0, colon);
        }
        if (IpAddress.parse(address) == null) {
            throw new ApiException(ErrorCode.INVALID_HEADER, "A header of a proxy does not say whose request it is.");
        }
        return address;
    }

    /** The hops of {@code X-Forwarded-For}; secure are all, or none unless every value of {@code X-Forwarded-Proto} says so. */
    static List<ForwardedHop> ofDeFactoHeaders(HttpServerRequest request) {
        List<String> protocols = split(joined(request, "x-forwarded-proto"), ',');
        boolean secure = !protocols.isEmpty() && protocols.stream().allMatch("https"::equalsIgnoreCase);
        return split(joined(request, "x-forwarded-for"), ',').stream()
                .map(node -> new ForwardedHop(node, secure))
                .toList();
    }

    /** The hops of {@code Forwarded} (RFC 7239). */
    static List<ForwardedHop> ofStandardHeader(HttpServerRequest request) {
        return split(joined(request, "forwarded"), ',').stream()
                .map(ForwardedHop::ofElement)
                .toList();
    }

    private static ForwardedHop ofElement(String element) {
        List<String> nodes = values(element, "for");
        List<String> protocols = values(element, "proto");
        return new ForwardedHop(
                nodes.size() == 1 ? nodes.get(0) : "",
                protocols.size() == 1 && protocols.get(0).equalsIgnoreCase("https"));
    }

    private static List<String> values(String element, String name) {
        return split(element, ';').stream()
                .filter(pair -> pair.regionMatches(true, 0, name + '=', 0, name.length() + 1))
                .map(pair -> unquoted(pair.substring(name.length() + 1)))
                .toList();
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() > 1 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String joined(HttpServerRequest request, String name) {
        return String.join(",", request.headers().getAll(name));
    }

    /** The parts between separators that are not quoted; none of an empty text. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int index = 0; index < text.length(); index++) {
            quoted ^= text.charAt(index) == '"';
            if (text.charAt(index) == separator && !quoted) {
                parts.add(text.substring(start, index).strip());
                start = index + 1;
            }
        }
        if (!text.isEmpty()) {
            parts.add(text.substring(start).strip());
        }
        return parts;
    }
}
