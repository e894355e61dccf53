package io.rolegate.identity.store;

import io.rolegate.identity.StoreUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Hands out a limited number of permits in order of arrival, without blocking a thread. So no transaction waits for a
 * connection on a worker that the connection's holder needs.
 */
final class Permits {
    private static final int MAX_WAITING = 4096;

    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    private int free;

    Permits(int permits) {
        this.free = permits;
    }

    /** Completes on the caller's context once a permit is its own; fails at once where too many wait already. */
    Future<Void> acquire(Vertx vertx) {
        synchronized (waiting) {
            if (free > 0) {
                free--;
                return Future.succeededFuture();
            }
            if (waiting.size() >= MAX_WAITING) {
                return Future.failedFuture(new StoreUnavailableException("The store has too many calls waiting", null));
            }
            Promise<Void> turn = Promise.promise();
            waiting.add(turn);
            Context context = vertx.getOrCreateContext();
            Promise<Void> onContext = Promise.promise();
            turn.future().onComplete(result -> context.runOnContext(ignored -> onContext.handle(result)));
            return onContext.future();
        }
    }

    void release() {
        Promise<Void> next;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
        }
        if (next != null) {
            next.complete();
        }
    }
}
