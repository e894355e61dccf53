package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The operations that belong to no cluster: tasks, versions, templates. */
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

    Answer templates(ClusterRequest request) {
        Optional<String> type = request.query("template_type");
        List<JsonObject> templates = Template.PUBLIC.stream()
                .filter(template -> type.isEmpty() || type.get().equals(template.type()))
                .map(Template::json)
                .toList();
        return Answer.json(PageInfo.of(request, "page_num", "page_size").json("templates", "page_info", templates));
    }

    /** An orchestration template that everybody sees. */
    private record Template(String id, String name, String type, String description, String text) {
        static final List<Template> PUBLIC = List.of(
                new Template(
                        "72d20cf8-a533-4ea9-a10d-e7630d3d2708",
                        "nginx-deployment",
                        "kubernetes",
                        "A stateless web server",
                        """
                        apiVersion: apps/v1
                        kind: Deployment
                        metadata:
                          name: nginx
                        spec:
                          replicas: 2
                          selector:
                            matchLabels: {app: nginx}
                          template:
                            metadata:
                              labels: {app: nginx}
                            spec:
                              containers:
                              - name: nginx
                                image: nginx:1.25
                        """),
                new Template(
                        "ca6d2d3c-19a0-4b1a-9f5c-2f0f6f1d9a11",
                        "config-map",
                        "kubernetes",
                        "Settings as a ConfigMap",
                        """
                        apiVersion: v1
                        kind: ConfigMap
                        metadata:
                          name: settings
                        data:
                          level: info
                        """));

        JsonObject json() {
            return new JsonObject()
                    .put("id", id)
                    .put("name", name)
                    .put("template_type", type)
                    .put("description", description)
                    .put("tags", "kubernetes")
                    .put("template", text)
                    .put("template_with_hist_id", id)
                    .put("acl", "public")
                    .put("created", "2026-01-05T10:00:00+08:00")
                    .put("updated", "2026-01-05T10:00:00+08:00");
        }
    }
}
