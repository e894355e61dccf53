package io.rolegate.identity.transfer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a changed field is shown: short values in one line, long ones by the lines in which they differ. */
final class FieldText {
    private static final int SHORT = 60;

    private FieldText() {}

    /** @param before null where there was nothing */
    static List<String> of(String name, @Nullable Object before, Object after) {
        String old = before == null ? "" : before.toString();
        String now = after.toString();
        if (isShort(old) && isShort(now)) {
            String change = before == null ? show(after) : show(before) + " -> " + show(after);
            return before == null && now.isEmpty() ? List.of() : List.of(name + ": " + change);
        }
        List<String> lines = new ArrayList<>();
        lines.add(name + ":");
        lines.addAll(lineByLine(old, now));
        return lines;
    }

    private static List<String> lineByLine(String before, String after) {
        List<String> old = before.isEmpty() ? List.of() : Arrays.asList(before.split("\n", -1));
        List<String> now = Arrays.asList(after.split("\n", -1));
        int most = Math.min(old.size(), now.size());
        int head = 0;
        while (head < most && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < most - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        List<String> lines = new ArrayList<>();
        old.subList(head, old.size() - tail).forEach(line -> lines.add("  - " + line));
        now.subList(head, now.size() - tail).forEach(line -> lines.add("  + " + line));
        return lines;
    }

    private static boolean isShort(String text) {
        return text.length() <= SHORT && text.indexOf('\n') < 0;
    }

    private static String show(Object value) {
        return value instanceof String text ? '"' + text + '"' : value.toString();
    }

    /** What is stored may hold control characters, which a terminal would obey. */
    static String printable(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                shown.append(String.format("\\u%04x", c));
            } else {
                shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }
}
