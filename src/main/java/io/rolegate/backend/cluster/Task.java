package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Work that takes a while and that can't fail here. */
record Task(String id, String clusterId, String type, Instant created, Instant ends) {
    JsonObject json(Instant now) {
        boolean done = !ends.isAfter(now);
        return new JsonObject()
                .put("task_id", id)
                .put("cluster_id", clusterId)
                .put("task_type", type)
                .put("state", done ? "success" : "running")
                .put("created", Times.iso(created))
                .put("updated", Times.iso(done ? ends : created))
                .put(
                        "task_result",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("data", clusterId)
                                        .put("status", done ? "success" : "running")));
    }
}
