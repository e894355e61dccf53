package io.rolegate.console.page.access;

import io.rolegate.console.call.CallRefused;
import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** A user's access keys, on its page. */
final class UserKeys {
    private static final String ID = "AccessKeyId";
    private static final String ID_PARAMETER = "UserAccessKeyId";

    private UserKeys() {}

    /** The keys with {@code lastUsed}: empty where a key never was, absent where one may not know. */
    static Parts parts(Parts parts, Named user) {
        return parts.list("keys", "AccessKeys", "AccessKey", page -> user.call("ListAccessKeys", page)
                .compose(answer -> withLastUse(user, answer)));
    }

    private static Future<JsonObject> withLastUse(Named user, JsonObject answer) {
        JsonArray keys = answer.getJsonObject("AccessKeys").getJsonArray("AccessKey");
        List<Future<JsonObject>> asked = keys.stream()
                .map(JsonObject.class::cast)
                .map(key -> user.call("GetAccessKeyLastUsed", Map.of(ID_PARAMETER, key.getString(ID)))
                        .map(used -> key.put(
                                "lastUsed",
                                used.getJsonObject("AccessKeyLastUsed").getString("LastUsedDate")))
                        .recover(failure -> failure instanceof CallRefused
                                ? Future.succeededFuture(key)
                                : Future.failedFuture(failure)))
                .toList();
        return Future.all(asked).map(all -> answer);
    }

    /** Making, disabling and deleting keys. */
    static FormPage deeds(FormPage page) {
        return page.deed("create-key", inside -> create(page, inside))
                .deed("key-status", inside -> change(inside, "UpdateAccessKey", "key.changed"))
                .deed("delete-key", inside -> change(inside, "DeleteAccessKey", "key.deleted"));
    }

    /** The secret is shown on this answer only. */
    private static Future<View> create(FormPage page, Inside inside) {
        return Named.user(inside)
                .call("CreateAccessKey")
                .compose(created -> page.show(
                        inside,
                        Map.of("newKey", created.getJsonObject("AccessKey").getMap())));
    }

    private static Future<View> change(Inside inside, String operation, String done) {
        Named user = Named.user(inside);
        Map<String, String> key = Named.filled(inside.form(), ID_PARAMETER, "Status");
        return user.call(operation, key)
                .map(changed -> inside.done(user.page(), done, key.getOrDefault(ID_PARAMETER, "")));
    }
}
