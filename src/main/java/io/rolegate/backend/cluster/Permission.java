package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.Set;

/**
 * What a RAM user or role may do inside clusters by their own access control. Kept and shown: there is nothing inside
 * these clusters.
 *
 * @param cluster a cluster's id; empty for all clusters
 * @param namespace empty for the whole cluster
 */
record Permission(String cluster, String namespace, String roleName, String roleType, boolean isRamRole) {
    private static final String ALL_CLUSTERS = "all-clusters";
    private static final String NAMESPACE = "namespace";
    private static final Set<String> TYPES = Set.of("cluster", NAMESPACE, ALL_CLUSTERS);

    /** Reads one grant of a GrantPermissions body; ErrorClusterNotFound where it names a cluster that isn't there. */
    static Permission of(Fields grant, ClusterAccount account) {
        String type = grant.text("role_type").orElse("");
        if (!TYPES.contains(type)) {
            throw ClusterError.PARAM_FORMAT.because("role_type should be cluster, namespace or all-clusters");
        }
        boolean everywhere = type.equals(ALL_CLUSTERS);
        String cluster = everywhere
                ? ""
                : account.cluster(grant.text("cluster").orElse("")).id();
        String namespace = type.equals(NAMESPACE) ? grant.text("namespace").orElse("") : "";
        if (type.equals(NAMESPACE) && namespace.isEmpty()) {
            throw ClusterError.PARAM_FORMAT.because("namespace is required for this role_type");
        }
        return new Permission(
                cluster,
                namespace,
                grant.text("role_name").orElseThrow(() -> ClusterError.PARAM_FORMAT.because("role_name is required")),
                type,
                grant.flag("is_ram_role").orElse(false));
    }

    JsonObject json() {
        String resource = cluster.isEmpty() ? ALL_CLUSTERS : cluster;
        return new JsonObject()
                .put("resource_id", namespace.isEmpty() ? resource : cluster + "/" + namespace)
                .put("resource_type", namespace.isEmpty() ? "cluster" : NAMESPACE)
                .put("role_name", roleName)
                .put("role_type", roleType)
                .put("is_owner", 0)
                .put("is_ram_role", isRamRole ? 1 : 0);
    }
}
