package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.repository.Attachments.Attached;
import io.rolegate.identity.repository.Attachments.Entities;
import io.rolegate.ram.Definition.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which policies are attached to which users, groups and roles. */
final class AttachmentOperations {
    private AttachmentOperations() {}

    static List<Definition> definitions() {
        List<Definition> definitions = new ArrayList<>();
        for (PolicyHolder holder : PolicyHolder.values()) {
            Resources both = holder.resources().and(Resources.policy());
            definitions.add(Definition.write("AttachPolicyTo" + holder.entity(), both, call -> attach(call, holder)));
            definitions.add(Definition.write("DetachPolicyFrom" + holder.entity(), both, call -> detach(call, holder)));
            definitions.add(Definition.read(
                    "ListPoliciesFor" + holder.entity(), holder.resources(), call -> policies(call, holder)));
        }
        definitions.add(Definition.read("ListEntitiesForPolicy", Resources.policy(), AttachmentOperations::entities));
        return definitions;
    }

    private static Work attach(Invocation call, PolicyHolder holder) {
        return transaction -> policy(transaction, call)
                .thenCompose(policy -> holder.target(transaction, call)
                        .thenCompose(target -> transaction.attachments().attach(policy, target)))
                .thenApply(done -> Answer.empty());
    }

    private static Work detach(Invocation call, PolicyHolder holder) {
        return transaction -> policy(transaction, call)
                .thenCompose(policy -> holder.target(transaction, call)
                        .thenCompose(target -> transaction.attachments().detach(policy, target)))
                .thenApply(done -> Answer.empty());
    }

    private static Work policies(Invocation call, PolicyHolder holder) {
        Optional<Page.Request> page = Paging.asked(call.parameters());
        return transaction -> holder.target(transaction, call)
                .thenCompose(transaction.attachments()::policiesOf)
                .thenApply(policies -> new Fields()
                        .wholeOrPage(
                                "Policies",
                                "Policy",
                                policies,
                                page,
                                policy -> policy.item().type().wireName()
                                        + ' '
                                        + policy.item().name(),
                                AttachmentOperations::describePolicy)
                        .toAnswer());
    }

    private static Fields describePolicy(Attached<ManagedPolicy> policy) {
        return PolicyOperations.describe(policy.item()).put("AttachDate", policy.attachedAt());
    }

    private static Work entities(Invocation call) {
        return transaction -> policy(transaction, call)
                .thenCompose(policy -> transaction.attachments().entitiesOf(call.accountId(), policy))
                .thenApply(AttachmentOperations::describe);
    }

    private static CompletionStage<ManagedPolicy> policy(IdentityTransaction transaction, Invocation call) {
        PolicyType type = Rules.policyType(call.parameters());
        String name = call.parameters().require("PolicyName", Rules.POLICY_NAME);
        return transaction.policies().require(call.accountId(), type, name);
    }

    private static Answer describe(Entities entities) {
        return new Fields()
                .list(
                        "Users",
                        "User",
                        entities.users().stream()
                                .map(AttachmentOperations::describeUser)
                                .toList())
                .list(
                        "Groups",
                        "Group",
                        entities.groups().stream()
                                .map(AttachmentOperations::describeGroup)
                                .toList())
                .list(
                        "Roles",
                        "Role",
                        entities.roles().stream()
                                .map(AttachmentOperations::describeRole)
                                .toList())
                .toAnswer();
    }

    private static Fields describeUser(Attached<RamUser> user) {
        return new Fields()
                .put("UserId", user.item().id())
                .put("UserName", user.item().name())
                .put("DisplayName", user.item().details().displayName())
                .put("AttachDate", user.attachedAt());
    }

    private static Fields describeGroup(Attached<RamGroup> group) {
        return new Fields()
                .put("GroupName", group.item().name())
                .put("Comments", group.item().comments())
                .put("AttachDate", group.attachedAt());
    }

    private static Fields describeRole(Attached<Role> role) {
        return new Fields()
                .put("RoleId", role.item().id())
                .put("RoleName", role.item().name())
                .put("Arn", role.item().arn())
                .put("Description", role.item().description())
                .put("AttachDate", role.attachedAt());
    }
}
