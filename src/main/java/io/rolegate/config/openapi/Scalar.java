package io.rolegate.config.openapi;

import java.util.List;
import java.util.stream.Collectors;

/** Prints texts so that YAML reads them back as they are. */
final class Scalar {
    private Scalar() {}

    /** The text, in quotes where it could be anything but text. */
    static String print(String text) {
        boolean plain = text.matches("[A-Za-z/][A-Za-z0-9/{}:._-]*[A-Za-z0-9/}]")
                && !text.matches("(?i)true|false|null|yes|no|on|off");
        return plain ? text : quoted(text);
    }

    /** A list in one line. */
    static String printList(List<String> texts) {
        return texts.stream().map(Scalar::quotedInList).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quotedInList(String text) {
        return text.matches("[A-Za-z][A-Za-z0-9_-]*") ? print(text) : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int index = 0; index < text.length(); index++) {
            char c = text.charAt(index);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                quoted.append("\\u").append(Character.forDigit(c >> 12, 16));
                quoted.append(Character.forDigit(c >> 8 & 15, 16)).append(Character.forDigit(c >> 4 & 15, 16));
                quoted.append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
