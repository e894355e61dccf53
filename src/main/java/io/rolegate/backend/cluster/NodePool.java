package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Nodes of one kind. Its cluster alone changes it. */
final class NodePool {
    /**
     * What a pool is made as.
     *
     * @param autoScaling the {@code auto_scaling} object to show
     */
    record Spec(
            String name,
            String type,
            boolean isDefault,
            List<String> instanceTypes,
            List<String> vswitchIds,
            JsonObject autoScaling) {
        static final String DEFAULT_INSTANCE_TYPE = "ecs.g7.xlarge";

        Spec {
            instanceTypes = instanceTypes.isEmpty() ? List.of(DEFAULT_INSTANCE_TYPE) : List.copyOf(instanceTypes);
            vswitchIds = List.copyOf(vswitchIds);
        }

        /** Reads a CreateClusterNodePool body. */
        static Spec of(Fields body) {
            Fields group = body.object("scaling_group");
            return new Spec(
                    name(body).orElseThrow(() -> ClusterError.PARAM_FORMAT.because("nodepool_info.name is required")),
                    body.object("nodepool_info").text("type").orElse("ess"),
                    false,
                    group.texts("instance_types"),
                    group.texts("vswitch_ids"),
                    autoScaling(body.object("auto_scaling")));
        }

        /** This pool with what a ModifyClusterNodePool body sets. */
        Spec changedBy(Fields body) {
            Fields group = body.object("scaling_group");
            List<String> types = group.texts("instance_types");
            List<String> vswitches = group.texts("vswitch_ids");
            Fields scaling = body.object("auto_scaling");
            return new Spec(
                    name(body).orElse(name),
                    type,
                    isDefault,
                    types.isEmpty() ? instanceTypes : types,
                    vswitches.isEmpty() ? vswitchIds : vswitches,
                    scaling.json().isEmpty() ? autoScaling : autoScaling(scaling));
        }

        private static Optional<String> name(Fields body) {
            return body.object("nodepool_info").text("name").filter(name -> !name.isBlank());
        }

        private static JsonObject autoScaling(Fields scaling) {
            return new JsonObject()
                    .put("enable", scaling.flag("enable").orElse(false))
                    .put(
                            "min_instances",
                            scaling.number("min_instances", 0, 1000).orElse(0))
                    .put(
                            "max_instances",
                            scaling.number("max_instances", 0, 1000).orElse(0))
                    .put("type", scaling.text("type").orElse("cpu"));
        }
    }

    private final String id = Ids.nodePool();
    private Spec spec;
    private final String region;
    private final Instant created;
    private final List<Node> nodes = new ArrayList<>();
    private Instant updated;
    private String state = "active";

    NodePool(Spec spec, String region, Instant created) {
        this.spec = spec;
        this.region = region;
        this.created = created;
        this.updated = created;
    }

    String id() {
        return id;
    }

    Spec spec() {
        return spec;
    }

    void change(Spec changed, Instant now) {
        spec = changed;
        updated = now;
    }

    List<Node> nodes() {
        return nodes;
    }

    void become(String next, Instant now) {
        state = next;
        updated = now;
    }

    /** Adds nodes that are not ready yet. */
    List<Node> add(int count, int firstNumber, Instant now) {
        List<Node> added = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            added.add(new Node(id, spec.instanceTypes().get(0), region, firstNumber + i, now));
        }
        nodes.addAll(added);
        return added;
    }

    JsonObject json(String securityGroupId) {
        return new JsonObject()
                .put("nodepool_info", info())
                .put("scaling_group", scalingGroup(securityGroupId))
                .put("auto_scaling", spec.autoScaling().copy())
                .put(
                        "kubernetes_config",
                        new JsonObject()
                                .put("runtime", "containerd")
                                .put("runtime_version", "1.6.20")
                                .put("cms_enabled", true)
                                .put("cpu_policy", "none")
                                .put("node_name_mode", "")
                                .put("user_data", "")
                                .put("labels", new JsonArray())
                                .put("taints", new JsonArray()))
                .put("management", new JsonObject().put("enable", false).put("auto_repair", false))
                .put("interconnect_mode", "basic")
                .put("max_nodes", 0)
                .put("tee_config", new JsonObject().put("tee_enable", false))
                .put("status", status());
    }

    private JsonObject info() {
        return new JsonObject()
                .put("nodepool_id", id)
                .put("name", spec.name())
                .put("type", spec.type())
                .put("is_default", spec.isDefault())
                .put("region_id", region)
                .put("resource_group_id", "rg-default")
                .put("created", Times.iso(created))
                .put("updated", Times.iso(updated));
    }

    private JsonObject scalingGroup(String securityGroupId) {
        return new JsonObject()
                .put("scaling_group_id", "asg-" + id.substring(2, 22))
                .put("instance_types", new JsonArray(spec.instanceTypes()))
                .put("vswitch_ids", new JsonArray(spec.vswitchIds()))
                .put("security_group_id", securityGroupId)
                .put("security_group_ids", new JsonArray().add(securityGroupId))
                .put("instance_charge_type", "PostPaid")
                .put("desired_size", nodes.size())
                .put("platform", "AliyunLinux")
                .put("system_disk_category", "cloud_essd")
                .put("system_disk_size", 120)
                .put("scaling_policy", "release")
                .put("multi_az_policy", "BALANCE")
                .put("spot_strategy", "NoSpot")
                .put("tags", new JsonArray());
    }

    private JsonObject status() {
        return new JsonObject()
                .put("state", state)
                .put("total_nodes", nodes.size())
                .put("healthy_nodes", count(Node.State.RUNNING))
                .put("serving_nodes", count(Node.State.RUNNING))
                .put("initial_nodes", count(Node.State.INITIAL))
                .put("removing_nodes", count(Node.State.REMOVING))
                .put("offline_nodes", 0)
                .put("failed_nodes", 0);
    }

    private long count(Node.State wanted) {
        return nodes.stream().filter(node -> node.state() == wanted).count();
    }
}
