package io.rolegate.console.page.access;

import io.rolegate.console.call.PathText;
import io.rolegate.console.web.Inside;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;

/**
 * The policy that a page is about.
 *
 * @param type {@code Custom} or {@code System}
 */
record ManagedPolicy(Inside inside, String type, String name) {
    static ManagedPolicy of(Inside inside) {
        return new ManagedPolicy(inside, inside.path("type"), inside.path("name"));
    }

    /** The page of a custom policy. */
    static String page(String name) {
        return "policies/Custom/" + PathText.segment(name);
    }

    /** Its page. */
    String page() {
        return "policies/" + PathText.segment(type) + "/" + PathText.segment(name);
    }

    /** An operation on it. */
    Future<JsonObject> call(String operation, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("PolicyType", type);
        parameters.put("PolicyName", name);
        return inside.calls().ram(operation, parameters);
    }

    Future<JsonObject> call(String operation) {
        return call(operation, Map.of());
    }

    /** An operation on its draft; only custom policies have one. */
    Future<JsonObject> draft(String operation, Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(more);
        parameters.put("PolicyName", name);
        return inside.calls().beyond(operation, parameters);
    }

    /** The document of a version. */
    Future<String> document(String version) {
        return call("GetPolicyVersion", Map.of("VersionId", version))
                .map(answer -> answer.getJsonObject("PolicyVersion").getString("PolicyDocument"));
    }
}
