package io.rolegate.ram;

import io.rolegate.identity.Account;
import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.IdentityStore;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Page;
import io.rolegate.identity.Role;
import io.rolegate.identity.SessionRecord;
import io.rolegate.identity.WriteOrigin;
import io.rolegate.identity.repository.Accounts;
import io.rolegate.identity.repository.Attachments;
import io.rolegate.identity.repository.Groups;
import io.rolegate.identity.repository.LoginProfiles;
import io.rolegate.identity.repository.Policies;
import io.rolegate.identity.repository.Roles;
import io.rolegate.identity.repository.Sessions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An identity store of plain maps, without quotas or rollback, so that the operations' tests need no database. */
final class MemoryStore implements IdentityStore, IdentityTransaction {
    static final Instant NOW = Instant.parse("2026-11-01T10:20:30.400Z");

    final List<WriteOrigin> writes = new ArrayList<>();
    private final MemoryUsers users = new MemoryUsers();
    private final MemoryGroups groups = new MemoryGroups();
    private final MemoryLoginProfiles loginProfiles = new MemoryLoginProfiles();
    private final MemoryAccessKeys accessKeys = new MemoryAccessKeys();
    private final MemoryPolicies policies = new MemoryPolicies();
    private final MemoryAttachments attachments = new MemoryAttachments(this);
    private final MemoryTable<Role> roles = new MemoryTable<>("Role", Role::name);
    private final Map<String, Account> accounts = new TreeMap<>();

    static <T> CompletionStage<T> stage(Supplier<T> work) {
        try {
            return CompletableFuture.completedStage(work.get());
        } catch (RuntimeException refusal) {
            return CompletableFuture.failedStage(refusal);
        }
    }

    static CompletionStage<Void> done(Runnable work) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        try {
            work.run();
            done.complete(null);
        } catch (RuntimeException refusal) {
            done.completeExceptionally(refusal);
        }
        return done;
    }

    void add(Account account) {
        accounts.put(account.id(), account);
    }

    @Override
    public <T> CompletionStage<T> read(Function<IdentityTransaction, CompletionStage<T>> work) {
        return work.apply(this);
    }

    @Override
    public <T> CompletionStage<T> write(WriteOrigin origin, Function<IdentityTransaction, CompletionStage<T>> work) {
        writes.add(origin);
        return work.apply(this);
    }

    @Override
    public CompletionStage<Void> register(SessionRecord session) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Accounts accounts() {
        return new Accounts() {
            @Override
            public CompletionStage<Account> create(@Nullable String alias, String ownerPasswordHash) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletionStage<Optional<Account>> find(String accountId) {
                return stage(() -> Optional.ofNullable(accounts.get(accountId)));
            }

            @Override
            public CompletionStage<Optional<Account>> findByAlias(String alias) {
                return stage(() -> accounts.values().stream()
                        .filter(account -> alias.equals(account.alias()))
                        .findFirst());
            }

            @Override
            public CompletionStage<List<Account>> list() {
                return stage(() -> List.copyOf(accounts.values()));
            }

            @Override
            public CompletionStage<Account> setAlias(String accountId, @Nullable String alias) {
                return stage(() -> {
                    if (accounts.values().stream()
                            .anyMatch(other -> alias != null
                                    && alias.equals(other.alias())
                                    && !other.id().equals(accountId))) {
                        throw MemoryTable.refusal(Kind.ALREADY_EXISTS, "AccountAlias");
                    }
                    Account changed = new Account(accountId, alias, NOW);
                    accounts.put(accountId, changed);
                    return changed;
                });
            }

            @Override
            public CompletionStage<Optional<String>> ownerPasswordHash(String accountId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public CompletionStage<Void> setOwnerPasswordHash(String accountId, String hash) {
                throw new UnsupportedOperationException();
            }
        };
    }

    @Override
    public Roles roles() {
        return new Roles() {
            @Override
            public CompletionStage<Role> create(
                    String accountId, String name, String description, String trust, Duration maxSession) {
                return stage(() -> roles.add(
                        accountId, new Role("r-" + name, accountId, name, description, trust, maxSession, NOW, NOW)));
            }

            @Override
            public CompletionStage<Optional<Role>> find(String accountId, String name) {
                return stage(() -> roles.find(accountId, name));
            }

            @Override
            public CompletionStage<Role> require(String accountId, String name) {
                return stage(() -> roles.require(accountId, name));
            }

            @Override
            public CompletionStage<Role> update(
                    String accountId, String name, String description, String trust, Duration maxSession) {
                return stage(() -> {
                    Role old = roles.require(accountId, name);
                    Role changed = new Role(
                            old.id(), accountId, old.name(), description, trust, maxSession, old.createdAt(), NOW);
                    return roles.replace(accountId, name, changed);
                });
            }

            @Override
            public CompletionStage<Void> delete(String accountId, String name) {
                return done(() -> roles.delete(accountId, name));
            }

            @Override
            public CompletionStage<Page<Role>> list(String accountId, Page.Request page) {
                return stage(() -> roles.page(accountId, page));
            }
        };
    }

    @Override
    public MemoryUsers users() {
        return users;
    }

    @Override
    public Groups groups() {
        return groups;
    }

    @Override
    public MemoryAccessKeys accessKeys() {
        return accessKeys;
    }

    @Override
    public LoginProfiles loginProfiles() {
        return loginProfiles;
    }

    @Override
    public Policies policies() {
        return policies;
    }

    @Override
    public Attachments attachments() {
        return attachments;
    }

    @Override
    public Sessions sessions() {
        throw new UnsupportedOperationException();
    }

    List<Role> allRoles(String accountId) {
        return roles.all(accountId);
    }

    MemoryGroups memoryGroups() {
        return groups;
    }
}
