package io.rolegate.backend.cluster;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** A machine of a node pool. Its cluster alone changes it. */
final class Node {
    /** What a node is going through. */
    enum State {
        INITIAL("initial", "Unknown"),
        RUNNING("running", "Ready"),
        REMOVING("removing", "NotReady");

        private final String text;
        private final String nodeStatus;

        State(String text, String nodeStatus) {
            this.text = text;
            this.nodeStatus = nodeStatus;
        }

        String text() {
            return text;
        }
    }

    private final String instanceId = Ids.instance();
    private final String nodePoolId;
    private final String instanceType;
    private final String region;
    private final String address;
    private final Instant created;
    private State state = State.INITIAL;

    Node(String nodePoolId, String instanceType, String region, int number, Instant created) {
        this.nodePoolId = nodePoolId;
        this.instanceType = instanceType;
        this.region = region;
        this.address = "192.168." + (number / 250 % 250) + "." + (number % 250 + 1);
        this.created = created;
    }

    String instanceId() {
        return instanceId;
    }

    /** How Kubernetes knows it. */
    String nodeName() {
        return region + "." + address;
    }

    State state() {
        return state;
    }

    void become(State next) {
        state = next;
    }

    JsonObject json() {
        return new JsonObject()
                .put("instance_id", instanceId)
                .put("instance_name", "worker-" + nodePoolId.substring(0, 10))
                .put("instance_type", instanceType)
                .put("instance_type_family", instanceType.replaceFirst("\\.[^.]*$", ""))
                .put("instance_status", state == State.INITIAL ? "Pending" : "Running")
                .put("instance_role", "Worker")
                .put("instance_charge_type", "PostPaid")
                .put("node_name", nodeName())
                .put("node_status", state.nodeStatus)
                .put("nodepool_id", nodePoolId)
                .put("ip_address", new JsonArray().add(address))
                .put("host_name", nodeName())
                .put("state", state.text())
                .put("source", "ess_attach")
                .put("creation_time", Times.iso(created))
                .put("expired_time", "2099-12-31T23:59:00+08:00")
                .put("image_id", "aliyun_3_x64_20G_container_optimized.vhd")
                .put("is_aliyun_node", true)
                .put("error_message", "")
                .put("spot_strategy", "NoSpot");
    }
}
