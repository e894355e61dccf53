package io.rolegate.identity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list ordered by name.
 *
 * @param nextMarker where the next page begins, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String nextMarker) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * What page to read.
     *
     * @param marker where to begin, as {@link Page#nextMarker()} gave it, or null for the first page
     * @param maxItems 1 to 1000
     */
    public record Request(@Nullable String marker, int maxItems) {}
}
