package io.rolegate.audit;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as lines of JSON, from a bounded queue that one thread of its own empties in batches. Requests only count a
 * place and store a reference: they never wait for the file, nor wake the thread while the queue is less than half full.
 *
 * <p>When writing fails, no place is given under {@link OnOverflow#REFUSE} until it works again; what was queued is kept and
 * written then.
 */
public final class JsonLinesAuditLog implements AuditLog {

    private final RecordQueue queue;
    private final AuditWriter writer;
    private final OnOverflow onOverflow;
    private final int crowded;

    private JsonLinesAuditLog(AuditSettings settings, AuditSink sink, @Nullable HashChain chain) {
        queue = new RecordQueue(settings.queueCapacity());
        writer = new AuditWriter(queue, sink, chain, settings.flushInterval());
        onOverflow = settings.onOverflow();
        crowded = settings.queueCapacity() / 2;
    }

    /**
     * Opens the file, with its directories, and starts writing.
     *
     * @throws IOException if the file can't be opened for appending
     */
    public static JsonLinesAuditLog open(AuditSettings settings) throws IOException {
        Path file = settings.file();
        if (file == null) {
            return start(settings, new LoggerSink(), null);
        }
        ChainKey key = ChainKey.readOrMake(settings.keyFileOf(file));
        FileSink sink = new FileSink(file, settings.force(), settings.rotateBytes(), settings.keepFiles());
        try {
            ChainHead head = ChainHead.of(file);
            return start(settings, sink, new HashChain(key, head.sequence(), head.hash()));
        } catch (IOException failure) {
            sink.close();
            throw failure;
        }
    }

    static JsonLinesAuditLog start(AuditSettings settings, AuditSink sink, @Nullable HashChain chain) {
        JsonLinesAuditLog log = new JsonLinesAuditLog(settings, sink, chain);
        log.writer.start();
        return log;
    }

    @Override
    public @Nullable Slot reserve() {
        boolean refusing = writer.isClosing() || (writer.isFailing() && onOverflow == OnOverflow.REFUSE);
        if (!refusing && queue.take()) {
            return new Place(true);
        }
        return onOverflow == OnOverflow.REFUSE ? null : new Place(false);
    }

    @Override
    public Future<Void> close() {
        return writer.close();
    }

    @Override
    public long unrecorded() {
        return writer.unrecorded();
    }

    @Override
    public long lines() {
        return writer.lines();
    }

    @Override
    public int pending() {
        return queue.taken();
    }

    private void record(AuditRecord record) {
        queue.add(record);
        if (writer.hasEnded()) {
            writer.countLeftovers();
        } else if (queue.taken() > crowded) {
            writer.wake();
        }
    }

    private final class Place implements Slot {

        private static final AtomicIntegerFieldUpdater<Place> USED =
                AtomicIntegerFieldUpdater.newUpdater(Place.class, "used");

        private final boolean inQueue;

        @SuppressWarnings("UnusedVariable") // by USED
        private volatile int used;

        Place(boolean inQueue) {
            this.inQueue = inQueue;
        }

        @Override
        public void complete(AuditRecord record) {
            if (!USED.compareAndSet(this, 0, 1)) {
                return;
            }
            if (inQueue) {
                record(record);
            } else {
                writer.countUnrecorded();
            }
        }

        @Override
        public void abandon() {
            if (USED.compareAndSet(this, 0, 1) && inQueue) {
                queue.giveBack(1);
            }
        }
    }
}
