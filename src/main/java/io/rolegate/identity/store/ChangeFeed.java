package io.rolegate.identity.store;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies committed changes in the log's order, whoever made them. This process's own come by {@link #offer}; where one is missing
 * in between, and in what other nodes wrote, the log itself is read. A change is in force once it is applied and every barrier
 * was passed after that. All state belongs to one context.
 */
final class ChangeFeed {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeFeed.class);
    private static final long RETRY_MILLIS = 100;
    /** How old the last look at the log may be before what this node knows may be stale (design, section 7). */
    private static final long MAX_AGE_NANOS = TimeUnit.SECONDS.toNanos(2);

    /** Takes committed changes in; completes once they show. Repeated where it fails. */
    interface Listener {
        Future<Void> apply(List<Change.Batch> batches);
    }

    private final Vertx vertx;
    private final Context context;
    private final LongFunction<Future<List<Change.Batch>>> log;
    private final Listener listener;
    private final boolean shared;
    private final List<Supplier<Future<Void>>> barriers = new CopyOnWriteArrayList<>();

    private final TreeMap<Long, Change.Batch> offered = new TreeMap<>();
    private final TreeMap<Long, Promise<Void>> waiting = new TreeMap<>();
    private final List<Promise<Void>> readers = new ArrayList<>();
    private boolean working;
    private long applied;
    private volatile long lastLook = System.nanoTime();
    private volatile boolean behind;
    private volatile boolean closed;

    /**
     * @param log reads committed changes after a position
     * @param applied the position that the listener already shows
     * @param shared whether other processes write to the store too
     */
    ChangeFeed(
            Vertx vertx,
            LongFunction<Future<List<Change.Batch>>> log,
            Listener listener,
            long applied,
            boolean shared) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.log = log;
        this.listener = listener;
        this.applied = applied;
        this.shared = shared;
    }

    void addBarrier(Supplier<Future<Void>> barrier) {
        barriers.add(barrier);
    }

    void removeBarrier(Supplier<Future<Void>> barrier) {
        barriers.remove(barrier);
    }

    /** Whether every change that this node should know of is applied, as far as it can tell. */
    boolean isCurrent() {
        return !closed && !behind && (!shared || System.nanoTime() - lastLook < MAX_AGE_NANOS);
    }

    /** Takes in a change that this process committed; completes once it is in force. */
    Future<Void> offer(Change.Batch batch) {
        return onContext(done -> {
            if (batch.position() > applied) {
                offered.put(batch.position(), batch);
            }
            // A position that is applied already may still be before its barriers.
            waiting.merge(batch.position(), done, ChangeFeed::both);
            work();
        });
    }

    /** Reads the log; completes once everything found there is in force. */
    Future<Void> catchUp() {
        return onContext(done -> {
            readers.add(done);
            work();
        });
    }

    /** Reads the log where nobody waits for it. */
    void poll() {
        context.runOnContext(ignored -> {
            if (readers.isEmpty()) {
                readers.add(Promise.promise());
                work();
            }
        });
    }

    void close() {
        closed = true;
    }

    private Future<Void> onContext(Consumer<Promise<Void>> action) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(ignored -> action.accept(done));
        return done.future();
    }

    private static Promise<Void> both(Promise<Void> first, Promise<Void> second) {
        first.future().onComplete(second);
        return first;
    }

    private void work() {
        if (!working) {
            working = true;
            next();
        }
    }

    private void next() {
        offered.headMap(applied, true).clear();
        List<Change.Batch> ready = consecutive();
        if (!ready.isEmpty()) {
            apply(ready);
        } else if (!offered.isEmpty() || !readers.isEmpty()) {
            look();
        } else {
            settle();
        }
    }

    private List<Change.Batch> consecutive() {
        List<Change.Batch> ready = new ArrayList<>();
        for (Map.Entry<Long, Change.Batch> entry : offered.entrySet()) {
            if (entry.getKey() != applied + ready.size() + 1) {
                break;
            }
            ready.add(entry.getValue());
        }
        return ready;
    }

    private void look() {
        List<Promise<Void>> answered = List.copyOf(readers);
        readers.clear();
        long asked = System.nanoTime();
        log.apply(applied).onComplete(found -> {
            if (found.failed()) {
                readers.addAll(answered);
                retry("The change log can't be read", found.cause());
            } else if (found.result().isEmpty()) {
                pass(answered, asked);
            } else {
                // There may be more than one answer holds, so those who asked wait for the next look.
                readers.addAll(answered);
                apply(found.result());
            }
        });
    }

    private void apply(List<Change.Batch> batches) {
        listener.apply(batches).onComplete(result -> {
            if (result.failed()) {
                retry("Changes can't be applied", result.cause());
            } else {
                applied = batches.get(batches.size() - 1).position();
                pass(List.of(), lastLook);
            }
        });
    }

    /**
     * Lets every barrier pass, then tells those who wait for what is applied by now.
     *
     * @param looked when the log was found to hold nothing more
     */
    private void pass(List<Promise<Void>> answered, long looked) {
        long reached = applied;
        List<Future<Void>> passed = barriers.stream().map(Supplier::get).toList();
        Future.all(passed).onComplete(result -> {
            if (result.failed()) {
                readers.addAll(answered);
                retry("A barrier was not passed", result.cause());
                return;
            }
            lastLook = looked;
            behind = false;
            Map<Long, Promise<Void>> inForce = waiting.headMap(reached, true);
            List<Promise<Void>> done = new ArrayList<>(inForce.values());
            inForce.clear();
            done.addAll(answered);
            done.forEach(Promise::tryComplete);
            next();
        });
    }

    private void settle() {
        if (waiting.isEmpty()) {
            working = false;
        } else {
            pass(List.of(), lastLook);
        }
    }

    private void retry(String what, Throwable cause) {
        if (closed) {
            working = false;
            return;
        }
        if (!behind) {
            LOG.warn("{}; this node refuses to serve until it can", what, cause);
        }
        behind = true;
        vertx.setTimer(RETRY_MILLIS, ignored -> {
            readers.add(Promise.promise());
            next();
        });
    }
}
