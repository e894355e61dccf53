package io.rolegate.identity;

import org.jspecify.annotations.Nullable;

/** The store is locked by another process, unreachable, or gone away. The message names the holder where it is known. */
public final class StoreUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
