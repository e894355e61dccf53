package io.rolegate.identity.store;

import io.rolegate.identity.SessionRecord;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Enters sessions in the register: at once while nothing is being written, else together with all others that have come
 * meanwhile. So nobody is told of a session that is not in the register, and many at once still cost few commits.
 */
final class RegisterQueue {
    private static final int MOST_AT_ONCE = 250;

    private final Function<List<SessionRecord>, Future<Void>> writer;
    private final Queue<Entry> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    /** @param writer writes all of some sessions or none */
    RegisterQueue(Function<List<SessionRecord>, Future<Void>> writer) {
        this.writer = writer;
    }

    private record Entry(SessionRecord session, Promise<Void> written) {}

    /** Completes once the session's entry is committed. */
    Future<Void> add(SessionRecord session) {
        Promise<Void> written = Promise.promise();
        waiting.add(new Entry(session, written));
        write();
        return written.future();
    }

    private void write() {
        while (!waiting.isEmpty() && writing.compareAndSet(false, true)) {
            List<Entry> batch = take();
            if (batch.isEmpty()) {
                writing.set(false);
                continue;
            }
            writer.apply(batch.stream().map(Entry::session).toList()).onComplete(result -> {
                writing.set(false);
                write();
                batch.forEach(entry -> entry.written().handle(result));
            });
        }
    }

    private List<Entry> take() {
        List<Entry> batch = new ArrayList<>();
        while (batch.size() < MOST_AT_ONCE) {
            Entry next = waiting.poll();
            if (next == null) {
                break;
            }
            batch.add(next);
        }
        return batch;
    }
}
