package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** What has happened to a cluster: its events, log and tasks. */
final class HistoryOperations {
    /** The events of one cluster, newest first. */
    Answer events(ClusterRequest request) {
        String task = request.query("task_id").orElse("");
        List<JsonObject> events = request.cluster()
                .events()
                .filter(event -> task.isEmpty() || task.equals(event.taskId()))
                .map(ClusterEvent::json)
                .toList();
        return Answer.json(PageInfo.of(request, "page_number", "page_size").json("events", "page_info", events));
    }

    /** The cluster's log, newest first. */
    Answer logs(ClusterRequest request) {
        List<ClusterEvent> events = request.cluster().events().toList();
        List<JsonObject> lines = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            lines.add(events.get(i).logJson(events.size() - i));
        }
        return Answer.json(Cluster.array(lines));
    }

    Answer tasks(ClusterRequest request) {
        List<JsonObject> tasks = request.account().tasksOf(request.cluster()).stream()
                .map(task -> task.json(request.now()))
                .toList();
        return Answer.json(PageInfo.of(request, "page_number", "page_size").json("tasks", "page_info", tasks));
    }
}
