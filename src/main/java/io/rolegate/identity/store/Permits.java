package io.rolegate.identity.store;

import io.rolegate.identity.StoreUnavailableException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Hands out a limited number of permits in order of arrival, without blocking a thread. So no transaction waits for a
 * connection on a worker that the connection's holder needs.
 */
final class Permits {
    private static final int MAX_WAITING = 4096;

    private final Deque<Promise<Void>> waiting = new ArrayDeque<>();
    private final Promise<Void> allBack = Promise.promise();
    private final int permits;
    private int free;
    private boolean closed;

    Permits(int permits) {
        this.permits = permits;
        this.free = permits;
    }

    /** Completes on the caller's context once a permit is its own; fails at once where too many wait already, or once closed. */
    Future<Void> acquire(Vertx vertx) {
        synchronized (waiting) {
            if (closed) {
                return Future.failedFuture(closedAlready());
            }
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
        boolean last;
        synchronized (waiting) {
            next = waiting.poll();
            if (next == null) {
                free++;
            }
            last = closed && free == permits;
        }
        if (next != null) {
            next.complete();
        }
        if (last) {
            allBack.tryComplete();
        }
    }

    /** Gives out no more, and refuses those that wait; completes once every permit is back. */
    Future<Void> close() {
        List<Promise<Void>> refused;
        boolean unused;
        synchronized (waiting) {
            closed = true;
            refused = List.copyOf(waiting);
            waiting.clear();
            unused = free == permits;
        }
        refused.forEach(turn -> turn.fail(closedAlready()));
        if (unused) {
            allBack.tryComplete();
        }
        return allBack.future();
    }

    private static StoreUnavailableException closedAlready() {
        return new StoreUnavailableException("The store is closed", null);
    }
}
