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
    private final PasswordHasher passwords;

    private LoginProfileOperations(PasswordHasher passwords) {
        this.passwords = passwords;
    }

    static List<Definition> definitions(PasswordHasher passwords) {
        LoginProfileOperations operations = new LoginProfileOperations(passwords);
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
        String password = Passwords.check("Password", parameters.require("Password"), userName(call));
        return passwords
                .hash(password)
                .thenApply(hash -> transaction -> user(transaction, call)
                        .thenCompose(user ->
                                transaction.loginProfiles().create(user, hash, mfaBindRequired, passwordResetRequired))
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
        return newHash(call)
                .thenApply(hash -> transaction -> user(transaction, call)
                        .thenCompose(user -> transaction
                                .loginProfiles()
                                .require(user)
                                .thenCompose(old -> transaction
                                        .loginProfiles()
                                        .update(
                                                user,
                                                hash,
                                                mfaBindRequired.orElse(old.mfaBindRequired()),
                                                passwordResetRequired.orElse(old.passwordResetRequired()))))
                        .thenApply(done -> Answer.empty()));
    }

    private CompletionStage<@Nullable String> newHash(Invocation call) {
        Optional<String> password = call.parameters().text("Password");
        if (password.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        return passwords
                .hash(Passwords.check("Password", password.get(), userName(call)))
                .thenApply(hash -> hash);
    }

    private static Work delete(Invocation call) {
        return transaction -> user(transaction, call)
                .thenCompose(transaction.loginProfiles()::delete)
                .thenApply(done -> Answer.empty());
    }

    private static CompletionStage<RamUser> user(IdentityTransaction transaction, Invocation call) {
        return transaction.users().require(call.accountId(), userName(call));
    }

    private static String userName(Invocation call) {
        return call.parameters().require("UserName", Rules.USER_NAME);
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
