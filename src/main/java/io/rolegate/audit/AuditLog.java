package io.rolegate.audit;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Where decisions are recorded. A request takes a place before it is forwarded, so that what has been done can always be
 * written down. No method blocks; all may be called from any thread.
 */
public interface AuditLog {

    /**
     * Takes a place for one record. The taker must complete or abandon it.
     *
     * @return null where there is none and requests are then to be refused: the queue is full, records can't be written, or
     *     the log is closed. Where the settings say to count, never null: the record is then counted as unrecorded
     */
    @Nullable
    Slot reserve();

    /** Writes what is queued, waits a short while for places still out, and releases the file. Fails if records were lost. */
    Future<Void> close();

    /** How many records could not be kept since the start. */
    long unrecorded();

    /** The number of the last line that was written, counted from the log's first; 0 where lines are not numbered. */
    long lines();

    /** How many places are taken: by requests under way, and by records not yet written. */
    int pending();

    /** A place for one record. Only the first call of either method counts. */
    interface Slot {

        /** Hands the record over to be written. */
        void complete(AuditRecord record);

        /** Gives the place back: there is nothing to record. */
        void abandon();
    }
}
