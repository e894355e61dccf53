package io.rolegate.identity.store;

import org.jspecify.annotations.Nullable;

/** The store can't be opened as it is configured: no or the wrong key, a bad URL, refused credentials. */
public final class StoreConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StoreConfigurationException(String message) {
        this(message, null);
    }

    public StoreConfigurationException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
