package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Page;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.repository.Groups.Membership;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Which users are in which groups. */
final class MembershipOperations {
    private MembershipOperations() {}

    static List<Definition> definitions() {
        Resources both = Resources.group().and(Resources.user());
        return List.of(
                Definition.write("AddUserToGroup", both, MembershipOperations::add),
                Definition.write("RemoveUserFromGroup", both, MembershipOperations::remove),
                Definition.read("ListGroupsForUser", Resources.user(), MembershipOperations::groups),
                Definition.read("ListUsersForGroup", Resources.group(), MembershipOperations::users));
    }

    private static Work add(Invocation call) {
        return transaction -> group(transaction, call)
                .thenCompose(group -> user(transaction, call)
                        .thenCompose(user -> transaction.groups().addUser(group, user)))
                .thenApply(done -> Answer.empty());
    }

    private static Work remove(Invocation call) {
        return transaction -> group(transaction, call)
                .thenCompose(group -> user(transaction, call)
                        .thenCompose(user -> transaction.groups().removeUser(group, user)))
                .thenApply(done -> Answer.empty());
    }

    private static Work groups(Invocation call) {
        Optional<Page.Request> page = Paging.asked(call.parameters());
        return transaction -> user(transaction, call)
                .thenCompose(transaction.groups()::groupsOf)
                .thenApply(groups -> new Fields()
                        .wholeOrPage(
                                "Groups",
                                "Group",
                                groups,
                                page,
                                membership -> membership.member().name(),
                                MembershipOperations::describeGroup)
                        .toAnswer());
    }

    private static Work users(Invocation call) {
        Page.Request page = Paging.request(call.parameters());
        return transaction -> group(transaction, call)
                .thenCompose(group -> transaction.groups().usersOf(group, page))
                .thenApply(users -> new Fields()
                        .page("Users", "User", users, MembershipOperations::describeUser)
                        .toAnswer());
    }

    private static CompletionStage<RamGroup> group(IdentityTransaction transaction, Invocation call) {
        return transaction.groups().require(call.accountId(), call.parameters().require("GroupName", Rules.GROUP_NAME));
    }

    private static CompletionStage<RamUser> user(IdentityTransaction transaction, Invocation call) {
        return transaction.users().require(call.accountId(), call.parameters().require("UserName", Rules.USER_NAME));
    }

    private static Fields describeGroup(Membership<RamGroup> membership) {
        return new Fields()
                .put("GroupId", membership.member().id())
                .put("GroupName", membership.member().name())
                .put("Comments", membership.member().comments())
                .put("JoinDate", membership.joinedAt());
    }

    private static Fields describeUser(Membership<RamUser> membership) {
        return new Fields()
                .put("UserName", membership.member().name())
                .put("DisplayName", membership.member().details().displayName())
                .put("JoinDate", membership.joinedAt());
    }
}
