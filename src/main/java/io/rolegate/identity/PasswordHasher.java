package io.rolegate.identity;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link PasswordHash} off the event loop. A failed stage leaves the old password in force, and is no log-on. */
public interface PasswordHasher {
    /** The hash of a new password, empty where it is one of the earlier ones, newest first. */
    CompletionStage<Optional<String>> successor(String password, List<String> earlier);

    /** Whether the password is the one hashed; null, for unknown users, is as much work and always false. */
    CompletionStage<Boolean> verify(String password, @Nullable String hash);
}
