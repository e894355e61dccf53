package io.rolegate.gateway.service;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Text with variables in braces, for example {@code acs:mns:{region}:{account}:/queues/{queue}}: matched against text, or filled in. */
public final class Template {
    private final String text;
    private final List<Part> parts;

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
    }

    private record Part(String text, boolean isVariable) {}

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException where braces don't match, a variable has no name, occurs twice, or touches another
     */
    public static Template parse(String text) {
        List<Part> parts = new ArrayList<>();
        Set<String> seen = new TreeSet<>();
        int position = 0;
        while (position < text.length()) {
            int open = text.indexOf('{', position);
            int literalEnd = open < 0 ? text.length() : open;
            if (literalEnd > position) {
                parts.add(new Part(literal(text, position, literalEnd), false));
            }
            if (open < 0) {
                break;
            }
            int close = text.indexOf('}', open);
            String name = close < 0 ? "" : text.substring(open + 1, close);
            if (!isName(name) || !seen.add(name)) {
                throw new IllegalArgumentException(
                        "'" + text + "' needs each variable once, as {name} of letters, digits, '.', '-' and '_'");
            }
            if (!parts.isEmpty() && parts.get(parts.size() - 1).isVariable()) {
                throw new IllegalArgumentException("'" + text + "' has two variables with nothing in between");
            }
            parts.add(new Part(name, true));
            position = close + 1;
        }
        return new Template(text, parts);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && name.chars().allMatch(c -> CanonicalPath.isAlphanumeric(c) || c == '.' || c == '-' || c == '_');
    }

    private static String literal(String text, int start, int end) {
        String literal = text.substring(start, end);
        if (literal.indexOf('}') >= 0) {
            throw new IllegalArgumentException("'" + text + "' has a closing brace without an opening one");
        }
        return literal;
    }

    /** The names of the variables. */
    public Set<String> variables() {
        Set<String> names = new TreeSet<>();
        parts.stream().filter(Part::isVariable).forEach(part -> names.add(part.text()));
        return names;
    }

    /** Whether the text behind each variable begins with one of these characters, at which matching ends a variable. */
    public boolean variablesEndAt(String delimiters) {
        for (int index = 1; index < parts.size(); index++) {
            if (parts.get(index - 1).isVariable()
                    && delimiters.indexOf(parts.get(index).text().charAt(0)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The variables' values where the whole text fits, else null. A variable takes one character or more up to the next
     * delimiter.
     *
     * @param delimiters the characters that no variable crosses
     */
    public @Nullable Map<String, String> match(String candidate, String delimiters) {
        Map<String, String> values = Map.of();
        int position = 0;
        for (Part part : parts) {
            if (!part.isVariable()) {
                if (!candidate.startsWith(part.text(), position)) {
                    return null;
                }
                position += part.text().length();
                continue;
            }
            int end = position;
            while (end < candidate.length() && delimiters.indexOf(candidate.charAt(end)) < 0) {
                end++;
            }
            if (end == position) {
                return null;
            }
            if (values.isEmpty()) {
                values = new HashMap<>(4);
            }
            values.put(part.text(), candidate.substring(position, end));
            position = end;
        }
        return position == candidate.length() ? values : null;
    }

    /**
     * The text with every variable replaced by its value. A value that holds the character behind its variable is refused: it
     * could make one resource look like another.
     */
    public String expand(UnaryOperator<String> value) {
        StringBuilder expanded = new StringBuilder(text.length() + 32);
        for (int index = 0; index < parts.size(); index++) {
            Part part = parts.get(index);
            if (!part.isVariable()) {
                expanded.append(part.text());
                continue;
            }
            String filled = value.apply(part.text());
            if (index + 1 < parts.size()
                    && filled.indexOf(parts.get(index + 1).text().charAt(0)) >= 0) {
                throw new ApiException(
                        ErrorCode.INVALID_PARAMETER,
                        "The value of " + part.text() + " must not hold the character "
                                + parts.get(index + 1).text().charAt(0) + ".");
            }
            expanded.append(filled);
        }
        return expanded.toString();
    }

    /** The template as it was written. */
    @Override
    public String toString() {
        return text;
    }
}
