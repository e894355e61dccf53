package io.rolegate.console.page.access;

import io.rolegate.console.call.PathText;
import io.rolegate.console.web.Form;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a page is about, as operations of RAM name it.
 *
 * @param list the page that lists all of its kind, such as {@code users}
 * @param parameter the parameter of operations on it, such as {@code UserName}
 * @param entity the kind as names of operations have it, such as {@code User}
 */
record Named(Inside inside, String list, String parameter, String entity, String name) {
    private static final String MOST_ITEMS = "1000";

    static Named user(Inside inside) {
        return new Named(inside, "users", "UserName", "User", inside.path("name"));
    }

    static Named group(Inside inside) {
        return new Named(inside, "groups", "GroupName", "Group", inside.path("name"));
    }

    static Named role(Inside inside) {
        return new Named(inside, "roles", "RoleName", "Role", inside.path("name"));
    }

    /** Its page. */
    String page() {
        return page(name);
    }

    /** The page of another of its kind. */
    String page(String other) {
        return list + "/" + PathText.segment(other);
    }

    /** An operation on it. */
    Future<JsonObject> call(String operation, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put(parameter, name);
        return inside.calls().ram(operation, parameters);
    }

    Future<JsonObject> call(String operation) {
        return call(operation, Map.of());
    }

    /** All of its kind, a page of them as {@code list}. */
    Future<Map<String, Object>> all() {
        String kinds = entity + "s";
        return new Parts(inside)
                .list("list", kinds, entity, page -> inside.calls().ram("List" + kinds, page))
                .read();
    }

    /** Makes one of its kind, and goes on to its page. */
    Future<View> create(Map<String, String> parameters, String done) {
        return inside.calls().ram("Create" + entity, parameters).map(created -> {
            String made = nameIn(created);
            return inside.done(page(made), done, made);
        });
    }

    /** Changes it, maybe its name too. */
    Future<View> update(Map<String, String> changed) {
        return call("Update" + entity, changed).map(updated -> inside.done(page(nameIn(updated)), "attributes.set"));
    }

    Future<View> delete(String done) {
        return call("Delete" + entity).map(deleted -> inside.done(list, done, name));
    }

    /** An operation that has to do with another thing, which the form's field of the parameter's name names. */
    Future<View> callWith(String field, String operation, String done) {
        Map<String, String> other = filled(inside.form(), field);
        return call(operation, other).map(changed -> inside.done(page(), done, other.getOrDefault(field, "")));
    }

    private String nameIn(JsonObject answer) {
        return answer.getJsonObject(entity).getString(parameter);
    }

    /** The parameters that fields of the same names hold; what is blank is left out. */
    static Map<String, String> filled(Form form, String... names) {
        Map<String, String> parameters = sent(form, names);
        parameters.values().removeIf(String::isEmpty);
        return parameters;
    }

    /** The same, but blank fields clear what they are about. */
    static Map<String, String> sent(Form form, String... names) {
        Map<String, String> parameters = new HashMap<>();
        for (String field : names) {
            parameters.put(field, form.text(field));
        }
        return parameters;
    }

    /** Adds boxes, which browsers send only where they are ticked. */
    static Map<String, String> ticked(Map<String, String> parameters, Form form, List<String> names) {
        names.forEach(
                field -> parameters.put(field, String.valueOf(form.text(field).equals("true"))));
        return parameters;
    }

    /** Asks for as many as an answer can hold, for lists to choose from. */
    static Map<String, String> most(Map<String, String> page) {
        page.put("MaxItems", MOST_ITEMS);
        return page;
    }
}
