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
    private final FormPage list =
            new FormPage("groups", inside -> Named.group(inside).all()).deed("create", GroupPages::create);
    private final FormPage group = new FormPage("group", GroupPages::group)
            .deed("edit", GroupPages::edit)
            .deed("add", inside -> membership(inside, "AddUserToGroup", "group.added"))
            .deed("remove", inside -> membership(inside, "RemoveUserFromGroup", "group.removed"))
            .deed("delete", inside -> Named.group(inside).delete("group.deleted"));

    /** Ties the pages to their addresses. */
    void mount(Site site) {
        list.mount(site, "groups");
        Attachments.deeds(group, Named::group).mount(site, "groups/:name");
    }

    private static Future<View> create(Inside inside) {
        return Named.group(inside).create(Named.filled(inside.form(), "GroupName", "Comments"), "group.created");
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
        return Named.group(inside).update(Named.sent(inside.form(), "NewGroupName", "NewComments"));
    }

    private static Future<View> membership(Inside inside, String operation, String done) {
        return Named.group(inside).callWith("UserName", operation, done);
    }
}
