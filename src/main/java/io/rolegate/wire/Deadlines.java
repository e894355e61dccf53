package io.rolegate.wire;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks at everything that must not last for ever, every half second, so that requests need no timers of their own. One instance
 * an event loop; deadlines are late by up to a second.
 */
final class Deadlines {
    /** Stands for "has not begun to wait". */
    static final int NONE = -1;

    private static final int TICK_MILLIS = 500;

    private final Vertx vertx;
    private final List<Watch> watched = new ArrayList<>();
    private final long timer;
    private int now;

    /** A connection's place among the others. */
    static final class Watch {
        private final WireConnection connection;
        private int place;

        private Watch(WireConnection connection, int place) {
            this.connection = connection;
            this.place = place;
        }
    }

    Deadlines(Vertx vertx) {
        this.vertx = vertx;
        this.timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
    }

    /** Ticks since the beginning. */
    int now() {
        return now;
    }

    /** A duration in ticks, rounded up; as good as never where it is zero. */
    static int ticks(Duration duration) {
        return duration.isZero()
                ? Integer.MAX_VALUE
                : Math.toIntExact((duration.toMillis() + TICK_MILLIS - 1) / TICK_MILLIS);
    }

    Watch add(WireConnection connection) {
        Watch watch = new Watch(connection, watched.size());
        watched.add(watch);
        return watch;
    }

    void remove(Watch watch) {
        Watch last = watched.remove(watched.size() - 1);
        if (last != watch) {
            watched.set(watch.place, last);
            last.place = watch.place;
        }
    }

    private void tick() {
        now++;
        // From the end, as whoever is late may be removed, and others with him.
        for (int index = watched.size() - 1; index >= 0; index--) {
            if (index < watched.size()) {
                watched.get(index).connection.check(now);
            }
        }
    }

    void stop() {
        vertx.cancelTimer(timer);
    }
}
