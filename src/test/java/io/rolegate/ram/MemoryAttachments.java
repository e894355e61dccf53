package io.rolegate.ram;

import static io.rolegate.ram.MemoryStore.NOW;
import static io.rolegate.ram.MemoryStore.done;
import static io.rolegate.ram.MemoryStore.stage;

import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.repository.Attachments;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

final class MemoryAttachments implements Attachments {
    private record Attachment(ManagedPolicy policy, Target target) {}

    private final List<Attachment> rows = new ArrayList<>();
    private final MemoryStore store;

    MemoryAttachments(MemoryStore store) {
        this.store = store;
    }

    @Override
    public CompletionStage<Void> attach(ManagedPolicy policy, Target target) {
        return done(() -> {
            if (rows.contains(new Attachment(policy, target))) {
                throw MemoryTable.refusal(Kind.ALREADY_EXISTS, target.kind().entity() + ".Policy");
            }
            rows.add(new Attachment(policy, target));
        });
    }

    @Override
    public CompletionStage<Void> detach(ManagedPolicy policy, Target target) {
        return done(() -> {
            if (!rows.remove(new Attachment(policy, target))) {
                throw MemoryTable.refusal(Kind.NOT_EXIST, target.kind().entity() + ".Policy");
            }
        });
    }

    @Override
    public CompletionStage<List<Attached<ManagedPolicy>>> policiesOf(Target target) {
        return stage(() -> rows.stream()
                .filter(row -> row.target().equals(target))
                .map(row -> new Attached<>(row.policy(), NOW))
                .toList());
    }

    @Override
    public CompletionStage<Entities> entitiesOf(String accountId, ManagedPolicy policy) {
        return stage(() -> new Entities(
                holders(policy, store.users().all(accountId), Target::of),
                holders(policy, store.memoryGroups().all(accountId), Target::of),
                holders(policy, store.allRoles(accountId), Target::of)));
    }

    private <T> List<Attached<T>> holders(ManagedPolicy policy, List<T> all, Function<T, Target> target) {
        return all.stream()
                .filter(entity -> rows.contains(new Attachment(policy, target.apply(entity))))
                .map(entity -> new Attached<>(entity, NOW))
                .toList();
    }
}
