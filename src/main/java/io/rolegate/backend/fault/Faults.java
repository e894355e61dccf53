package io.rolegate.backend.fault;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The faults in force at one backend; none, until its control endpoint sets some. Confined to one event loop. */
public final class Faults implements Handler<RoutingContext> {
    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final RandomGenerator random = RandomGenerator.getDefault();
    private final List<ActiveFault> active = new ArrayList<>();
    private int nextId = 1;

    /** A step of each request, before it is authenticated: commits the first fault that fits and wins its draw. */
    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = request.path();
        Optional<ActiveFault> drawn =
                path == null ? Optional.empty() : draw(request.method().name(), path);
        if (drawn.isEmpty()) {
            context.next();
            return;
        }
        LOG.info("fault {} happens to {} {}", drawn.get().id(), request.method(), path);
        Fault fault = drawn.get().fault();
        if (fault.afterOperation()) {
            Answering.spoil(context, fault);
            context.next();
            return;
        }
        request.pause();
        Answering.pause(context, fault).onComplete(over -> fault.effect().instead(context));
    }

    List<ActiveFault> active() {
        return List.copyOf(active);
    }

    /** Puts a fault in force; {@link IllegalArgumentException} names the field that is wrong. */
    ActiveFault add(JsonObject definition) {
        ActiveFault added = new ActiveFault("f" + nextId, definition);
        nextId++;
        active.add(added);
        return added;
    }

    void clear() {
        active.clear();
    }

    boolean remove(String id) {
        return active.removeIf(fault -> fault.id().equals(id));
    }

    private Optional<ActiveFault> draw(String method, String path) {
        for (ActiveFault candidate : active) {
            if (candidate.isDue(method, path, random)) {
                candidate.happened();
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
