package io.rolegate.gateway;

import io.vertx.core.MultiMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The headers that a message's Connection headers name (RFC 9110 7.6.1): they are of this hop, and end here. Those that the
 * message is made of, or that say who sends it, can't be named away.
 */
final class ConnectionOptions {
    private static final ConnectionOptions NONE = new ConnectionOptions(Set.of());
    private static final List<String> KEPT = List.of("host", "authorization", "security-token", "date", "expect");
    private static final List<String> KEPT_PREFIXES = List.of("content-", "x-acs-", "x-mns-");

    private final Set<String> names;

    private ConnectionOptions(Set<String> names) {
        this.names = names;
    }

    static ConnectionOptions of(MultiMap headers) {
        if (!headers.contains("connection")) {
            return NONE;
        }
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (String line : headers.getAll("connection")) {
            for (String name : line.split(",", -1)) {
                add(name.strip(), names);
            }
        }
        return names.isEmpty() ? NONE : new ConnectionOptions(names);
    }

    private static void add(String name, Set<String> names) {
        boolean ordinary = name.isEmpty() || name.equalsIgnoreCase("close") || name.equalsIgnoreCase("keep-alive");
        if (!ordinary && !isKept(name)) {
            names.add(name);
        }
    }

    private static boolean isKept(String name) {
        return KEPT.stream().anyMatch(name::equalsIgnoreCase)
                || KEPT_PREFIXES.stream().anyMatch(prefix -> name.regionMatches(true, 0, prefix, 0, prefix.length()));
    }

    /** Whether the header ends here. */
    boolean name(String header) {
        return !names.isEmpty() && names.contains(header);
    }
}
