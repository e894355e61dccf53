package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Work that takes a while and that can't fail here. */
record Task(String id, String clusterId, String type, Instant created, Instant ends) {
    JsonObject json(Instant now) {
        String state = state(now);
        return new JsonObject()
                .put("task_id", id)
                .put("cluster_id", clusterId)
                .put("task_type", type)
                .put("state", state)
                .put("created", Times.iso(created))
                .put("updated", Times.iso(isDone(now) ? ends : created))
                .put(
                        "task_result",
                        new JsonArray()
                                .add(new JsonObject().put("data", clusterId).put("status", state)));
    }

    /** {@code running} or {@code success}. */
    String state(Instant now) {
        return isDone(now) ? "success" : "running";
    }

    private boolean isDone(Instant now) {
        return !ends.isAfter(now);
    }
}
