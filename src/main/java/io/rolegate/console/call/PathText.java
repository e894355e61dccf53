package io.rolegate.console.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Names as segments of paths and values of queries. */
public final class PathText {
    private PathText() {}

    /** Percent-encodes everything that RFC 3986 does not leave as it is. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }

    /** The query of an address, with its question mark; empty where there are no fields. */
    public static String query(Map<String, String> fields) {
        return fields.isEmpty()
                ? ""
                : fields.entrySet().stream()
                        .map(field -> field.getKey() + "=" + segment(field.getValue()))
                        .collect(Collectors.joining("&", "?", ""));
    }
}
