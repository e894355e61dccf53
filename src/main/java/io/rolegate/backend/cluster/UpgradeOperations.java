package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;

/** Upgrades of a cluster to the next version of Kubernetes. */
final class UpgradeOperations {
    private static final String TASK_TYPE = "cluster_upgrade";

    private final Timings timings;

    UpgradeOperations(Timings timings) {
        this.timings = timings;
    }

    /** To the version after the present one; ErrorParamFormat where another is asked for or there is none. */
    Answer upgrade(ClusterRequest request) {
        Cluster cluster = request.changeableCluster();
        Fields body = request.body();
        String next = cluster.version().next();
        String wanted = body.text("next_version").or(() -> body.text("version")).orElse(next);
        if (next.isEmpty() || !wanted.equals(next)) {
            throw ClusterError.PARAM_FORMAT.because(
                    next.isEmpty() ? "The cluster has the newest version" : "next_version should be " + next);
        }
        cluster.become(Cluster.State.UPGRADING, request.now());
        Task task = request.account().start(cluster, TASK_TYPE, timings.scale(), request.now(), () -> {
            cluster.upgradeTo(KubernetesVersion.named(next));
            cluster.become(Cluster.State.RUNNING, request.now().plus(timings.scale()));
        });
        return ClusterOperations.accepted(request, cluster, task);
    }

    /** The state of the last upgrade. */
    Answer status(ClusterRequest request) {
        Cluster cluster = request.cluster();
        return Answer.json(request.account().tasksOf(cluster).stream()
                .filter(task -> task.type().equals(TASK_TYPE))
                .findFirst()
                .map(task -> status(task.state(request.now())))
                .orElseGet(() -> new JsonObject().put("status", "").put("upgrade_step", "not_started")));
    }

    private static JsonObject status(String state) {
        return new JsonObject()
                .put("status", state)
                .put("upgrade_step", state.equals("success") ? "success" : "upgrading")
                .put("error_message", "")
                .put("upgrade_task", new JsonObject().put("status", state).put("message", ""));
    }
}
