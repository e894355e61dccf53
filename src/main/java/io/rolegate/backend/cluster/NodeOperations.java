package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The operations on nodes and node pools. */
final class NodeOperations {
    private static final int MAX_POOLS = 20;

    private final String region;
    private final Timings timings;

    NodeOperations(String region, Timings timings) {
        this.region = region;
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

    Answer scaleOut(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        Task task = scale(request, cluster, cluster.defaultPool(), count(request.body()), "cluster_scaleout");
        return ClusterOperations.accepted(request, cluster, task);
    }

    Answer listPools(ClusterRequest request) {
        return Answer.json(new JsonObject()
                .put("nodepools", Cluster.array(request.cluster().poolsJson())));
    }

    Answer poolDetail(ClusterRequest request) {
        Cluster cluster = request.cluster();
        return Answer.json(cluster.json(cluster.pool(request.path("nodepool"))));
    }

    Answer createPool(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        Fields body = request.body();
        NodePool.Spec spec = NodePool.Spec.of(body);
        int count = body.number("count", 0, ClusterSpec.MAX_NODES).orElse(0);
        if (cluster.pools().size() >= MAX_POOLS) {
            throw ClusterError.QUOTA.because("A cluster has at most " + MAX_POOLS + " node pools");
        }
        if (cluster.pools().values().stream()
                .anyMatch(pool -> pool.spec().name().equals(spec.name()))) {
            throw ClusterError.PARAM_FORMAT.because("nodepool_info.name is taken in this cluster");
        }
        cluster.requireRoom(count);
        NodePool pool = new NodePool(spec, region, request.now());
        cluster.pools().put(pool.id(), pool);
        JsonObject answer = new JsonObject().put("nodepool_id", pool.id());
        if (count > 0) {
            Task task = scale(request, cluster, pool, count, "nodepool_create");
            answer.put("task_id", task.id());
        }
        return Answer.json(answer);
    }

    Answer scalePool(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        NodePool pool = cluster.pool(request.path("nodepool"));
        Task task = scale(request, cluster, pool, count(request.body()), "nodepool_scaleout");
        return Answer.json(new JsonObject().put("task_id", task.id()).put("request_id", request.requestId()));
    }

    Answer deletePool(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        NodePool pool = cluster.pool(request.path("nodepool"));
        if (pool.spec().isDefault()) {
            throw ClusterError.PARAM_FORMAT.because("The default node pool can't be deleted");
        }
        if (!pool.nodes().isEmpty() && !request.queryFlag("force")) {
            throw ClusterError.NODEPOOL_NOT_EMPTY.because("The node pool has nodes; remove them or set force=true");
        }
        pool.become("deleting", request.now());
        pool.nodes().forEach(node -> node.become(Node.State.REMOVING));
        cluster.become(Cluster.State.REMOVING, request.now());
        Task task = request.account().start(cluster, "nodepool_delete", timings.scale(), request.now(), () -> {
            cluster.pools().remove(pool.id());
            cluster.become(Cluster.State.RUNNING, request.now().plus(timings.scale()));
        });
        return Answer.json(
                new JsonObject().put("request_id", request.requestId()).put("task_id", task.id()));
    }

    /** The events of one cluster, newest first. */
    Answer listEvents(ClusterRequest request) {
        String task = request.query("task_id").orElse("");
        List<JsonObject> events = request.cluster()
                .events()
                .filter(event -> task.isEmpty() || task.equals(event.taskId()))
                .map(ClusterEvent::json)
                .toList();
        return Answer.json(PageInfo.of(request, "page_number", "page_size").json("events", "page_info", events));
    }

    Answer listAddons(ClusterRequest request) {
        return Answer.json(Addon.versions(request.cluster().addons()));
    }

    /** All or none: an unknown add-on installs nothing. */
    Answer installAddons(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        List<Fields> wanted = request.bodyList();
        wanted.forEach(addon -> known(addon.text("name").orElse("")));
        for (Fields wish : wanted) {
            Addon addon = known(wish.text("name").orElse(""));
            cluster.addons().put(addon.name(), wish.text("version").orElse(addon.version()));
        }
        return Answer.empty(200);
    }

    private Task scale(ClusterRequest request, Cluster cluster, NodePool pool, int count, String type) {
        List<Node> added = cluster.addNodes(pool, count, request.now());
        pool.become("scaling", request.now());
        cluster.become(Cluster.State.SCALING, request.now());
        return request.account().start(cluster, type, timings.scale(), request.now(), () -> {
            added.forEach(node -> node.become(Node.State.RUNNING));
            pool.become("active", request.now().plus(timings.scale()));
            cluster.become(Cluster.State.RUNNING, request.now().plus(timings.scale()));
        });
    }

    private static int count(Fields body) {
        return body.number("count", 1, ClusterSpec.MAX_NODES)
                .orElseThrow(() -> ClusterError.PARAM_FORMAT.because("count is required"));
    }

    private static Addon known(String name) {
        return Addon.find(name)
                .orElseThrow(() -> ClusterError.ADDON_NOT_FOUND.because("There is no add-on of the name given"));
    }
}
