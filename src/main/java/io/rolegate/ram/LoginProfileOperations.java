package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.Fields;
import io.rolegate.api.Invocation;
import io.rolegate.api.Parameters;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.RamUser;
import io.rolegate.ram.Definition.Work;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** That users may log on to the console. */
final class LoginProfileOperations {
    private final RamDependencies dependencies;

    private LoginProfileOperations(RamDependencies dependencies) {
        this.dependencies = dependencies;
    }

    static List<Definition> definitions(RamDependencies dependencies) {
        LoginProfileOperations operations = new LoginProfileOperations(dependencies);
        return List.of(
                Definition.writeAfter("CreateLoginProfile", Resources.user(), operations::create),
                Definition.read("GetLoginProfile", Resources.user(), LoginProfileOperations::get),
                Definition.writeAfter("UpdateLoginProfile", Resources.user(), operations::update),
                Definition.write("DeleteLoginProfile", Resources.user(), LoginProfileOperations::delete));
    }

    private CompletionStage<Work> create(Invocation call) {
        Parameters parameters = call.parameters();
        boolean mfaBindRequired = parameters.flag("MFABindRequired").orElse(false);
        boolean passwordResetRequired = parameters.flag("PasswordResetRequired").orElse(false);
        String password = Passwords.require(parameters, "Password");
        return newPassword(call, password)
                .thenApply(newPassword -> transaction -> newPassword
                        .confirm(transaction)
                        .thenCompose(user -> transaction
                                .loginProfiles()
                                .create(user, newPassword.hash(), mfaBindRequired, passwordResetRequired))
                        .thenApply(LoginProfileOperations::describe));
    }

    private static Work get(Invocation call) {
        return transaction -> user(transaction, call)
                .thenCompose(transaction.loginProfiles()::require)
                .thenApply(LoginProfileOperations::describe);
    }

    private CompletionStage<Work> update(Invocation call) {
        Parameters parameters = call.parameters();
        Optional<Boolean> mfaBindRequired = parameters.flag("MFABindRequired");
        Optional<Boolean> passwordResetRequired = parameters.flag("PasswordResetRequired");
        if (parameters.text("Password").isEmpty()) {
            return CompletableFuture.completedStage(transaction -> user(transaction, call)
                    .thenCompose(user -> update(transaction, user, null, mfaBindRequired, passwordResetRequired)));
        }
        return newPassword(call, Passwords.require(parameters, "Password"))
                .thenApply(newPassword -> transaction -> newPassword
                        .confirm(transaction)
                        .thenCompose(user ->
                                update(transaction, user, newPassword.hash(), mfaBindRequired, passwordResetRequired)));
    }

    private static CompletionStage<Answer> update(
            IdentityTransaction transaction,
            RamUser user,
            @Nullable String newHash,
            Optional<Boolean> mfaBindRequired,
            Optional<Boolean> passwordResetRequired) {
        return transaction
                .loginProfiles()
                .require(user)
                .thenCompose(old -> transaction
                        .loginProfiles()
                        .update(
                                user,
                                newHash,
                                mfaBindRequired.orElse(old.mfaBindRequired()),
                                passwordResetRequired.orElse(old.passwordResetRequired())))
                .thenApply(done -> Answer.empty());
    }

    private CompletionStage<NewPassword> newPassword(Invocation call, String password) {
        return dependencies
                .store()
                .read(transaction ->
                        user(transaction, call).thenCompose(user -> NewPassword.Standard.of(transaction, user)))
                .thenCompose(standard -> NewPassword.of("Password", password, standard, dependencies.passwords()));
    }

    private static Work delete(Invocation call) {
        return transaction -> user(transaction, call)
                .thenCompose(transaction.loginProfiles()::delete)
                .thenApply(done -> Answer.empty());
    }

    private static CompletionStage<RamUser> user(IdentityTransaction transaction, Invocation call) {
        return transaction.users().require(call.accountId(), call.parameters().require("UserName", Rules.USER_NAME));
    }

    private static Answer describe(LoginProfile profile) {
        return new Fields()
                .put(
                        "LoginProfile",
                        new Fields()
                                .put("UserName", profile.userName())
                                .put("MFABindRequired", profile.mfaBindRequired())
                                .put("PasswordResetRequired", profile.passwordResetRequired())
                                .put("CreateDate", profile.createdAt()))
                .toAnswer();
    }
}
