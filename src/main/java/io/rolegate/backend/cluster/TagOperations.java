package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The operations on the tags of several clusters; each changes all of the clusters or none. */
final class TagOperations {
    private static final String TYPE = "CLUSTER";
    private static final int MAX_CLUSTERS = 50;
    private static final int MAX_TAGS = 20;
    private static final int PAGE = 50;

    /** Adds tags; a key that a cluster has already gets the new value. */
    Answer tag(ClusterRequest request) {
        Fields body = request.body();
        requireType(body.text("resource_type"));
        List<Cluster> clusters = clusters(request, body.texts("resource_ids"));
        Map<String, String> added = byKey(body.tags("tags"));
        if (added.isEmpty()) {
            throw ClusterError.PARAM_FORMAT.because("tags should have an entry");
        }
        List<Map<String, String>> changed = new ArrayList<>();
        for (Cluster cluster : clusters) {
            Map<String, String> tags = byKey(cluster.tags());
            tags.putAll(added);
            if (tags.size() > MAX_TAGS) {
                throw ClusterError.QUOTA.because("A cluster has at most " + MAX_TAGS + " tags");
            }
            changed.add(tags);
        }
        return replace(request, clusters, changed);
    }

    /** Removes the tags of the keys named, or all. */
    Answer untag(ClusterRequest request) {
        requireType(request.query("resource_type"));
        List<Cluster> clusters = clusters(request, request.queryList("resource_ids"));
        List<String> keys = request.queryList("tag_keys");
        if (keys.isEmpty() && !request.queryFlag("all")) {
            throw ClusterError.PARAM_FORMAT.because("tag_keys should name a tag, or all should be true");
        }
        List<Map<String, String>> changed = new ArrayList<>();
        for (Cluster cluster : clusters) {
            Map<String, String> tags = byKey(cluster.tags());
            tags.keySet().removeIf(key -> keys.isEmpty() || keys.contains(key));
            changed.add(tags);
        }
        return replace(request, clusters, changed);
    }

    /** The tags of the clusters named; those alone that equal one of {@code tags}, where it is given. */
    Answer list(ClusterRequest request) {
        requireType(request.query("resource_type"));
        List<Object> wanted = request.queryArray("tags").stream().toList();
        List<JsonObject> found = new ArrayList<>();
        for (Cluster cluster : clusters(request, request.queryList("resource_ids"))) {
            for (Object tag : cluster.tags()) {
                if (wanted.isEmpty() || wanted.contains(tag)) {
                    found.add(json(cluster, (JsonObject) tag));
                }
            }
        }
        int start = request.queryNumber("next_token", 0, MAX_CLUSTERS * MAX_TAGS, 0);
        JsonArray page = new JsonArray();
        found.stream().skip(start).limit(PAGE).forEach(page::add);
        return Answer.json(new JsonObject()
                .put("next_token", start + PAGE < found.size() ? String.valueOf(start + PAGE) : "")
                .put("request_id", request.requestId())
                .put("tag_resources", new JsonObject().put("tag_resource", page)));
    }

    private static Answer replace(ClusterRequest request, List<Cluster> clusters, List<Map<String, String>> changed) {
        for (int index = 0; index < changed.size(); index++) {
            JsonArray tags = new JsonArray();
            changed.get(index)
                    .forEach((key, value) ->
                            tags.add(new JsonObject().put("key", key).put("value", value)));
            clusters.get(index).setTags(tags, request.now());
        }
        return Answer.json(new JsonObject().put("request_id", request.requestId()));
    }

    private static void requireType(Optional<String> type) {
        if (!type.orElse("").equals(TYPE)) {
            throw ClusterError.PARAM_FORMAT.because("resource_type should be " + TYPE);
        }
    }

    private static List<Cluster> clusters(ClusterRequest request, List<String> ids) {
        if (ids.isEmpty() || ids.size() > MAX_CLUSTERS) {
            throw ClusterError.PARAM_FORMAT.because("resource_ids should name 1 to " + MAX_CLUSTERS + " clusters");
        }
        return ids.stream().map(request.account()::cluster).toList();
    }

    private static Map<String, String> byKey(JsonArray tags) {
        Map<String, String> byKey = new LinkedHashMap<>();
        for (Object tag : tags) {
            byKey.put(((JsonObject) tag).getString("key"), ((JsonObject) tag).getString("value"));
        }
        return byKey;
    }

    private static JsonObject json(Cluster cluster, JsonObject tag) {
        return new JsonObject()
                .put("resource_id", cluster.id())
                .put("resource_type", TYPE)
                .put("tag_key", tag.getString("key"))
                .put("tag_value", tag.getString("value"));
    }
}
