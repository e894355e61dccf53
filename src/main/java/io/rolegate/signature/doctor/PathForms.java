package io.rolegate.signature.doctor;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a path may have been before a proxy normalised it. */
final class PathForms {
    private static final String OFTEN_ESCAPED = ":@!$'()*,;=+&~";

    private PathForms() {}

    /** @param prefix what the proxy says that it took off, null for nothing */
    static Set<String> of(String path, @Nullable String prefix) {
        Set<String> forms = new LinkedHashSet<>();
        if (prefix != null && prefix.startsWith("/")) {
            forms.add(withoutLastSlash(prefix) + path);
        }
        if (path.length() > 1) {
            forms.add(path.endsWith("/") ? withoutLastSlash(path) : path + "/");
        }
        forms.add(path.replaceAll("/{2,}", "/"));
        forms.add(unescapedUnreserved(path));
        forms.add(Parameters.decoded(path.replace("+", "%2B")).replace(" ", "%20"));
        forms.add(recased(path, true));
        forms.add(recased(path, false));
        forms.add(path.replace("%", "%25"));
        forms.add(path.replace("%25", "%"));
        for (int index = 0; index < OFTEN_ESCAPED.length(); index++) {
            char mark = OFTEN_ESCAPED.charAt(index);
            forms.add(path.replace(String.valueOf(mark), escape(mark)));
            forms.add(path.replace(escape(mark), String.valueOf(mark)));
        }
        for (int slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) {
            forms.add(path.substring(slash));
        }
        forms.remove(path);
        return forms;
    }

    private static String withoutLastSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    private static String escape(char mark) {
        return String.format("%%%02X", (int) mark);
    }

    private static String unescapedUnreserved(String path) {
        StringBuilder unescaped = new StringBuilder();
        for (int index = 0; index < path.length(); index++) {
            char c = path.charAt(index);
            int octet = c == '%' && index + 2 < path.length() ? octet(path, index + 1) : -1;
            if (octet >= 0 && octet < 128 && (Character.isLetterOrDigit(octet) || "-._~".indexOf(octet) >= 0)) {
                unescaped.append((char) octet);
                index += 2;
            } else {
                unescaped.append(c);
            }
        }
        return unescaped.toString();
    }

    private static int octet(String path, int index) {
        int high = Character.digit(path.charAt(index), 16);
        int low = Character.digit(path.charAt(index + 1), 16);
        return high < 0 || low < 0 ? -1 : high * 16 + low;
    }

    /** The text with the hex digits of its escapes in capitals, or in small letters. */
    static String recased(String text, boolean upper) {
        StringBuilder recased = new StringBuilder(text);
        for (int index = 0; index + 2 < text.length(); index++) {
            if (text.charAt(index) == '%') {
                for (int digit = index + 1; digit <= index + 2; digit++) {
                    char c = text.charAt(digit);
                    recased.setCharAt(digit, upper ? Character.toUpperCase(c) : Character.toLowerCase(c));
                }
            }
        }
        return recased.toString();
    }
}
