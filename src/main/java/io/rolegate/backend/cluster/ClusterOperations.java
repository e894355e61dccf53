package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/** The operations on clusters themselves. */
final class ClusterOperations {
    private static final Duration KUBECONFIG_LIFE = Duration.ofDays(3 * 365);
    private static final int MIN_KUBECONFIG_MINUTES = 15;
    private static final int MAX_KUBECONFIG_MINUTES = 4320;

    private final String region;
    private final Timings timings;

    ClusterOperations(String region, Timings timings) {
        this.region = region;
        this.timings = timings;
    }

    Answer list(ClusterRequest request) {
        PageInfo page = PageInfo.of(request, "page_number", "page_size");
        Predicate<Cluster> wanted = request.query("name")
                .<Predicate<Cluster>>map(
                        part -> cluster -> cluster.spec().name().contains(part))
                .orElse(cluster -> true)
                .and(equal(request, "cluster_type", cluster -> cluster.spec().type()))
                .and(equal(request, "cluster_spec", cluster -> cluster.spec().spec()))
                .and(equal(request, "profile", cluster -> cluster.spec().profile()))
                .and(equal(request, "region_id", Cluster::region));
        List<JsonObject> found = request.account().clusters().values().stream()
                .filter(wanted)
                .map(Cluster::json)
                .toList();
        return Answer.json(page.json("clusters", "page_info", found));
    }

    Answer detail(ClusterRequest request) {
        return Answer.json(request.cluster().json());
    }

    Answer create(ClusterRequest request) {
        ClusterSpec spec = ClusterSpec.of(request.body(), region);
        Cluster cluster = new Cluster(spec, region, request.now());
        request.account().add(cluster);
        cluster.addNodes(cluster.defaultPool(), spec.nodes(), request.now());
        Task task = request.account().start(cluster, "cluster_create", timings.createCluster(), request.now(), () -> {
            cluster.nodes().forEach(node -> node.become(Node.State.RUNNING));
            cluster.become(Cluster.State.RUNNING, request.now().plus(timings.createCluster()));
        });
        return accepted(request, cluster, task);
    }

    Answer modify(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        cluster.modify(request.body(), request.now());
        cluster.become(Cluster.State.UPDATING, request.now());
        Task task = request.account()
                .start(
                        cluster,
                        "cluster_modify",
                        timings.modify(),
                        request.now(),
                        () -> cluster.become(
                                Cluster.State.RUNNING, request.now().plus(timings.modify())));
        return accepted(request, cluster, task);
    }

    /** The older list: a bare array, of clusters whose name contains a text. */
    Answer listAll(ClusterRequest request) {
        String name = request.query("name").orElse("");
        return Answer.json(Cluster.array(request.account().clusters().values().stream()
                .filter(cluster -> cluster.spec().name().contains(name))
                .filter(equal(request, "clusterType", cluster -> cluster.spec().type()))
                .map(Cluster::json)
                .toList()));
    }

    Answer resources(ClusterRequest request) {
        return Answer.json(Cluster.array(request.cluster().resourcesJson()));
    }

    /** Replaces the cluster's tags. */
    Answer modifyTags(ClusterRequest request) {
        Cluster cluster = request.cluster();
        cluster.setTags(Fields.tags(request.bodyList()), request.now());
        return Answer.empty(200);
    }

    Answer delete(ClusterRequest request) {
        Cluster cluster = request.cluster();
        if (cluster.isDeletionProtected()) {
            throw ClusterError.DELETION_PROTECTION.because(
                    "Deletion protection is enabled for the cluster; disable it first");
        }
        if (cluster.state() == Cluster.State.DELETING) {
            return Answer.empty(202);
        }
        requireSettled(cluster);
        cluster.become(Cluster.State.DELETING, request.now());
        request.account()
                .start(cluster, "cluster_delete", timings.deleteCluster(), request.now(), () -> request.account()
                        .clusters()
                        .remove(cluster.id()));
        return Answer.empty(202);
    }

    Answer kubeconfig(ClusterRequest request) {
        Cluster cluster = request.cluster();
        requireSettled(cluster);
        int minutes = request.queryNumber(
                "TemporaryDurationMinutes",
                MIN_KUBECONFIG_MINUTES,
                MAX_KUBECONFIG_MINUTES,
                Math.toIntExact(KUBECONFIG_LIFE.toMinutes()));
        return Answer.json(new JsonObject()
                .put("config", Kubeconfig.of(cluster, request.caller(), request.queryFlag("PrivateIpAddress")))
                .put("expiration", Times.iso(request.now().plus(Duration.ofMinutes(minutes)))));
    }

    /** What asynchronous operations answer. */
    static Answer accepted(ClusterRequest request, Cluster cluster, Task task) {
        return Answer.json(new JsonObject()
                .put("cluster_id", cluster.id())
                .put("request_id", request.requestId())
                .put("task_id", task.id()));
    }

    private static void requireSettled(Cluster cluster) {
        if (cluster.state() == Cluster.State.INITIAL) {
            throw ClusterError.CLUSTER_STATE.because("The cluster is initial; wait until it is running");
        }
    }

    private static Predicate<Cluster> equal(ClusterRequest request, String parameter, Function<Cluster, String> field) {
        return request.query(parameter)
                .<Predicate<Cluster>>map(value -> cluster -> value.equals(field.apply(cluster)))
                .orElse(cluster -> true);
    }
}
