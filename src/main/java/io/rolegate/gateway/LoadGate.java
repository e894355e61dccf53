package io.rolegate.gateway;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests away while an event loop can't keep up, before anything is spent on them; one for each event loop.
 *
 * <p>The loop is behind when a timer comes late: it has been busy with requests that lay there all at once. One such delay is
 * forgiven, since collecting garbage looks the same. In the next, requests are turned away from the moment on at which it has
 * lasted as long as it may; those before are served, and all of them leave sooner. A few are taken on in any delay: where so
 * few take that long, the machine is short of processor time or the process has just begun, and turning them away helps nobody.
 */
final class LoadGate {
    private static final int TICK_MILLIS = 50;
    private static final int FEW = 16;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final int most;
    private final long maxDelayNanos;
    private final LongSupplier nanoTime;
    private final AtomicInteger inProgress = new AtomicInteger();
    private final AtomicLong delayNanos = new AtomicLong();
    private long tickedAt;
    private int enteredSinceTick;

    /** @param nanoTime as {@link System#nanoTime} */
    LoadGate(GatewaySettings.LoadLimits limits, LongSupplier nanoTime) {
        this.most = limits.inProgressPerEventLoop();
        this.maxDelayNanos = limits.eventLoopDelay().toNanos();
        this.nanoTime = nanoTime;
        this.tickedAt = nanoTime.getAsLong();
    }

    /** Begins to measure the event loop that this is called on. */
    void watch(Vertx vertx) {
        // Not periodic: after a delay that would catch up tick by tick, and the last of them would find none.
        vertx.setTimer(TICK_MILLIS, tick -> {
            tick();
            watch(vertx);
        });
    }

    void tick() {
        long now = nanoTime.getAsLong();
        delayNanos.set(Math.max(0, now - tickedAt - TICK_MILLIS * NANOS_PER_MILLI));
        tickedAt = now;
        enteredSinceTick = 0;
    }

    /** Counts a request in; or says what there is too much of, and doesn't. On the event loop only. */
    @Nullable
    Overload enter() {
        if (most > 0 && inProgress.get() >= most) {
            return Overload.IN_PROGRESS;
        }
        if (maxDelayNanos > 0 && isBehind()) {
            return Overload.DELAY;
        }
        enteredSinceTick++;
        inProgress.incrementAndGet();
        return null;
    }

    private boolean isBehind() {
        return enteredSinceTick >= FEW
                && delayNanos.get() > maxDelayNanos
                && nanoTime.getAsLong() - tickedAt > maxDelayNanos + TICK_MILLIS * NANOS_PER_MILLI;
    }

    /** Counts a request out that was counted in. */
    void leave() {
        inProgress.decrementAndGet();
    }

    /** Requests counted in and not out yet. By any thread. */
    int inProgress() {
        return inProgress.get();
    }

    /** How much later than asked for the event loop last came to a task. By any thread. */
    long delayNanos() {
        return delayNanos.get();
    }
}
