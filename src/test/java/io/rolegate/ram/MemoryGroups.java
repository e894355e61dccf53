package io.rolegate.ram;

import static io.rolegate.ram.MemoryStore.NOW;
import static io.rolegate.ram.MemoryStore.done;
import static io.rolegate.ram.MemoryStore.stage;

import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.Page;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.repository.Groups;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

final class MemoryGroups implements Groups {
    private record Member(RamGroup group, RamUser user) {}

    private final MemoryTable<RamGroup> rows = new MemoryTable<>("Group", RamGroup::name);
    private final List<Member> members = new ArrayList<>();

    List<RamGroup> all(String accountId) {
        return rows.all(accountId);
    }

    @Override
    public CompletionStage<RamGroup> create(String accountId, String name, String comments) {
        return stage(() -> rows.add(accountId, new RamGroup("g-" + name, accountId, name, comments, NOW, NOW)));
    }

    @Override
    public CompletionStage<Optional<RamGroup>> find(String accountId, String name) {
        return stage(() -> rows.find(accountId, name));
    }

    @Override
    public CompletionStage<RamGroup> require(String accountId, String name) {
        return stage(() -> rows.require(accountId, name));
    }

    @Override
    public CompletionStage<RamGroup> update(String accountId, String name, String newName, String newComments) {
        return stage(() -> {
            RamGroup old = rows.require(accountId, name);
            RamGroup changed = new RamGroup(old.id(), accountId, newName, newComments, old.createdAt(), NOW);
            return rows.replace(accountId, name, changed);
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return done(() -> rows.delete(accountId, name));
    }

    @Override
    public CompletionStage<Page<RamGroup>> list(String accountId, Page.Request page) {
        return stage(() -> rows.page(accountId, page));
    }

    @Override
    public CompletionStage<Void> addUser(RamGroup group, RamUser user) {
        return done(() -> {
            if (members.contains(new Member(group, user))) {
                throw MemoryTable.refusal(Kind.ALREADY_EXISTS, "User.Group");
            }
            members.add(new Member(group, user));
        });
    }

    @Override
    public CompletionStage<Void> removeUser(RamGroup group, RamUser user) {
        return done(() -> {
            if (!members.remove(new Member(group, user))) {
                throw MemoryTable.refusal(Kind.NOT_EXIST, "User.Group");
            }
        });
    }

    @Override
    public CompletionStage<List<Membership<RamGroup>>> groupsOf(RamUser user) {
        return stage(() -> members.stream()
                .filter(member -> member.user().equals(user))
                .map(member -> new Membership<>(member.group(), NOW))
                .toList());
    }

    @Override
    public CompletionStage<Page<Membership<RamUser>>> usersOf(RamGroup group, Page.Request page) {
        List<Membership<RamUser>> users = members.stream()
                .filter(member -> member.group().equals(group))
                .map(member -> new Membership<>(member.user(), NOW))
                .toList();
        return stage(() -> MemoryTable.page(users, user -> user.member().name(), page));
    }
}
