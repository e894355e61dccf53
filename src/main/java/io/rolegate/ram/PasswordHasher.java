package io.rolegate.ram;

import java.util.concurrent.CompletionStage;

/** Hashes log-on passwords off the event loop. A failed stage leaves the old password in force. */
@FunctionalInterface
public interface PasswordHasher {
    /** The hash to keep in the store. */
    CompletionStage<String> hash(String password);
}
