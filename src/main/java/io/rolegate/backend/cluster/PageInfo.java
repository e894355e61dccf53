package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** A numbered page of a list. */
record PageInfo(int number, int size) {
    private static final int MAX_NUMBER = 1_000_000;

    static PageInfo of(ClusterRequest request, String numberParameter, String sizeParameter) {
        return new PageInfo(
                request.queryNumber(numberParameter, 1, MAX_NUMBER, 1), request.queryNumber(sizeParameter, 1, 100, 10));
    }

    /** {@code {list: [...], page: {page_number, page_size, total_count}}} with this page's part of all. */
    JsonObject json(String list, String page, List<JsonObject> all) {
        JsonArray part = new JsonArray();
        all.stream().skip((long) (number - 1) * size).limit(size).forEach(part::add);
        return new JsonObject()
                .put(list, part)
                .put(
                        page,
                        new JsonObject()
                                .put("page_number", number)
                                .put("page_size", size)
                                .put("total_count", all.size()));
    }
}
