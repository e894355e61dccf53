package io.rolegate.console.page.access;

import io.rolegate.console.web.FormPage;
import io.rolegate.console.web.Inside;
import io.rolegate.console.web.Parts;
import io.rolegate.console.web.Site;
import io.rolegate.console.web.View;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** RAM users: what they are called, how they log on, their groups and policies. */
final class UserPages {
    private static final List<String> LOGON_RULES = List.of("PasswordResetRequired", "MFABindRequired");

    private final FormPage list =
            new FormPage("users", inside -> Named.user(inside).all()).deed("create", UserPages::create);
    private final FormPage user = new FormPage("user", UserPages::user)
            .deed("edit", UserPages::edit)
            .deed("delete", inside -> Named.user(inside).delete("user.deleted"))
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

    private static Future<View> create(Inside inside) {
        Map<String, String> parameters =
                Named.filled(inside.form(), "UserName", "DisplayName", "Email", "MobilePhone", "Comments");
        return Named.user(inside).create(parameters, "user.created");
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
        Map<String, String> changed =
                Named.sent(inside.form(), "NewUserName", "NewDisplayName", "NewEmail", "NewMobilePhone", "NewComments");
        return Named.user(inside).update(changed);
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
        Map<String, String> parameters = Named.ticked(new HashMap<>(), inside.form(), LOGON_RULES);
        if (!inside.form().raw("Password").isEmpty()) {
            parameters.put("Password", inside.form().raw("Password"));
        }
        return user.call(operation, parameters).map(set -> inside.done(user.page(), done, user.name()));
    }

    private static Future<View> membership(Inside inside, String operation, String done) {
        return Named.user(inside).callWith("GroupName", operation, done);
    }

    private static Future<View> done(Inside inside, String operation, String key) {
        Named user = Named.user(inside);
        return user.call(operation).map(done -> inside.done(user.page(), key, user.name()));
    }
}
