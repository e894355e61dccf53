package io.rolegate.console.page.access;

import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.Map;

/** Groups: who is in them, and which policies they have. */
final class GroupPages {
    private final FormPage list = new FormPage("groups", GroupPages::groups).deed("create", GroupPages::create);
    private final FormPage group = new FormPage("group", GroupPages::group)
            .deed("edit", GroupPages::edit)
            .deed("add", inside -> membership(inside, "AddUserToGroup", "group.added"))
            .deed("remove", inside -> membership(inside, "RemoveUserFromGroup", "group.removed"))
            .deed("delete", GroupPages::delete);

    /** Ties the pages to their addresses. */
    void mount(Site site) {
        list.mount(site, "groups");
        Attachments.deeds(group, Named::group).mount(site, "groups/:name");
    }

    private static Future<Map<String, Object>> groups(Inside inside) {
        return new Parts(inside)
                .list("list", "Groups", "Group", page -> inside.calls().ram("ListGroups", page))
                .read();
    }

    private static Future<View> create(Inside inside) {
        return inside.calls()
                .ram("CreateGroup", Named.filled(inside.form(), "GroupName", "Comments"))
                .map(created -> {
                    String name = created.getJsonObject("Group").getString("GroupName");
                    return inside.done(Named.group(inside).page(name), "group.created", name);
                });
    }

    private static Future<Map<String, Object>> group(Inside inside) {
        Named group = Named.group(inside);
        Parts parts = new Parts(inside)
                .subject("subject", group.call("GetGroup"))
                .list("members", "Users", "User", page -> group.call("ListUsersForGroup", page))
                .list("allUsers", "Users", "User", page -> inside.calls().ram("ListUsers", Named.most(page)));
        return Attachments.parts(parts, group).read().map(model -> {
            model.put("name", group.name());
            return model;
        });
    }

    private static Future<View> edit(Inside inside) {
        Named group = Named.group(inside);
        return group.call("UpdateGroup", Named.sent(inside.form(), "NewGroupName", "NewComments"))
                .map(answer -> inside.done(
                        group.page(answer.getJsonObject("Group").getString("GroupName")), "attributes.set"));
    }

    private static Future<View> membership(Inside inside, String operation, String done) {
        Named group = Named.group(inside);
        Map<String, String> user = Named.filled(inside.form(), "UserName");
        return group.call(operation, user)
                .map(changed -> inside.done(group.page(), done, user.getOrDefault("UserName", "")));
    }

    private static Future<View> delete(Inside inside) {
        Named group = Named.group(inside);
        return group.call("DeleteGroup").map(deleted -> inside.done(group.list(), "group.deleted", group.name()));
    }
}
