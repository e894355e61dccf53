package io.rolegate.gateway.service;

/**
 * The one spelling of a path, by which operations are found, variables are read and services are asked: every octet is
 * escaped, in upper case, but letters, digits and the marks that never need it (RFC 3986 2.3).
 */
public final class CanonicalPath {
    private static final String HEX = "0123456789ABCDEF";

    private CanonicalPath() {}

    /** Respells a path, or segment, of ASCII. Paths that mean the same octets, segment by segment, are equal afterwards. */
    static String of(String path) {
        for (int index = 0; index < path.length(); index++) {
            if (path.charAt(index) == '%' && isCanonicalEscape(path, index)) {
                index += 2;
            } else if (!isPlain(path.charAt(index))) {
                return respelt(path);
            }
        }
        return path;
    }

    private static String respelt(String path) {
        StringBuilder canonical = new StringBuilder(path.length() + 16);
        for (int index = 0; index < path.length(); index++) {
            char c = path.charAt(index);
            int octet = c == '%' ? octet(path, index) : -1;
            if (octet >= 0) {
                index += 2;
                append(octet, canonical);
            } else if (c == '/') {
                canonical.append(c);
            } else {
                append(c, canonical);
            }
        }
        return canonical.toString();
    }

    private static void append(int octet, StringBuilder canonical) {
        if (isUnreserved(octet)) {
            canonical.append((char) octet);
        } else {
            canonical.append('%').append(HEX.charAt(octet >> 4 & 15)).append(HEX.charAt(octet & 15));
        }
    }

    private static boolean isCanonicalEscape(String path, int index) {
        int octet = octet(path, index);
        return octet >= 0
                && !isUnreserved(octet)
                && HEX.indexOf(path.charAt(index + 1)) >= 0
                && HEX.indexOf(path.charAt(index + 2)) >= 0;
    }

    /** What the escape stands for; -1 where it is none. */
    private static int octet(String path, int index) {
        if (index + 2 >= path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(index + 1), 16);
        int low = Character.digit(path.charAt(index + 2), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    private static boolean isPlain(char c) {
        return c == '/' || isUnreserved(c);
    }

    /** Whether it never needs to be escaped. */
    public static boolean isUnreserved(int c) {
        return isAlphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~';
    }

    /** Whether it is a letter or digit of ASCII. */
    public static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }
}
