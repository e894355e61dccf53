package io.rolegate.ram;

import static io.rolegate.ram.MemoryStore.NOW;
import static io.rolegate.ram.MemoryStore.done;
import static io.rolegate.ram.MemoryStore.stage;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.Secret;
import io.rolegate.identity.repository.AccessKeys;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

final class MemoryAccessKeys implements AccessKeys {
    private final Map<String, AccessKey> rows = new TreeMap<>();
    private final Set<String> used = new HashSet<>();

    void use(String accessKeyId) {
        used.add(accessKeyId);
    }

    private AccessKey require(String accountId, @Nullable String userId, String keyId) {
        AccessKey key = rows.get(keyId);
        if (key == null || !key.accountId().equals(accountId) || !Objects.equals(key.userId(), userId)) {
            throw MemoryTable.refusal(Kind.NOT_EXIST, "User.AccessKey");
        }
        return key;
    }

    @Override
    public CompletionStage<KeyEntry> create(String accountId, @Nullable String userId) {
        return stage(() -> {
            String id = "LTAI" + rows.size();
            AccessKey key = new AccessKey(id, accountId, userId, KeyStatus.ACTIVE, NOW);
            rows.put(id, key);
            return new KeyEntry(key, Secret.of("secret of " + id));
        });
    }

    @Override
    public CompletionStage<List<AccessKey>> list(String accountId, @Nullable String userId) {
        return stage(() -> rows.values().stream()
                .filter(key -> key.accountId().equals(accountId) && Objects.equals(key.userId(), userId))
                .toList());
    }

    @Override
    public CompletionStage<Void> setStatus(String accountId, @Nullable String userId, String keyId, KeyStatus status) {
        return done(() -> {
            AccessKey key = require(accountId, userId, keyId);
            rows.put(keyId, new AccessKey(keyId, accountId, userId, status, key.createdAt()));
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, @Nullable String userId, String keyId) {
        return done(() -> {
            require(accountId, userId, keyId);
            rows.remove(keyId);
        });
    }

    @Override
    public CompletionStage<Optional<Instant>> lastUsed(String accountId, @Nullable String userId, String keyId) {
        return stage(() -> {
            require(accountId, userId, keyId);
            return used.contains(keyId) ? Optional.of(NOW) : Optional.empty();
        });
    }
}
