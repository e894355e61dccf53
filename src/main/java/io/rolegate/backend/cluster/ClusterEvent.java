package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Something that happened to a cluster, as DescribeClusterEvents lists it. */
record ClusterEvent(
        String id, String clusterId, String taskId, String type, String reason, String message, Instant time) {
    JsonObject json() {
        return new JsonObject()
                .put("event_id", id)
                .put("type", type)
                .put("source", "cluster")
                .put("subject", clusterId)
                .put("time", Times.iso(time))
                .put("cluster_id", clusterId)
                .put(
                        "data",
                        new JsonObject()
                                .put("level", "info")
                                .put("reason", reason)
                                .put("message", message));
    }

    /** As DescribeClusterLogs lists it. */
    JsonObject logJson(long number) {
        return new JsonObject()
                .put("ID", number)
                .put("cluster_id", clusterId)
                .put("cluster_log", message)
                .put("log_level", "info")
                .put("created", Times.iso(time))
                .put("updated", Times.iso(time));
    }
}
