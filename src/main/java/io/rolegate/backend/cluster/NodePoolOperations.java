package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The operations on node pools. */
final class NodePoolOperations {
    static final int MAX_POOLS = 20;

    private final String region;
    private final Timings timings;

    NodePoolOperations(String region, Timings timings) {
        this.region = region;
        this.timings = timings;
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
        requireFreeName(cluster, null, spec.name());
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

    /** Changes what new nodes are made as; also how many there are, where the body's desired_size asks for more. */
    Answer modifyPool(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        NodePool pool = cluster.pool(request.path("nodepool"));
        Fields body = request.body();
        NodePool.Spec changed = pool.spec().changedBy(body);
        requireFreeName(cluster, pool, changed.name());
        int more = body.object("scaling_group")
                .number("desired_size", pool.nodes().size(), ClusterSpec.MAX_NODES)
                .map(desired -> desired - pool.nodes().size())
                .orElse(0);
        cluster.requireRoom(more);
        pool.change(changed, request.now());
        JsonObject answer = new JsonObject().put("nodepool_id", pool.id());
        Task task = more > 0
                ? scale(request, cluster, pool, more, "nodepool_modify")
                : request.account().start(cluster, "nodepool_modify", timings.modify(), request.now(), () -> {});
        return Answer.json(answer.put("task_id", task.id()));
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

    private static void requireFreeName(Cluster cluster, @Nullable NodePool self, String name) {
        if (cluster.pools().values().stream()
                .anyMatch(pool -> pool != self && pool.spec().name().equals(name))) {
            throw ClusterError.PARAM_FORMAT.because("nodepool_info.name is taken in this cluster");
        }
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
}
