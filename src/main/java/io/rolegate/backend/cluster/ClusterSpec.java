package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a cluster is made as.
 *
 * @param nodes how many workers it begins with
 */
record ClusterSpec(
        String name,
        String type,
        String spec,
        String profile,
        String vpcId,
        List<String> vswitchIds,
        List<String> instanceTypes,
        int nodes,
        KubernetesVersion version,
        boolean deletionProtection,
        String resourceGroupId,
        String timezone,
        JsonArray tags) {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}_-]{0,62}");
    private static final Set<String> TYPES = Set.of("Kubernetes", "ManagedKubernetes", "Ask", "ExternalKubernetes");
    static final int MAX_NODES = 200;

    ClusterSpec {
        vswitchIds = List.copyOf(vswitchIds);
        instanceTypes = List.copyOf(instanceTypes);
    }

    /** Reads a CreateCluster body. */
    static ClusterSpec of(Fields body, String region) {
        if (!body.text("region_id").orElse(region).equals(region)) {
            throw ClusterError.PARAM_FORMAT.because("region_id should be " + region + ", the region of this endpoint");
        }
        String name = body.text("name").orElse("");
        if (!NAME.matcher(name).matches()) {
            throw ClusterError.PARAM_FORMAT.because(
                    "name should have 1 to 63 letters, digits, hyphens and underscores, and begin with a letter or digit");
        }
        String type = body.text("cluster_type").orElse("ManagedKubernetes");
        if (!TYPES.contains(type)) {
            throw ClusterError.PARAM_FORMAT.because(
                    "cluster_type should be one of " + String.join(", ", sortedTypes()));
        }
        return new ClusterSpec(
                name,
                type,
                body.text("cluster_spec").orElse("ack.standard"),
                body.text("profile").orElse("Default"),
                body.text("vpcid").orElse("vpc-" + Ids.hex(20)),
                body.texts("vswitch_ids"),
                body.texts("worker_instance_types"),
                body.number("num_of_nodes", 0, MAX_NODES).orElse(0),
                body.text("kubernetes_version").map(KubernetesVersion::named).orElse(KubernetesVersion.NEWEST),
                body.flag("deletion_protection").orElse(false),
                body.text("resource_group_id").orElse("rg-default"),
                body.text("timezone").orElse("Asia/Shanghai"),
                body.tags("tags"));
    }

    private static List<String> sortedTypes() {
        return TYPES.stream().sorted().toList();
    }
}
