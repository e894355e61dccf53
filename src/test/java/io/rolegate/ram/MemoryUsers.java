package io.rolegate.ram;

import static io.rolegate.ram.MemoryStore.NOW;
import static io.rolegate.ram.MemoryStore.done;
import static io.rolegate.ram.MemoryStore.stage;

import io.rolegate.identity.Page;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.repository.Users;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class MemoryUsers implements Users {
    private final MemoryTable<RamUser> rows = new MemoryTable<>("User", RamUser::name);

    List<RamUser> all(String accountId) {
        return rows.all(accountId);
    }

    @Override
    public CompletionStage<RamUser> create(String accountId, String name, RamUser.Details details) {
        return stage(() -> rows.add(accountId, new RamUser("u-" + name, accountId, name, details, NOW, NOW, null)));
    }

    @Override
    public CompletionStage<Optional<RamUser>> find(String accountId, String name) {
        return stage(() -> rows.find(accountId, name));
    }

    @Override
    public CompletionStage<Optional<RamUser>> findById(String accountId, String userId) {
        return stage(() -> rows.all(accountId).stream()
                .filter(user -> user.id().equals(userId))
                .findFirst());
    }

    @Override
    public CompletionStage<RamUser> require(String accountId, String name) {
        return stage(() -> rows.require(accountId, name));
    }

    @Override
    public CompletionStage<RamUser> update(String accountId, String name, String newName, RamUser.Details newDetails) {
        return stage(() -> {
            RamUser old = rows.require(accountId, name);
            RamUser changed = new RamUser(old.id(), accountId, newName, newDetails, old.createdAt(), NOW, null);
            return rows.replace(accountId, name, changed);
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return done(() -> rows.delete(accountId, name));
    }

    @Override
    public CompletionStage<Page<RamUser>> list(String accountId, Page.Request page) {
        return stage(() -> rows.page(accountId, page));
    }
}
