package io.rolegate.gateway;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/**
 * Passes once every event loop of the gateway has finished what it was at. A change counts as applied only then: whatever
 * was decided before it has been forwarded before it too, and what still runs has been looked at again (design, section 7).
 */
public final class EventLoopBarrier {
    private final List<Loop> loops = new CopyOnWriteArrayList<>();

    private record Loop(Context context, Supplier<Future<Void>> turn) {}

    /** @param turn what the event loop does when its turn comes; the barrier waits for it */
    void join(Context loop, Supplier<Future<Void>> turn) {
        loops.add(new Loop(loop, turn));
    }

    void leave(Context loop) {
        loops.removeIf(joined -> joined.context() == loop);
    }

    /** Completes after every event loop has taken its turn. */
    public Future<Void> pass() {
        return Future.join(loops.stream().map(EventLoopBarrier::takeTurn).toList())
                .mapEmpty();
    }

    private static Future<Void> takeTurn(Loop loop) {
        Promise<Void> taken = Promise.promise();
        loop.context().runOnContext(reached -> loop.turn().get().onComplete(taken));
        return taken.future();
    }
}
