package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A component that clusters can have. */
record Addon(String name, String version, String message) {
    static final List<Addon> PREINSTALLED = List.of(
            new Addon("coredns", "v1.9.3.10-7dfca203-aliyun", "DNS server of the cluster"),
            new Addon("csi-plugin", "v1.26.5-56d1e30-aliyun", "Storage plugin"),
            new Addon("metrics-server", "v0.3.9.4-ff225cd-aliyun", "Resource metrics"));
    private static final List<Addon> CATALOGUE = List.of(
            PREINSTALLED.get(0),
            PREINSTALLED.get(1),
            PREINSTALLED.get(2),
            new Addon("ack-node-problem-detector", "1.2.16", "Reports trouble of nodes as events"),
            new Addon("logtail-ds", "v1.6.0.0-aliyun", "Collects logs"),
            new Addon("nginx-ingress-controller", "v1.8.0-aliyun.1", "Ingress by Nginx"));

    static Optional<Addon> find(String name) {
        return CATALOGUE.stream().filter(addon -> addon.name.equals(name)).findFirst();
    }

    boolean isRequired() {
        return PREINSTALLED.contains(this);
    }

    /** DescribeClusterAddonsVersion's answer: what there is, by name, and what is installed of it. */
    static JsonObject versions(Map<String, String> installed) {
        JsonObject versions = new JsonObject();
        for (Addon addon : CATALOGUE) {
            String current = installed.getOrDefault(addon.name, "");
            boolean upgradable = !current.isEmpty() && !current.equals(addon.version);
            versions.put(
                    addon.name,
                    new JsonObject()
                            .put("component_name", addon.name)
                            .put("version", current)
                            .put("next_version", addon.version)
                            .put("exist", !current.isEmpty())
                            .put("changed", upgradable ? "update available" : "")
                            .put("can_upgrade", upgradable)
                            .put("required", addon.isRequired())
                            .put("message", addon.message));
        }
        return versions;
    }
}
