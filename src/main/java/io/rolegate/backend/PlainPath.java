package io.rolegate.backend;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The only spelling of paths that the backends answer: nothing in them needs escaping, so none has two. */
public final class PlainPath {
    private static final Pattern FORM = Pattern.compile("/|(/(?!\\.{1,2}(/|$))[A-Za-z0-9._~-]+)+");

    private PlainPath() {}

    /** Whether the path has no escapes, empty or dot segments, and no slash at its end. */
    public static boolean matches(@Nullable String path) {
        return path != null && FORM.matcher(path).matches();
    }
}
