package io.rolegate.audit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How decisions are recorded.
 *
 * @param file the file that lines are appended to; null sends them to the logger {@code rolegate.audit}
 * @param keyFile holds the key of the file's hash chain, and is made where it is missing; null stands for the file's name
 *     with {@code .key} added
 * @param rotateBytes how large the file may become before it is renamed and a new one begun; 0 for any size
 * @param keepFiles how many renamed files are kept; 0 for all
 * @param queueCapacity the most records that may be under way or waiting, from 1 to 4,194,304
 * @param onOverflow what to do when there are more
 * @param flushInterval the longest that a record waits before it is written
 * @param force whether each batch is forced to the device, so that it survives a crash of the machine and not only one of
 *     the process
 */
public record AuditSettings(
        @Nullable Path file,
        @Nullable Path keyFile,
        long rotateBytes,
        int keepFiles,
        int queueCapacity,
        OnOverflow onOverflow,
        Duration flushInterval,
        boolean force) {

    private static final int LARGEST_QUEUE = 1 << 22;
    private static final long DEFAULT_ROTATE_BYTES = 256L << 20;

    public AuditSettings {
        Objects.requireNonNull(onOverflow, "onOverflow");
        Objects.requireNonNull(flushInterval, "flushInterval");
        if (rotateBytes < 0 || keepFiles < 0) {
            throw new IllegalArgumentException("rotateBytes and keepFiles must not be negative");
        }
        if (queueCapacity < 1 || queueCapacity > LARGEST_QUEUE) {
            throw new IllegalArgumentException(
                    "queueCapacity must be from 1 to " + LARGEST_QUEUE + ", not " + queueCapacity);
        }
        if (flushInterval.compareTo(Duration.ofMillis(1)) < 0 || flushInterval.compareTo(Duration.ofMinutes(1)) > 0) {
            throw new IllegalArgumentException("flushInterval must be from 1 ms to 1 minute, not " + flushInterval);
        }
    }

    /** The file of the chain's key, for a log that is in a file. */
    Path keyFileOf(Path log) {
        return keyFile == null ? ChainKey.fileBeside(log) : keyFile;
    }

    /** 65,536 places, refusing beyond them, written every 20 ms to the given file, which is renamed at 256 MiB. */
    public static AuditSettings defaults(@Nullable Path file) {
        return new AuditSettings(
                file, null, DEFAULT_ROTATE_BYTES, 0, 65_536, OnOverflow.REFUSE, Duration.ofMillis(20), false);
    }
}
