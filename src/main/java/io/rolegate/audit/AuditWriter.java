package io.rolegate.audit;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that empties the queue into the sink, batch by batch, and knows whether that works. */
final class AuditWriter implements Runnable {

    private static final int MAX_BATCH_RECORDS = 1024;
    private static final int MAX_BATCH_BYTES = 256 * 1024;
    private static final long RETRY_NANOS = Duration.ofSeconds(1).toNanos();
    private static final long CLOSE_GRACE_NANOS = Duration.ofSeconds(2).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

    private final RecordQueue queue;
    private final AuditSink sink;
    private final long flushNanos;
    private final long retryNanos;
    private final @Nullable HashChain chain;
    private final AuditJson json;
    private final AtomicLong unrecorded = new AtomicLong();
    private final Promise<Void> finished = Promise.promise();
    private final Thread thread = new Thread(this, "rolegate-audit");
    private ByteBuffer batch = ByteBuffer.allocate(0);
    private int batchRecords;
    private long closingSince;
    private volatile long lines;
    private volatile boolean failing;
    private volatile boolean closing;
    private volatile boolean ended;

    AuditWriter(RecordQueue queue, AuditSink sink, @Nullable HashChain chain, Duration flushInterval) {
        this.queue = queue;
        this.sink = sink;
        this.chain = chain;
        this.json = new AuditJson(chain);
        this.flushNanos = flushInterval.toNanos();
        this.retryNanos = Math.max(RETRY_NANOS, flushNanos);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** Writes what is queued now, rather than when the flush interval is over. */
    void wake() {
        LockSupport.unpark(thread);
    }

    Future<Void> close() {
        closing = true;
        wake();
        return finished.future();
    }

    boolean isFailing() {
        return failing;
    }

    boolean isClosing() {
        return closing;
    }

    boolean hasEnded() {
        return ended;
    }

    long unrecorded() {
        return unrecorded.get();
    }

    void countUnrecorded() {
        unrecorded.incrementAndGet();
    }

    long lines() {
        return lines;
    }

    /** Counts records that came when nobody writes any more. */
    synchronized void countLeftovers() {
        while (queue.poll() != null) {
            queue.giveBack(1);
            unrecorded.incrementAndGet();
        }
    }

    @Override
    public void run() {
        try {
            mark(ChainMark.BEGIN);
            while (!isDone()) {
                boolean wrote = drain();
                if (!isDone()) {
                    LockSupport.parkNanos(wrote || closing ? flushNanos : retryNanos);
                }
            }
        } finally {
            end();
        }
    }

    /** After closing began: once every place has come back, or the grace for those still out is over. */
    private boolean isDone() {
        if (!closing) {
            return false;
        }
        if (closingSince == 0) {
            closingSince = System.nanoTime() | 1;
            return false;
        }
        return queue.taken() == 0 || failing || System.nanoTime() - closingSince > CLOSE_GRACE_NANOS;
    }

    /** Puts a line about the log itself into the batch, which must be empty. */
    private void mark(ChainMark mark) {
        json.reset();
        json.mark(mark, Instant.now());
        batch = json.rendered();
    }

    /** Writes all there is, and says whether that worked. */
    private boolean drain() {
        boolean written = writeBatch();
        while (written && collect()) {
            written = writeBatch();
        }
        return written;
    }

    private boolean collect() {
        json.reset();
        AuditRecord record = queue.poll();
        while (record != null) {
            json.append(record);
            batchRecords++;
            record = batchRecords < MAX_BATCH_RECORDS && json.size() < MAX_BATCH_BYTES ? queue.poll() : null;
        }
        batch = json.rendered();
        return batchRecords > 0;
    }

    private boolean writeBatch() {
        if (!batch.hasRemaining()) {
            return true;
        }
        try {
            sink.write(batch);
        } catch (IOException | RuntimeException failure) {
            if (!failing) {
                failing = true;
                LOG.error("Audit records can't be written; trying again until they can", failure);
            }
            return false;
        }
        if (failing) {
            failing = false;
            LOG.info("Audit records are written again");
        }
        queue.giveBack(batchRecords);
        batchRecords = 0;
        if (chain != null) {
            lines = chain.sequence();
        }
        return true;
    }

    private void end() {
        closing = true;
        ended = true;
        long before = unrecorded.getAndAdd(batchRecords);
        queue.giveBack(batchRecords);
        countLeftovers();
        if (!batch.hasRemaining()) {
            mark(ChainMark.END);
            writeBatch();
        }
        try {
            sink.close();
        } catch (IOException failure) {
            LOG.warn("The audit log was not closed cleanly", failure);
        }
        long lost = unrecorded.get() - before;
        if (lost == 0) {
            finished.complete();
        } else {
            finished.fail(new IOException(lost + " audit records could not be written before the log was closed"));
        }
    }
}
