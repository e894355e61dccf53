package io.rolegate.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Passes once every event loop of the gateway has finished what it was at. A change counts as applied only then: whatever
 * was decided before it has been forwarded before it too (design, section 7).
 */
public final class EventLoopBarrier {
    private final List<Context> loops = new CopyOnWriteArrayList<>();

    void join(Context loop) {
        loops.add(loop);
    }

    void leave(Context loop) {
        loops.remove(loop);
    }

    /** Completes after every event loop has taken its turn. */
    public Future<Void> pass() {
        return Future.join(loops.stream().map(EventLoopBarrier::turn).toList()).mapEmpty();
    }

    private static Future<Void> turn(Context loop) {
        Promise<Void> turn = Promise.promise();
        loop.runOnContext(reached -> turn.complete());
        return turn.future();
    }
}
