package io.rolegate.identity.repository;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Long-term access keys. A null user id means the account's owner. */
public interface AccessKeys {
    /** Makes a key with a new id and secret; fails with {@code LIMIT_EXCEEDED User.AccessKey}. */
    CompletionStage<KeyEntry> create(String accountId, @Nullable String userId);

    /**
     * Brings a key in that was made elsewhere; fails with {@code ALREADY_EXISTS User.AccessKey} where any account has it, or
     * {@code LIMIT_EXCEEDED User.AccessKey}.
     */
    CompletionStage<Void> restore(
            String accountId, @Nullable String userId, String accessKeyId, Secret secret, KeyStatus status);

    CompletionStage<List<AccessKey>> list(String accountId, @Nullable String userId);

    /** Fails with {@code NOT_EXIST User.AccessKey}. */
    CompletionStage<Void> setStatus(String accountId, @Nullable String userId, String accessKeyId, KeyStatus status);

    /** Fails with {@code NOT_EXIST User.AccessKey}. */
    CompletionStage<Void> delete(String accountId, @Nullable String userId, String accessKeyId);

    /** When the key was last used, empty if never; fails with {@code NOT_EXIST User.AccessKey}. */
    CompletionStage<Optional<Instant>> lastUsed(String accountId, @Nullable String userId, String accessKeyId);
}
