package io.rolegate.console.call;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Names as segments of paths. */
public final class PathText {
    private PathText() {}

    /** Percent-encodes everything that RFC 3986 does not leave as it is. */
    public static String segment(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
    }
}
