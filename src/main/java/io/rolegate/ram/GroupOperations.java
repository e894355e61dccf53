package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.identity.Page;
import io.rolegate.identity.RamGroup;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;

/** Groups of RAM users. */
final class GroupOperations {
    private GroupOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreateGroup", Resources.all("group"), GroupOperations::create),
                Definition.read("GetGroup", Resources.group(), GroupOperations::get),
                Definition.write(
                        "UpdateGroup",
                        Resources.group().andNewName("NewGroupName", Rules.GROUP_NAME, "group"),
                        GroupOperations::update),
                Definition.write("DeleteGroup", Resources.group(), GroupOperations::delete),
                Definition.read("ListGroups", Resources.all("group"), GroupOperations::list));
    }

    private static Work create(Invocation call) {
        String name = name(call);
        String comments = call.parameters().text("Comments", Rules.COMMENTS).orElse("");
        return transaction -> transaction
                .groups()
                .create(call.accountId(), name, comments)
                .thenApply(group -> new Fields().put("Group", describe(group)).toAnswer());
    }

    private static Work get(Invocation call) {
        String name = name(call);
        return transaction ->
                transaction.groups().require(call.accountId(), name).thenApply(GroupOperations::answer);
    }

    private static Work update(Invocation call) {
        String name = name(call);
        Optional<String> newName = call.parameters().text("NewGroupName", Rules.GROUP_NAME);
        Optional<String> newComments = call.parameters().sent("NewComments", Rules.COMMENTS);
        return transaction -> transaction
                .groups()
                .require(call.accountId(), name)
                .thenCompose(group -> transaction
                        .groups()
                        .update(
                                call.accountId(),
                                group.name(),
                                newName.orElse(group.name()),
                                newComments.orElse(group.comments())))
                .thenApply(GroupOperations::answer);
    }

    private static Work delete(Invocation call) {
        String name = name(call);
        return transaction ->
                transaction.groups().delete(call.accountId(), name).thenApply(done -> Answer.empty());
    }

    private static Work list(Invocation call) {
        Page.Request page = Paging.request(call.parameters());
        return transaction -> transaction.groups().list(call.accountId(), page).thenApply(groups -> new Fields()
                .page("Groups", "Group", groups, GroupOperations::describeWithUpdate)
                .toAnswer());
    }

    private static String name(Invocation call) {
        return call.parameters().require("GroupName", Rules.GROUP_NAME);
    }

    private static Answer answer(RamGroup group) {
        return new Fields().put("Group", describeWithUpdate(group)).toAnswer();
    }

    private static Fields describeWithUpdate(RamGroup group) {
        return describe(group).put("UpdateDate", group.updatedAt());
    }

    private static Fields describe(RamGroup group) {
        return new Fields()
                .put("GroupId", group.id())
                .put("GroupName", group.name())
                .put("Comments", group.comments())
                .put("CreateDate", group.createdAt());
    }
}
