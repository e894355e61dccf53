package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A cluster with its pools, nodes, add-ons and events. Confined to one event loop. */
final class Cluster {
    /** What a cluster is going through. */
    enum State {
        INITIAL,
        RUNNING,
        UPDATING,
        UPGRADING,
        SCALING,
        REMOVING,
        DELETING;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int MAX_EVENTS = 500;

    private final String id = Ids.cluster();
    private final ClusterSpec spec;
    private final String region;
    private final Instant created;
    private final String securityGroupId = "sg-" + Ids.hex(20);
    private final String loadBalancerId = "lb-" + Ids.hex(20);
    private final Map<String, NodePool> pools = new LinkedHashMap<>();
    private final Map<String, String> addons = new TreeMap<>();
    private final Deque<ClusterEvent> events = new ArrayDeque<>();
    private State state = State.INITIAL;
    private Instant updated;
    private boolean deletionProtection;
    private String resourceGroupId;
    private KubernetesVersion version;
    private JsonArray tags;
    private JsonObject maintenanceWindow = new JsonObject().put("enable", false);
    private int nextNodeNumber = 1;

    Cluster(ClusterSpec spec, String region, Instant created) {
        this.spec = spec;
        this.region = region;
        this.created = created;
        this.updated = created;
        this.deletionProtection = spec.deletionProtection();
        this.resourceGroupId = spec.resourceGroupId();
        this.version = spec.version();
        this.tags = spec.tags().copy();
        NodePool pool = new NodePool(
                new NodePool.Spec(
                        "default-nodepool",
                        "ess",
                        true,
                        spec.instanceTypes(),
                        spec.vswitchIds(),
                        new JsonObject().put("enable", false)),
                region,
                created);
        pools.put(pool.id(), pool);
        Addon.PREINSTALLED.forEach(addon -> addons.put(addon.name(), addon.version()));
    }

    String id() {
        return id;
    }

    ClusterSpec spec() {
        return spec;
    }

    String region() {
        return region;
    }

    State state() {
        return state;
    }

    void become(State next, Instant now) {
        state = next;
        updated = now;
    }

    KubernetesVersion version() {
        return version;
    }

    void upgradeTo(KubernetesVersion next) {
        version = next;
    }

    /** Its tags as {@code {key, value}} pairs. */
    JsonArray tags() {
        return tags.copy();
    }

    void setTags(JsonArray replaced, Instant now) {
        tags = replaced.copy();
        updated = now;
    }

    boolean isDeletionProtected() {
        return deletionProtection;
    }

    /** Applies a ModifyCluster body. */
    void modify(Fields body, Instant now) {
        JsonObject window = body.object("maintenance_window").json();
        Optional<Boolean> protection = body.flag("deletion_protection");
        Optional<String> group = body.text("resource_group_id");
        protection.ifPresent(value -> deletionProtection = value);
        group.ifPresent(value -> resourceGroupId = value);
        if (!window.isEmpty()) {
            maintenanceWindow = maintenanceWindow(new Fields(window));
        }
        updated = now;
    }

    Map<String, NodePool> pools() {
        return pools;
    }

    /** The pool; ErrorNodePoolNotFound where there is none. */
    NodePool pool(String poolId) {
        NodePool found = pools.get(poolId);
        if (found == null) {
            throw ClusterError.NODEPOOL_NOT_FOUND.because("The node pool is not found");
        }
        return found;
    }

    NodePool defaultPool() {
        return pools.values().iterator().next();
    }

    Stream<Node> nodes() {
        return pools.values().stream().flatMap(pool -> pool.nodes().stream());
    }

    /** Adds nodes to a pool; ErrorQuotaExceeded where the cluster would have too many. */
    List<Node> addNodes(NodePool pool, int count, Instant now) {
        requireRoom(count);
        List<Node> added = pool.add(count, nextNodeNumber, now);
        nextNodeNumber += count;
        return added;
    }

    void requireRoom(int more) {
        if (nodes().count() + more > ClusterSpec.MAX_NODES) {
            throw ClusterError.QUOTA.because("A cluster has at most " + ClusterSpec.MAX_NODES + " nodes");
        }
    }

    void remove(List<Node> nodes) {
        pools.values().forEach(pool -> pool.nodes().removeAll(nodes));
    }

    Map<String, String> addons() {
        return addons;
    }

    /** Notes what happened; the oldest note makes room for the newest. */
    void record(Task task, String reason, String message, Instant time) {
        if (events.size() == MAX_EVENTS) {
            events.removeLast();
        }
        events.addFirst(new ClusterEvent(Ids.event(), id, task.id(), task.type(), reason, message, time));
    }

    /** Newest first. */
    Stream<ClusterEvent> events() {
        return events.stream();
    }

    /** The cloud resources that it was made of. */
    List<JsonObject> resourcesJson() {
        return List.of(
                resource("ECS::SecurityGroup", securityGroupId),
                resource("SLB::LoadBalancer", loadBalancerId),
                resource("VPC::VPC", spec.vpcId()));
    }

    private JsonObject resource(String type, String instanceId) {
        return new JsonObject()
                .put("cluster_id", id)
                .put("resource_type", type)
                .put("instance_id", instanceId)
                .put("resource_info", "")
                .put("state", "CREATE_COMPLETE")
                .put("auto_create", 1)
                .put("created", Times.iso(created))
                .put("updated", Times.iso(created));
    }

    String publicEndpoint() {
        return "https://" + id.substring(1, 9) + ".api." + region + ".aks.example.com:6443";
    }

    String privateEndpoint() {
        return "https://" + id.substring(1, 9) + ".internal." + region + ".aks.example.com:6443";
    }

    List<JsonObject> poolsJson() {
        return pools.values().stream().map(pool -> pool.json(securityGroupId)).toList();
    }

    JsonObject json(NodePool pool) {
        return pool.json(securityGroupId);
    }

    JsonObject json() {
        return new JsonObject()
                .put("cluster_id", id)
                .put("name", spec.name())
                .put("cluster_type", spec.type())
                .put("cluster_spec", spec.spec())
                .put("profile", spec.profile())
                .put("state", state.text())
                .put("region_id", region)
                .put("zone_id", region + "-h")
                .put("vpc_id", spec.vpcId())
                .put("vswitch_id", String.join(",", spec.vswitchIds()))
                .put("security_group_id", securityGroupId)
                .put("size", nodes().count())
                .put("init_version", spec.version().name())
                .put("current_version", version.name())
                .put("next_version", version.next())
                .put("docker_version", "")
                .put("network_mode", "vpc")
                .put("subnet_cidr", "172.20.0.0/16")
                .put("private_zone", false)
                .put("deletion_protection", deletionProtection)
                .put("external_loadbalancer_id", loadBalancerId)
                .put(
                        "master_url",
                        new JsonObject()
                                .put("api_server_endpoint", publicEndpoint())
                                .put("intranet_api_server_endpoint", privateEndpoint())
                                .encode())
                .put(
                        "meta_data",
                        new JsonObject().put("Timezone", spec.timezone()).encode())
                .put("resource_group_id", resourceGroupId)
                .put("worker_ram_role_name", "KubernetesWorkerRole-" + id.substring(1, 9))
                .put("maintenance_window", maintenanceWindow.copy())
                .put("tags", tags.copy())
                .put("created", Times.iso(created))
                .put("updated", Times.iso(updated));
    }

    private static JsonObject maintenanceWindow(Fields window) {
        return new JsonObject()
                .put("enable", window.flag("enable").orElse(false))
                .put("maintenance_time", window.text("maintenance_time").orElse(""))
                .put("duration", window.text("duration").orElse(""))
                .put("weekly_period", window.text("weekly_period").orElse(""));
    }

    /** The answer's list of these objects. */
    static JsonArray array(List<JsonObject> objects) {
        JsonArray array = new JsonArray();
        objects.forEach(array::add);
        return array;
    }
}
