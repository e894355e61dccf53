package io.rolegate.console.session;

import io.rolegate.console.call.Explanation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page says about what was just done.
 *
 * @param key of the text; unused where there is an explanation
 * @param arguments of the text
 * @param explanation of a refusal; null where it was done
 */
public record Notice(String key, List<Object> arguments, @Nullable Explanation explanation) {
    /** It was done. */
    public static Notice done(String key, Object... arguments) {
        return new Notice(key, List.of(arguments), null);
    }

    /** The gateway refused it. */
    public static Notice refused(Explanation explanation) {
        return new Notice("notice.refused", List.of(), explanation);
    }
}
