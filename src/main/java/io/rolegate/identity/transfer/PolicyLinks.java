package io.rolegate.identity.transfer;

import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.transfer.Plan.Action;
import io.rolegate.identity.transfer.Plan.Phase;
import io.rolegate.identity.transfer.PlanBuilder.Part;
import java.util.SortedSet;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

/** The policies that are attached to users, groups or roles. */
final class PolicyLinks {
    private final String accountId;
    private final PlanBuilder plan;
    private final Targets targets;

    PolicyLinks(String accountId, PlanBuilder plan, Targets targets) {
        this.accountId = accountId;
        this.plan = plan;
        this.targets = targets;
    }

    /** Finds what policies are attached to, by its name. */
    @FunctionalInterface
    interface Targets {
        CompletionStage<Target> find(IdentityTransaction transaction, String name);
    }

    void compare(Part part, String name, SortedSet<String> present, SortedSet<String> wanted) {
        plan.links(
                part.at("policies"), "policy", present, wanted, link -> attach(name, link), link -> detach(name, link));
    }

    /** Detaches everything from what is to be removed. */
    void unlinkAll(Part part, String name, SortedSet<String> present) {
        present.forEach(link -> plan.step(Phase.UNLINK, part, detach(name, link)));
    }

    private Action attach(String name, String link) {
        return onBoth(
                name, link, (transaction, both) -> transaction.attachments().attach(both.policy(), both.target()));
    }

    private Action detach(String name, String link) {
        return onBoth(
                name, link, (transaction, both) -> transaction.attachments().detach(both.policy(), both.target()));
    }

    private record Both(ManagedPolicy policy, Target target) {}

    private Action onBoth(String name, String text, BiFunction<IdentityTransaction, Both, CompletionStage<Void>> work) {
        PolicyLink link =
                PolicyLink.parse(text).orElseThrow(() -> new IllegalArgumentException("no policy type in " + text));
        return transaction -> targets.find(transaction, name).thenCompose(target -> transaction
                .policies()
                .require(accountId, link.type(), link.name())
                .thenCompose(policy -> work.apply(transaction, new Both(policy, target))));
    }
}
