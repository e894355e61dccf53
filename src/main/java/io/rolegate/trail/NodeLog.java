package io.rolegate.trail;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The audit log of this node, where it is in a file. */
public final class NodeLog {
    private final @Nullable Path file;
    private final Executor reading;

    /**
     * @param file the log's current file; null where records go elsewhere
     * @param reading runs what reads files
     */
    public NodeLog(@Nullable Path file, Executor reading) {
        this.file = file;
        this.reading = reading;
    }

    /** Something that is read from the log's files. */
    interface Reading<T> {
        T read() throws IOException;
    }

    /** The log's current file; {@code ServiceUnavailable} where records go elsewhere. */
    Path current() {
        Path current = file;
        if (current == null) {
            throw new ApiException(ErrorCode.SERVICE_UNAVAILABLE, "The audit log of this gateway is not in a file.");
        }
        return current;
    }

    /** Reads where that keeps nobody waiting but other readers. */
    <T> CompletionStage<T> read(Reading<T> what) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return what.read();
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                reading);
    }
}
