package io.rolegate.console.page.access;

import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;

/** RAM users: what they are called, how they log on, their groups and policies. */
final class UserPages {
    private static final List<String> LOGON_RULES = List.of("PasswordResetRequired", "MFABindRequired");

    private final FormPage list = new FormPage("users", UserPages::users).deed("create", UserPages::create);
    private final FormPage user = new FormPage("user", UserPages::user)
            .deed("edit", UserPages::edit)
            .deed("delete", inside -> done(inside, "DeleteUser", "users", "user.deleted"))
            .deed("set-profile", UserPages::allowLogon)
            .deed("change-profile", UserPages::changeLogon)
            .deed("delete-profile", inside -> done(inside, "DeleteLoginProfile", "profile.deleted"))
            .deed("unbind", inside -> done(inside, "UnbindMFADevice", "device.unbound"))
            .deed("join", inside -> membership(inside, "AddUserToGroup", "user.joined"))
            .deed("leave", inside -> membership(inside, "RemoveUserFromGroup", "user.left"));

    /** Ties the pages to their addresses. */
    void mount(Site site) {
        list.mount(site, "users");
        UserKeys.deeds(Attachments.deeds(user, Named::user)).mount(site, "users/:name");
    }

    private static Future<Map<String, Object>> users(Inside inside) {
        return new Parts(inside)
                .list("list", "Users", "User", page -> inside.calls().ram("ListUsers", page))
                .read();
    }

    private static Future<View> create(Inside inside) {
        Map<String, String> parameters =
                Named.filled(inside.form(), "UserName", "DisplayName", "Email", "MobilePhone", "Comments");
        return inside.calls().ram("CreateUser", parameters).map(created -> {
            String name = created.getJsonObject("User").getString("UserName");
            return inside.done(Named.user(inside).page(name), "user.created", name);
        });
    }

    private static Future<Map<String, Object>> user(Inside inside) {
        Named user = Named.user(inside);
        Parts parts = new Parts(inside)
                .subject("subject", user.call("GetUser"))
                .optional("profile", user.call("GetLoginProfile"))
                .optional("device", user.call("GetUserMFAInfo"))
                .list("groups", "Groups", "Group", page -> user.call("ListGroupsForUser", page))
                .list("allGroups", "Groups", "Group", page -> inside.calls().ram("ListGroups", Named.most(page)));
        return UserKeys.parts(Attachments.parts(parts, user), user).read().map(model -> {
            model.put("name", user.name());
            return model;
        });
    }

    private static Future<View> edit(Inside inside) {
        Named user = Named.user(inside);
        Map<String, String> changed =
                Named.sent(inside.form(), "NewUserName", "NewDisplayName", "NewEmail", "NewMobilePhone", "NewComments");
        return user.call("UpdateUser", changed)
                .map(answer ->
                        inside.done(user.page(answer.getJsonObject("User").getString("UserName")), "attributes.set"));
    }

    private static Future<View> allowLogon(Inside inside) {
        return setLogon(inside, "CreateLoginProfile", "profile.set");
    }

    private static Future<View> changeLogon(Inside inside) {
        return setLogon(inside, "UpdateLoginProfile", "profile.changed");
    }

    /** Passwords may begin and end with blanks. */
    private static Future<View> setLogon(Inside inside, String operation, String done) {
        Named user = Named.user(inside);
        Map<String, String> parameters = Named.ticked(Named.filled(inside.form()), inside.form(), LOGON_RULES);
        if (!inside.form().raw("Password").isEmpty()) {
            parameters.put("Password", inside.form().raw("Password"));
        }
        return user.call(operation, parameters).map(set -> inside.done(user.page(), done, user.name()));
    }

    private static Future<View> membership(Inside inside, String operation, String done) {
        Map<String, String> group = Named.filled(inside.form(), "GroupName");
        Named user = Named.user(inside);
        return user.call(operation, group)
                .map(changed -> inside.done(user.page(), done, group.getOrDefault("GroupName", "")));
    }

    private static Future<View> done(Inside inside, String operation, String key) {
        return done(inside, operation, Named.user(inside).page(), key);
    }

    private static Future<View> done(Inside inside, String operation, String page, String key) {
        Named user = Named.user(inside);
        return user.call(operation).map(done -> inside.done(page, key, user.name()));
    }
}
