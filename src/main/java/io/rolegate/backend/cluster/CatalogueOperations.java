package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The operations that belong to no cluster: tasks, versions, events, quotas. */
final class CatalogueOperations {
    private final String region;

    CatalogueOperations(String region) {
        this.region = region;
    }

    Answer task(ClusterRequest request) {
        return Answer.json(request.account().task(request.path("task")).json(request.now()));
    }

    Answer versions(ClusterRequest request) {
        if (!request.query("Region").orElse(region).equals(region)) {
            throw ClusterError.PARAM_FORMAT.because("Region should be " + region + ", the region of this endpoint");
        }
        Stream<KubernetesVersion> versions = request.query("KubernetesVersion")
                .map(name -> KubernetesVersion.find(name).stream())
                .orElseGet(KubernetesVersion.ALL::stream);
        JsonArray answer = new JsonArray();
        versions.map(KubernetesVersion::json).forEach(answer::add);
        return Answer.json(answer);
    }

    /** The events of all clusters, newest first; of one, where the query names it. */
    Answer events(ClusterRequest request) {
        String cluster = request.query("cluster_id").orElse("");
        String type = request.query("type").orElse("");
        List<JsonObject> events = request.account().clusters().values().stream()
                .filter(candidate -> cluster.isEmpty() || candidate.id().equals(cluster))
                .flatMap(Cluster::events)
                .filter(event -> type.isEmpty() || event.type().equals(type))
                .sorted(Comparator.comparing(ClusterEvent::time).reversed())
                .map(ClusterEvent::json)
                .toList();
        return Answer.json(PageInfo.of(request, "page_number", "page_size").json("events", "page_info", events));
    }

    Answer quota(ClusterRequest request) {
        return Answer.json(new JsonObject()
                .put("cluster_quota", ClusterAccount.MAX_CLUSTERS)
                .put("amk_cluster_quota", ClusterAccount.MAX_CLUSTERS)
                .put("ask_cluster_quota", ClusterAccount.MAX_CLUSTERS)
                .put("node_quota", ClusterSpec.MAX_NODES)
                .put("cluster_nodepool_quota", NodePoolOperations.MAX_POOLS));
    }
}
