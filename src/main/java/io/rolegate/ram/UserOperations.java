package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Paging;
import io.rolegate.api.Parameters;
import io.rolegate.identity.Page;
import io.rolegate.identity.RamUser;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** RAM users. */
final class UserOperations {
    private UserOperations() {}

    static List<Definition> definitions() {
        return List.of(
                Definition.write("CreateUser", Resources.all("user"), UserOperations::create),
                Definition.read("GetUser", Resources.user(), UserOperations::get),
                Definition.write(
                        "UpdateUser",
                        Resources.user().andNewName("NewUserName", Rules.USER_NAME, "user"),
                        UserOperations::update),
                Definition.write("DeleteUser", Resources.user(), UserOperations::delete),
                Definition.read("ListUsers", Resources.all("user"), UserOperations::list));
    }

    private static Work create(Invocation call) {
        Parameters parameters = call.parameters();
        String name = parameters.require("UserName", Rules.USER_NAME);
        RamUser.Details details = new RamUser.Details(
                parameters.text("DisplayName", Rules.DISPLAY_NAME).orElse(name),
                parameters.text("Email", Rules.EMAIL).orElse(""),
                parameters.text("MobilePhone", Rules.MOBILE_PHONE).orElse(""),
                parameters.text("Comments", Rules.COMMENTS).orElse(""));
        return transaction -> transaction
                .users()
                .create(call.accountId(), name, details)
                .thenApply(user -> new Fields().put("User", describe(user)).toAnswer());
    }

    private static Work get(Invocation call) {
        String name = name(call);
        return transaction -> transaction
                .users()
                .require(call.accountId(), name)
                .thenApply(user -> {
                    Fields fields = describeWithUpdate(user);
                    if (user.lastLoginAt() == null) {
                        fields.put("LastLoginDate", "");
                    } else {
                        fields.put("LastLoginDate", user.lastLoginAt());
                    }
                    return new Fields().put("User", fields).toAnswer();
                });
    }

    private static Work update(Invocation call) {
        Parameters parameters = call.parameters();
        String name = name(call);
        Optional<String> newName = parameters.text("NewUserName", Rules.USER_NAME);
        UnaryOperator<RamUser.Details> change = change(parameters);
        return transaction -> transaction
                .users()
                .require(call.accountId(), name)
                .thenCompose(user -> transaction
                        .users()
                        .update(
                                call.accountId(),
                                user.name(),
                                newName.orElse(user.name()),
                                change.apply(user.details())))
                .thenApply(user ->
                        new Fields().put("User", describeWithUpdate(user)).toAnswer());
    }

    private static UnaryOperator<RamUser.Details> change(Parameters parameters) {
        Optional<String> displayName = parameters.sent("NewDisplayName", Rules.DISPLAY_NAME);
        Optional<String> email = parameters.sent("NewEmail", Rules.EMAIL);
        Optional<String> mobilePhone = parameters.sent("NewMobilePhone", Rules.MOBILE_PHONE);
        Optional<String> comments = parameters.sent("NewComments", Rules.COMMENTS);
        return old -> new RamUser.Details(
                displayName.orElse(old.displayName()),
                email.orElse(old.email()),
                mobilePhone.orElse(old.mobilePhone()),
                comments.orElse(old.comments()));
    }

    private static Work delete(Invocation call) {
        String name = name(call);
        return transaction -> transaction.users().delete(call.accountId(), name).thenApply(done -> Answer.empty());
    }

    private static Work list(Invocation call) {
        Page.Request page = Paging.request(call.parameters());
        return transaction -> transaction.users().list(call.accountId(), page).thenApply(users -> new Fields()
                .page("Users", "User", users, UserOperations::describeWithUpdate)
                .toAnswer());
    }

    private static String name(Invocation call) {
        return call.parameters().require("UserName", Rules.USER_NAME);
    }

    private static Fields describe(RamUser user) {
        return new Fields()
                .put("UserId", user.id())
                .put("UserName", user.name())
                .put("DisplayName", user.details().displayName())
                .put("MobilePhone", user.details().mobilePhone())
                .put("Email", user.details().email())
                .put("Comments", user.details().comments())
                .put("CreateDate", user.createdAt());
    }

    private static Fields describeWithUpdate(RamUser user) {
        return describe(user).put("UpdateDate", user.updatedAt());
    }
}
