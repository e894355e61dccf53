package io.rolegate.policy;

import org.jspecify.annotations.Nullable;

/** A JSON path, spelled out only when it is asked for. */
record Path(@Nullable Path parent, String step) {
    static final Path ROOT = new Path(null, "$");

    Path item(int index) {
        return new Path(this, "[" + index + "]");
    }

    Path member(String name) {
        return new Path(this, isPlain(name) ? "." + name : "['" + name.replace("'", "\\'") + "']");
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
        return !name.isEmpty();
    }
}
