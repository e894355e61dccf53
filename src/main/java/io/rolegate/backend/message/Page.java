package io.rolegate.backend.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;

/**
 * A part of a list.
 *
 * @param nextMarker what to send to get the next part, if there is one
 */
record Page<T>(List<T> items, Optional<String> nextMarker) {
    Page {
        items = List.copyOf(items);
    }

    /** The entries that begin with the request's prefix, after its marker, as many as it wants. */
    static <T> Page<T> of(NavigableMap<String, T> all, MnsRequest request) {
        String prefix = request.header("x-mns-prefix").orElse("");
        Optional<String> marker = request.header("x-mns-marker").filter(text -> !text.isEmpty());
        int wanted = Range.PAGE.parse(request.header("x-mns-ret-number"), Range.PAGE.max());
        boolean afterMarker = marker.isPresent() && marker.get().compareTo(prefix) >= 0;
        NavigableMap<String, T> rest = afterMarker ? all.tailMap(marker.get(), false) : all.tailMap(prefix, true);

        List<T> items = new ArrayList<>();
        String last = "";
        for (Map.Entry<String, T> entry : rest.entrySet()) {
            if (!entry.getKey().startsWith(prefix)) {
                break;
            }
            if (items.size() == wanted) {
                return new Page<>(items, Optional.of(last));
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new Page<>(items, Optional.empty());
    }
}
