package io.rolegate.identity.transfer;

import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.transfer.AccountImage.Role;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.Map;
import java.util.TreeSet;

/** Roles. */
final class RoleComparison extends EntityComparison<Role> {
    private final PolicyLinks links;

    RoleComparison(String accountId, PlanBuilder plan) {
        super(accountId, plan, "roles", "role");
        this.links = new PolicyLinks(accountId, plan, (transaction, name) -> transaction
                .roles()
                .require(accountId, name)
                .thenApply(Target::of));
    }

    @Override
    void add(Part part, String name, Role role) {
        PlanBuilder.fields(part, Map.of(), role.fields());
        plan.step(Phase.ENTITIES, part, transaction -> transaction
                .roles()
                .create(accountId, name, role.description(), role.trustPolicy(), role.maxSessionDuration()));
        links.compare(part, name, new TreeSet<>(), role.policies());
    }

    @Override
    void change(Part part, String oldName, Role before, String name, Role after) {
        if (PlanBuilder.fields(part, before.fields(), after.fields())) {
            plan.step(Phase.ENTITIES, part, transaction -> transaction
                    .roles()
                    .update(accountId, name, after.description(), after.trustPolicy(), after.maxSessionDuration()));
        }
        links.compare(part, name, before.policies(), after.policies());
    }

    @Override
    void remove(Part part, String name, Role role) {
        links.unlinkAll(part, name, role.policies());
        plan.step(Phase.REMOVE, part, transaction -> transaction.roles().delete(accountId, name));
    }
}
