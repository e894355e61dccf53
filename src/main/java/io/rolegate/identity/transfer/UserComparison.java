package io.rolegate.identity.transfer;

import io.rolegate.identity.RamUser;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.transfer.AccountImage.User;
import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.List;
import java.util.Map;

/** Users, with their groups, policies, login profiles and access keys. */
final class UserComparison extends EntityComparison<User> {
    private final PolicyLinks links;

    UserComparison(String accountId, PlanBuilder plan) {
        super(accountId, plan, "users", "user");
        this.links = new PolicyLinks(accountId, plan, (transaction, name) -> transaction
                .users()
                .require(accountId, name)
                .thenApply(Target::of));
    }

    @Override
    void add(Part part, String name, User user) {
        PlanBuilder.fields(part, Map.of(), user.fields());
        plan.step(Phase.ENTITIES, part, transaction -> transaction.users().create(accountId, name, user.details()));
        belongings(part, name, nobody(), user);
    }

    @Override
    void change(Part part, String oldName, User before, String name, User after) {
        boolean renamed = PlanBuilder.fields(part, Map.of("name", oldName), Map.of("name", name));
        boolean differs = PlanBuilder.fields(part, before.fields(), after.fields());
        if (renamed || differs) {
            plan.step(Phase.ENTITIES, part, transaction -> transaction
                    .users()
                    .update(accountId, oldName, name, after.details()));
        }
        belongings(part, name, before, after);
    }

    private void belongings(Part part, String name, User before, User after) {
        plan.links(
                part.at("groups"),
                "group",
                before.groups(),
                after.groups(),
                group -> join(name, group),
                group -> leave(name, group));
        links.compare(part, name, before.policies(), after.policies());
        new LoginComparison(accountId, plan, name).compare(part, before.login(), after.login());
        new KeyComparison(accountId, plan, name).compare(part, before.accessKeys(), after.accessKeys());
    }

    @Override
    void remove(Part part, String name, User user) {
        user.groups().forEach(group -> plan.step(Phase.UNLINK, part, leave(name, group)));
        links.unlinkAll(part, name, user.policies());
        KeyComparison keys = new KeyComparison(accountId, plan, name);
        user.accessKeys().items().keySet().forEach(id -> keys.remove(part, id));
        if (user.login() != null) {
            new LoginComparison(accountId, plan, name).remove(part);
        }
        plan.step(Phase.UNLINK, part, transaction -> transaction
                .users()
                .require(accountId, name)
                .thenCompose(present -> DeviceComparison.unbind(transaction, present)));
        plan.step(Phase.REMOVE, part, transaction -> transaction.users().delete(accountId, name));
    }

    private Action join(String name, String group) {
        return transaction -> transaction.users().require(accountId, name).thenCompose(user -> transaction
                .groups()
                .require(accountId, group)
                .thenCompose(found -> transaction.groups().addUser(found, user)));
    }

    private Action leave(String name, String group) {
        return transaction -> transaction.users().require(accountId, name).thenCompose(user -> transaction
                .groups()
                .require(accountId, group)
                .thenCompose(found -> transaction.groups().removeUser(found, user)));
    }

    /** What a user begins with. */
    private static User nobody() {
        return new User(
                new RamUser.Details("", "", "", ""),
                AccountImage.names(List.of()),
                AccountImage.names(List.of()),
                null,
                Section.of(Map.of()));
    }
}
