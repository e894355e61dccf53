package io.rolegate.policy;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A JSON path, spelled out only when it is asked for. */
record Path(@Nullable Path parent, String step) {
    static final Path ROOT = new Path(null, "$");

    private static final int MAX_NAME_LENGTH = 128;

    Path item(int index) {
        return new Path(this, "[" + index + "]");
    }

    Path member(String name) {
        return new Path(this, isPlain(name) ? "." + name : "['" + quote(name) + "']");
    }

    /** Such as {@code $.Statement[0].Condition.StringEquals['acs:SourceIp']}. */
    @Override
    public String toString() {
        return parent == null ? step : parent + step;
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            int folded = Ascii.fold(name.charAt(i));
            if (!Ascii.isDigit(folded) && (folded < 'a' || folded > 'z')) {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= MAX_NAME_LENGTH;
    }

    /** Names come from strangers: they may neither break lines, nor steer terminals, nor fill memory. */
    private static String quote(String name) {
        StringBuilder quoted = new StringBuilder();
        int end = Math.min(name.length(), MAX_NAME_LENGTH);
        for (int i = 0; i < end; i++) {
            char character = name.charAt(i);
            if (character == '\'' || character == '\\') {
                quoted.append('\\').append(character);
            } else if (isPrintable(character)) {
                quoted.append(character);
            } else {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) character));
            }
        }
        return quoted.append(end < name.length() ? "…" : "").toString();
    }

    private static boolean isPrintable(char character) {
        int type = Character.getType(character);
        return !Character.isISOControl(character)
                && type != Character.FORMAT
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR
                && type != Character.SURROGATE;
    }
}
