package io.rolegate.gateway;

import io.rolegate.gateway.service.CanonicalPath;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the value of a Host header (RFC 9110 7.2). */
final class HostName {
    private static final int MAX_PORT_DIGITS = 5;

    private HostName() {}

    /** The name or address in lower case, without a port; null where the value is malformed. */
    static @Nullable String of(String host) {
        int bracket = host.startsWith("[") ? host.indexOf(']') : -1;
        int colon = host.indexOf(':', Math.max(bracket, 0));
        int end = colon < 0 ? host.length() : colon;
        boolean wellFormed = end > 0
                && (bracket < 0 ? isName(host, end) : bracket == end - 1 && isAddress(host, bracket))
                && (colon < 0 || isPort(host, colon + 1));
        return wellFormed ? lowerCase(host, end) : null;
    }

    private static boolean isName(String host, int end) {
        for (int index = 0; index < end; index++) {
            char c = host.charAt(index);
            if (!CanonicalPath.isAlphanumeric(c) && c != '-' && c != '.' && c != '_') {
                return false;
            }
        }
        return true;
    }

    private static boolean isAddress(String host, int end) {
        for (int index = 1; index < end; index++) {
            char c = host.charAt(index);
            if (Character.digit(c, 16) < 0 && c != ':' && c != '.') {
                return false;
            }
        }
        return end > 1;
    }

    private static boolean isPort(String host, int start) {
        for (int index = start; index < host.length(); index++) {
            if (host.charAt(index) < '0' || host.charAt(index) > '9') {
                return false;
            }
        }
        return host.length() > start && host.length() - start <= MAX_PORT_DIGITS;
    }

    private static String lowerCase(String host, int end) {
        String name = host.substring(0, end);
        return name.toLowerCase(Locale.ROOT);
    }
}
