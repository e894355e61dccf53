package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An orchestration template.
 *
 * @param isPublic whether it comes with the service, for everybody to see and nobody to change
 */
record Template(
        String id,
        String name,
        String type,
        String description,
        String tags,
        String text,
        boolean isPublic,
        Instant created,
        Instant updated) {
    private static final int MAX_TEXT = 64 << 10;
    private static final Instant PUBLISHED = Instant.parse("2026-01-05T02:00:00Z");

    static final List<Template> PUBLIC = List.of(
            published(
                    "72d20cf8-a533-4ea9-a10d-e7630d3d2708",
                    "nginx-deployment",
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
            published(
                    "ca6d2d3c-19a0-4b1a-9f5c-2f0f6f1d9a11",
                    "config-map",
                    "Settings as a ConfigMap",
                    """
                    apiVersion: v1
                    kind: ConfigMap
                    metadata:
                      name: settings
                    data:
                      level: info
                    """));

    private static Template published(String id, String name, String description, String text) {
        return new Template(id, name, "kubernetes", description, "kubernetes", text, true, PUBLISHED, PUBLISHED);
    }

    /** Reads a CreateTemplate body. */
    static Template of(String id, Fields body, Instant now) {
        return new Template(
                id,
                required(body.text("name"), "name"),
                body.text("template_type").orElse("kubernetes"),
                body.text("description").orElse(""),
                body.text("tags").orElse(""),
                required(body.text("template", MAX_TEXT), "template"),
                false,
                now,
                now);
    }

    /** This template with what an UpdateTemplate body sets. */
    Template changedBy(Fields body, Instant now) {
        return new Template(
                id,
                body.text("name").orElse(name),
                body.text("template_type").orElse(type),
                body.text("description").orElse(description),
                body.text("tags").orElse(tags),
                body.text("template", MAX_TEXT).orElse(text),
                false,
                created,
                now);
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id)
                .put("name", name)
                .put("template_type", type)
                .put("description", description)
                .put("tags", tags)
                .put("template", text)
                .put("template_with_hist_id", id)
                .put("acl", isPublic ? "public" : "private")
                .put("created", Times.iso(created))
                .put("updated", Times.iso(updated));
    }

    private static String required(Optional<String> text, String field) {
        return text.filter(value -> !value.isBlank())
                .orElseThrow(() -> ClusterError.PARAM_FORMAT.because(field + " is required"));
    }
}
