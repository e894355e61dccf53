package io.rolegate.gateway;

import io.rolegate.api.OperationCatalogue;
import io.rolegate.gateway.service.ServiceDefinition;
import io.rolegate.gateway.service.ServiceTable;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The services that requests are routed to now; all event loops read them, and they are replaced as a whole. A request
 * keeps the definition that it was routed by.
 */
public final class ServicesInForce {
    private final List<OperationCatalogue> builtIn;
    private final EventLoopBarrier barrier;
    private final List<Consumer<List<ServiceDefinition>>> followers = new CopyOnWriteArrayList<>();
    private volatile ServiceTable table;

    /** @throws IllegalArgumentException where some request could be of two operations */
    public ServicesInForce(
            List<OperationCatalogue> builtIn, List<ServiceDefinition> proxied, EventLoopBarrier barrier) {
        this.builtIn = List.copyOf(builtIn);
        this.barrier = barrier;
        this.table = new ServiceTable(builtIn, proxied);
    }

    /** What requests are routed by. */
    public ServiceTable table() {
        return table;
    }

    /**
     * Replaces the proxied services; completes once no event loop routes by the former ones any more.
     *
     * @throws IllegalArgumentException where some request could be of two operations; then nothing is replaced
     */
    public Future<Void> replace(List<ServiceDefinition> proxied) {
        table = new ServiceTable(builtIn, proxied);
        return barrier.pass().onSuccess(passed -> followers.forEach(follower -> follower.accept(proxied)));
    }

    /** Has somebody told of the proxied services whenever others are in force on every event loop. */
    public void onReplaced(Consumer<List<ServiceDefinition>> follower) {
        followers.add(follower);
    }
}
