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

    /** Takes committed changes in; completes once they show. Repeated where it fails. */
    interface Listener {
        Future<Void> apply(List<Change.Batch> batches);
    }

    private final Vertx vertx;
    private final Context context;
    private final LongFunction<Future<ChangeLog.Page>> log;
    private final Listener listener;
    private final boolean leased;
    private final List<Supplier<Future<Void>>> barriers = new CopyOnWriteArrayList<>();

    private final TreeMap<Long, Change.Batch> offered = new TreeMap<>();
    private final TreeMap<Long, Promise<Void>> waiting = new TreeMap<>();
    private final List<Promise<Void>> readers = new ArrayList<>();
    private boolean working;
    private boolean failing;
    private long applied;
    private volatile long inForce;
    private volatile boolean behind;
    private volatile boolean closed;

    /**
     * @param log reads committed changes after a position
     * @param applied the position that the listener already shows
     * @param leased whether a lease ends this node's right to serve where the log can't be read
     */
    ChangeFeed(Vertx vertx, LongFunction<Future<ChangeLog.Page>> log, Listener listener, long applied, boolean leased) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.log = log;
        this.listener = listener;
        this.applied = applied;
        this.inForce = applied;
        this.leased = leased;
    }

    void addBarrier(Supplier<Future<Void>> barrier) {
        barriers.add(barrier);
    }

    void removeBarrier(Supplier<Future<Void>> barrier) {
        barriers.remove(barrier);
    }

    /** Whether every change that this node knows of is applied. */
    boolean isCurrent() {
        return !closed && !behind;
    }

    /** The position up to which every change is in force here. */
    long inForce() {
        return inForce;
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

    /** Reads the log; completes once everything that was committed before this call is in force. */
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
            apply(ready, List.of());
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
        log.apply(applied).onComplete(found -> {
            if (found.failed()) {
                readers.addAll(answered);
                retry("The change log can't be read", found.cause(), !leased);
            } else if (found.result().more()) {
                readers.addAll(answered);
                apply(found.result().batches(), List.of());
            } else {
                apply(found.result().batches(), answered);
            }
        });
    }

    /** @param answered those who waited for no more than these */
    private void apply(List<Change.Batch> batches, List<Promise<Void>> answered) {
        if (batches.isEmpty()) {
            pass(answered);
            return;
        }
        listener.apply(batches).onComplete(result -> {
            if (result.failed()) {
                readers.addAll(answered);
                retry("Changes can't be applied", result.cause(), true);
            } else {
                applied = batches.get(batches.size() - 1).position();
                pass(answered);
            }
        });
    }

    /** Lets every barrier pass, then tells those who wait for what is applied by now. */
    private void pass(List<Promise<Void>> answered) {
        long reached = applied;
        List<Future<Void>> passed = barriers.stream().map(Supplier::get).toList();
        Future.all(passed).onComplete(result -> {
            if (result.failed()) {
                readers.addAll(answered);
                retry("A barrier was not passed", result.cause(), true);
                return;
            }
            inForce = reached;
            failing = false;
            behind = false;
            Map<Long, Promise<Void>> passedBy = waiting.headMap(reached, true);
            List<Promise<Void>> done = new ArrayList<>(passedBy.values());
            passedBy.clear();
            done.addAll(answered);
            done.forEach(Promise::tryComplete);
            next();
        });
    }

    private void settle() {
        if (waiting.isEmpty()) {
            working = false;
        } else {
            pass(List.of());
        }
    }

    private void retry(String what, Throwable cause, boolean refuse) {
        if (closed) {
            working = false;
            return;
        }
        if (!failing) {
            LOG.warn("{}; trying again", what, cause);
        }
        failing = true;
        behind |= refuse;
        vertx.setTimer(RETRY_MILLIS, ignored -> {
            readers.add(Promise.promise());
            next();
        });
    }
}
