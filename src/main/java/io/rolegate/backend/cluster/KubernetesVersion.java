package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A version of Kubernetes that clusters can be made with. */
record KubernetesVersion(String name, String releaseDate, String expirationDate) {
    static final List<KubernetesVersion> ALL = List.of(
            new KubernetesVersion("1.26.3-aliyun.1", "2023-03-01T00:00:00Z", "2027-03-01T00:00:00Z"),
            new KubernetesVersion("1.28.3-aliyun.1", "2023-12-01T00:00:00Z", "2027-12-01T00:00:00Z"),
            new KubernetesVersion("1.30.1-aliyun.1", "2024-06-01T00:00:00Z", "2028-06-01T00:00:00Z"));
    static final KubernetesVersion NEWEST = ALL.get(ALL.size() - 1);

    /** The version of this name; ErrorParamFormat where it is not offered. */
    static KubernetesVersion named(String name) {
        return find(name)
                .orElseThrow(() -> ClusterError.PARAM_FORMAT.because(
                        "kubernetes_version is not offered; see" + " GET /api/v1/metadata/versions"));
    }

    static Optional<KubernetesVersion> find(String name) {
        return ALL.stream().filter(version -> version.name.equals(name)).findFirst();
    }

    /** What it can be upgraded to, or an empty text. */
    String next() {
        int index = ALL.indexOf(this);
        return index + 1 < ALL.size() ? ALL.get(index + 1).name : "";
    }

    JsonObject json() {
        JsonObject image = new JsonObject()
                .put("image_id", "aliyun_3_x64_20G_container_optimized.vhd")
                .put("image_name", "Alibaba Cloud Linux 3 Container Optimized")
                .put("image_type", "AliyunLinux3ContainerOptimized")
                .put("image_category", "system")
                .put("os_type", "linux")
                .put("os_version", "3")
                .put("platform", "AliyunLinux");
        return new JsonObject()
                .put("version", name)
                .put("multi_az", "ManagedKubernetes")
                .put("capabilities", new JsonObject().put("AnyAZ", true).put("HybridNode", true))
                .put("meta_data", new JsonObject().put("KubernetesVersion", name))
                .put("images", new JsonArray().add(image))
                .put(
                        "runtimes",
                        new JsonArray()
                                .add(new JsonObject().put("name", "containerd").put("version", "1.6.20")))
                .put("release_date", releaseDate)
                .put("expiration_date", expirationDate)
                .put("creatable", true);
    }
}
