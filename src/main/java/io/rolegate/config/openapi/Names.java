package io.rolegate.config.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Names for what an OpenAPI document leaves unnamed, or names in letters that a service file can't have. */
final class Names {
    private static final int MAX_SERVICE = 63;
    private static final int MAX_OPERATION = 120;
    private static final int MAX_VERSION = 32;
    private static final Map<String, String> VERBS =
            Map.of("GET", "Get", "HEAD", "Head", "POST", "Create", "PUT", "Put", "DELETE", "Delete", "PATCH", "Update");

    private Names() {}

    /** A service's name from a title: small letters, digits and dashes. */
    static String service(String title) {
        String name = String.join("-", words(title)).toLowerCase(Locale.ROOT);
        String lettered = name.isEmpty() || !isLetter(name.charAt(0)) ? "service" + dashed(name) : name;
        return cut(lettered, MAX_SERVICE);
    }

    private static String dashed(String name) {
        return name.isEmpty() ? "" : "-" + name;
    }

    /** A version in the letters that callers can send. */
    static String version(String version) {
        String name = version.strip().replaceAll("[^A-Za-z0-9._-]+", "-");
        return name.isEmpty() ? "1" : cut(name, MAX_VERSION);
    }

    /** An operation's name, from its id or else from its method and path. */
    static String operation(ApiOperation operation) {
        List<String> words = new ArrayList<>();
        if (words(operation.id()).isEmpty()) {
            boolean onItem = operation.path().endsWith("}");
            words.add(
                    operation.method().equals("GET") && !onItem
                            ? "List"
                            : VERBS.getOrDefault(operation.method(), "Call"));
            for (String segment : operation.path().split("/", -1)) {
                if (segment.indexOf('{') < 0) {
                    words.addAll(words(segment));
                }
            }
        } else {
            words.addAll(words(operation.id()));
        }
        StringBuilder name = new StringBuilder();
        words.forEach(word -> name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length()));
        return cut(isLetter(name.charAt(0)) ? name.toString() : "Call" + name, MAX_OPERATION);
    }

    /** A variable's name. */
    static String variable(String name) {
        return name.replaceAll("[^A-Za-z0-9_-]+", "-");
    }

    private static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : text.split("[^A-Za-z0-9]+", -1)) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static String cut(String text, int most) {
        return text.substring(0, Math.min(most, text.length()));
    }
}
