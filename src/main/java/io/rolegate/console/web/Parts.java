package io.rolegate.console.web;

import io.rolegate.console.call.CallRefused;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a page shows, asked for by several calls at the same time. Each part is as {@link Inside#part} describes it: what may not be
 * seen is explained in its place.
 */
public final class Parts {
    private final Inside inside;
    private final Map<String, Future<Map<String, Object>>> asked = new LinkedHashMap<>();

    public Parts(Inside inside) {
        this.inside = inside;
    }

    /** One part. */
    public Parts part(String name, Future<JsonObject> call) {
        asked.put(name, shown(call));
        return this;
    }

    /** What the page is about: where there is no such thing, there is no page. */
    public Parts subject(String name, Future<JsonObject> call) {
        asked.put(name, call.transform(done -> isGone(done.cause()) ? call.mapEmpty() : shown(call)));
        return this;
    }

    /** What there need not be: {@code none} stands for it then. */
    public Parts optional(String name, Future<JsonObject> call) {
        asked.put(
                name,
                call.transform(
                        done -> isGone(done.cause()) ? Future.succeededFuture(Map.of("none", true)) : shown(call)));
        return this;
    }

    private static Future<Map<String, Object>> shown(Future<JsonObject> call) {
        return Inside.part(call.map(JsonObject::getMap));
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof CallRefused refused
                && refused.explanation().code().startsWith("EntityNotExist");
    }

    /**
     * A list, of which the answer holds a page: its {@code items}, and the marker of the {@code next} page, null after the last.
     * The browser asks for a next page by a query parameter of the part's name.
     *
     * @param outer the field of the answer that holds the items
     * @param inner the field in it that is the array of them
     * @param call asked with the parameters of the page
     */
    public Parts list(String name, String outer, String inner, Function<Map<String, String>, Future<JsonObject>> call) {
        asked.put(name, Inside.part(call.apply(inside.page(name)).map(answer -> page(answer, outer, inner))));
        return this;
    }

    private static Map<String, Object> page(JsonObject answer, String outer, String inner) {
        Map<String, Object> page = new HashMap<>();
        page.put("items", items(answer, outer, inner));
        page.put("next", answer.getString("Marker"));
        return page;
    }

    /** The items in a list's answer. */
    @SuppressWarnings("unchecked") // JSON that was read is of maps, lists and texts
    public static List<Object> items(JsonObject answer, String outer, String inner) {
        JsonArray items = answer.getJsonObject(outer, new JsonObject()).getJsonArray(inner, new JsonArray());
        return (List<Object>) items.getList();
    }

    /** All parts, once they have all come. */
    public Future<Map<String, Object>> read() {
        return Future.all(new ArrayList<>(asked.values())).map(all -> {
            Map<String, Object> model = new HashMap<>();
            asked.forEach((name, part) -> model.put(name, part.result()));
            return model;
        });
    }
}
