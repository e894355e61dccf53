package io.rolegate.identity.store;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.rolegate.identity.Account;
import io.rolegate.identity.Directory;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.Revocations;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The directory in memory. Every key holds the revision that the answer must not be older than, so that after a change no old
 * answer is found, however late its load ended; old ones fade out by size and age. One load at a time for each key.
 */
final class CachedDirectory implements Directory {
    private static final Duration UNUSED = Duration.ofMinutes(10);
    /** Bounds how long a decrypted secret stays in memory. */
    private static final Duration SECRET_LIFE = Duration.ofMinutes(30);

    private final DirectoryLoader loader;
    private final BooleanSupplier mayServe;
    private final KnownAccessKeys knownKeys;
    private final LiveRevocations revocations;
    private final Map<String, Long> revisions = new ConcurrentHashMap<>();
    private final long firstPosition;
    private volatile long position;
    private volatile long accountsPosition;

    private final AsyncCache<Key, Optional<UserEntry>> users = cache(100_000, UNUSED);
    private final AsyncCache<Key, Optional<RoleEntry>> roles = cache(50_000, UNUSED);
    private final AsyncCache<Key, Optional<RoleEntry>> rolesByName = cache(50_000, UNUSED);
    private final AsyncCache<Key, Optional<OidcProvider>> oidcProviders = cache(10_000, UNUSED);
    private final AsyncCache<Key, Optional<String>> passwordMarks = cache(100_000, UNUSED);
    private final AsyncCache<Key, Optional<Account>> accounts = cache(50_000, UNUSED);
    private final AsyncCache<Key, Optional<KeyEntry>> keys = cache(100_000, SECRET_LIFE);
    /** An AccessKeyId belongs to one account for ever, and is never given out again once it is gone. */
    private final AsyncCache<String, Optional<String>> keyOwners = cache(200_000, UNUSED);

    private record Key(String accountId, String id, long revision) {}

    /** @param position what the loader's next answers will show at least */
    CachedDirectory(
            DirectoryLoader loader,
            KnownAccessKeys knownKeys,
            LiveRevocations revocations,
            long position,
            BooleanSupplier mayServe) {
        this.loader = loader;
        this.knownKeys = knownKeys;
        this.revocations = revocations;
        this.firstPosition = position;
        this.position = position;
        this.accountsPosition = position;
        this.mayServe = mayServe;
    }

    private static <K, V> AsyncCache<K, V> cache(long maximumSize, Duration life) {
        return Caffeine.newBuilder()
                .maximumSize(maximumSize)
                .expireAfterWrite(life)
                .executor(Runnable::run)
                .buildAsync();
    }

    /** Takes in committed changes, in order. */
    void apply(List<Change.Batch> batches) {
        for (Change.Batch batch : batches) {
            for (Change change : batch.changes()) {
                apply(change, batch.position());
            }
            position = Math.max(position, batch.position());
        }
    }

    private void apply(Change change, long at) {
        if (change.kind() == ChangeKind.ACCESS_KEY) {
            knownKeys.add(change.entity());
        }
        if (change.kind() == ChangeKind.ACCOUNT) {
            accountsPosition = at;
        }
        if (change.kind() != ChangeKind.REVOCATION) {
            revisions.merge(change.accountId(), at, Math::max);
        }
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long revision(String accountId) {
        Long revision = revisions.get(accountId);
        return revision == null ? firstPosition : revision;
    }

    @Override
    public boolean mayServe() {
        return mayServe.getAsBoolean();
    }

    @Override
    public Revocations revocations(String accountId) {
        return revocations.of(accountId);
    }

    @Override
    public CompletionStage<Optional<KeyEntry>> accessKey(String accessKeyId) {
        if (!knownKeys.contains(accessKeyId)) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        CompletableFuture<Optional<String>> owner =
                keyOwners.get(accessKeyId, (id, executor) -> load(loader.accessKeyOwner(id)));
        if (owner.isDone() && !owner.isCompletedExceptionally()) {
            return keyOf(owner.join(), accessKeyId);
        }
        return owner.thenCompose(accountId -> keyOf(accountId, accessKeyId));
    }

    private CompletionStage<Optional<KeyEntry>> keyOf(Optional<String> accountId, String accessKeyId) {
        if (accountId.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        return keys.get(key(accountId.get(), accessKeyId), (key, executor) -> load(loader.accessKey(key.id())));
    }

    @Override
    public CompletionStage<Optional<String>> passwordMark(String accountId, @Nullable String userId) {
        return passwordMarks.get(
                key(accountId, userId == null ? "" : userId),
                (key, executor) ->
                        load(loader.passwordMark(key.accountId(), key.id().isEmpty() ? null : key.id())));
    }

    @Override
    public CompletionStage<Optional<UserEntry>> user(String accountId, String userId) {
        return users.get(
                key(accountId, userId),
                (key, executor) -> load(loader.user(key.accountId(), key.id(), key.revision())));
    }

    @Override
    public CompletionStage<Optional<RoleEntry>> role(String accountId, String roleId) {
        return roles.get(
                key(accountId, roleId),
                (key, executor) -> load(loader.role(key.accountId(), key.id(), key.revision())));
    }

    @Override
    public CompletionStage<Optional<RoleEntry>> roleNamed(String accountId, String roleName) {
        return rolesByName.get(
                key(accountId, Names.fold(roleName)),
                (key, executor) -> load(loader.roleNamed(key.accountId(), key.id(), key.revision())));
    }

    @Override
    public CompletionStage<Optional<OidcProvider>> oidcProvider(String accountId, String name) {
        return oidcProviders.get(
                key(accountId, Names.fold(name)),
                (key, executor) -> load(loader.oidcProvider(key.accountId(), key.id())));
    }

    @Override
    public CompletionStage<Optional<Account>> account(String idOrAlias) {
        String name = Names.fold(idOrAlias);
        return accounts.get(
                new Key(name, "", accountsPosition), (key, executor) -> load(loader.account(key.accountId())));
    }

    private Key key(String accountId, String id) {
        return new Key(accountId, id, revision(accountId));
    }

    private static <T> CompletableFuture<T> load(Future<T> loading) {
        return loading.toCompletionStage().toCompletableFuture();
    }

    long cachedUsers() {
        return users.synchronous().estimatedSize();
    }

    long cachedRoles() {
        return roles.synchronous().estimatedSize() + rolesByName.synchronous().estimatedSize();
    }

    long cachedAccessKeys() {
        return keys.synchronous().estimatedSize();
    }
}
