package io.rolegate.identity.store;

import io.rolegate.identity.Page;
import java.util.List;
import java.util.function.Function;

/** Cuts pages out of lists ordered by folded name. The marker is the folded name of the last item shown. */
final class Pages {
    private Pages() {}

    /** The folded name that the page begins after. */
    static String after(Page.Request request) {
        String marker = request.marker();
        return marker == null ? "" : Names.fold(marker);
    }

    /** One row more than the page holds, to see whether another page follows. */
    static int rows(Page.Request request) {
        return request.maxItems() + 1;
    }

    /** The page out of at most {@link #rows} items from {@link #after} on. */
    static <T> Page<T> cut(List<T> items, Page.Request request, Function<T, String> name) {
        if (items.size() <= request.maxItems()) {
            return new Page<>(items, null);
        }
        List<T> shown = items.subList(0, request.maxItems());
        return new Page<>(shown, Names.fold(name.apply(shown.get(shown.size() - 1))));
    }
}
