package io.rolegate.identity.transfer;

import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.transfer.AccountImage.Group;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Groups. Who is in them is said of the users. */
final class GroupComparison extends EntityComparison<Group> {
    private final PolicyLinks links;

    GroupComparison(String accountId, PlanBuilder plan) {
        super(accountId, plan, "groups", "group");
        this.links = new PolicyLinks(accountId, plan, (transaction, name) -> transaction
                .groups()
                .require(accountId, name)
                .thenApply(Target::of));
    }

    @Override
    void add(Part part, String name, Group group) {
        PlanBuilder.fields(part, Map.of(), group.fields());
        plan.step(Phase.ENTITIES, part, transaction -> transaction.groups().create(accountId, name, group.comments()));
        policies(part, name, null, group);
    }

    @Override
    void change(Part part, String oldName, Group before, String name, Group after) {
        boolean renamed = PlanBuilder.fields(part, Map.of("name", oldName), Map.of("name", name));
        boolean differs = PlanBuilder.fields(part, before.fields(), after.fields());
        if (renamed || differs) {
            plan.step(Phase.ENTITIES, part, transaction -> transaction
                    .groups()
                    .update(accountId, oldName, name, after.comments()));
        }
        policies(part, name, before, after);
    }

    @Override
    void remove(Part part, String name, Group group) {
        links.unlinkAll(part, name, group.policies());
        plan.step(Phase.REMOVE, part, transaction -> transaction.groups().delete(accountId, name));
    }

    private void policies(Part part, String name, @Nullable Group before, Group after) {
        links.compare(part, name, before == null ? new TreeSet<>() : before.policies(), after.policies());
    }
}
