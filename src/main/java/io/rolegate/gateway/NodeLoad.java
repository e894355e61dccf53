package io.rolegate.gateway;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** What this node has to do at the moment, over all event loops, and the memory that request bodies share. */
public final class NodeLoad {
    private static final double NANOS_PER_SECOND = 1e9;

    private final GatewaySettings.LoadLimits limits;
    private final List<LoadGate> gates = new CopyOnWriteArrayList<>();
    private final AtomicLong bodyBytes = new AtomicLong();

    public NodeLoad(GatewaySettings.LoadLimits limits) {
        this.limits = limits;
    }

    /** The gate of the event loop that this is called on. */
    LoadGate gate(Vertx vertx) {
        LoadGate gate = new LoadGate(limits, System::nanoTime);
        gate.watch(vertx);
        gates.add(gate);
        return gate;
    }

    /** Takes memory for a part of a body; false where bodies have taken all they may. */
    boolean takeBodyBytes(int bytes) {
        if (bodyBytes.addAndGet(bytes) > limits.bodyBytes() && limits.bodyBytes() > 0) {
            bodyBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    void giveBackBodyBytes(long bytes) {
        bodyBytes.addAndGet(-bytes);
    }

    /** Requests that are being worked on or waited for. */
    public long inProgress() {
        return gates.stream().mapToLong(LoadGate::inProgress).sum();
    }

    /** Bytes of request bodies that are held in memory. */
    public long bodyBytes() {
        return bodyBytes.get();
    }

    /** How late the latest of the event loops last was, in seconds. */
    public double delaySeconds() {
        return gates.stream().mapToLong(LoadGate::delayNanos).max().orElse(0) / NANOS_PER_SECOND;
    }
}
