package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations on nodes. */
final class NodeOperations {
    private final Timings timings;

    NodeOperations(Timings timings) {
        this.timings = timings;
    }

    Answer listNodes(ClusterRequest request) {
        Cluster cluster = request.cluster();
        Set<String> ids = request.query("instanceIds")
                .map(text -> Arrays.stream(text.split(",")).map(String::trim).collect(Collectors.toSet()))
                .orElse(Set.of());
        String state =
                request.query("state").filter(text -> !text.equals("all")).orElse("");
        List<JsonObject> nodes = request.query("nodepool_id")
                .map(id -> cluster.pool(id).nodes().stream())
                .orElseGet(cluster::nodes)
                .filter(node -> ids.isEmpty() || ids.contains(node.instanceId()))
                .filter(node -> state.isEmpty() || state.equals(node.state().text()))
                .map(Node::json)
                .toList();
        return Answer.json(PageInfo.of(request, "pageNumber", "pageSize").json("nodes", "page", nodes));
    }

    Answer removeNodes(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        Set<String> names = Set.copyOf(request.body().texts("nodes"));
        List<Node> leaving =
                cluster.nodes().filter(node -> names.contains(node.nodeName())).toList();
        if (names.isEmpty() || leaving.size() != names.size()) {
            throw ClusterError.NODE_NOT_FOUND.because("nodes should name nodes of this cluster by node_name");
        }
        leaving.forEach(node -> node.become(Node.State.REMOVING));
        cluster.become(Cluster.State.REMOVING, request.now());
        Task task = request.account().start(cluster, "remove_nodes", timings.scale(), request.now(), () -> {
            cluster.remove(leaving);
            cluster.become(Cluster.State.RUNNING, request.now().plus(timings.scale()));
        });
        return ClusterOperations.accepted(request, cluster, task);
    }
}
