package io.rolegate.ram;

import io.rolegate.api.Answer;
import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.Principal.UserPrincipal;
import io.rolegate.identity.RamUser;
import io.rolegate.ram.Definition.Work;
import io.rolegate.ram.NewPassword.Standard;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Users change their own password, showing the old one. */
final class ChangePassword {
    private final RamDependencies dependencies;
    private final PasswordGuesses guesses = new PasswordGuesses();

    private ChangePassword(RamDependencies dependencies) {
        this.dependencies = dependencies;
    }

    static Definition definition(RamDependencies dependencies) {
        return Definition.writeAfter("ChangePassword", Resources.none(), new ChangePassword(dependencies)::prepare);
    }

    private record Present(LoginProfile profile, Optional<String> hash, Standard standard) {}

    private CompletionStage<Work> prepare(Invocation call) {
        if (!(call.caller() instanceof UserPrincipal caller)) {
            throw new ApiException(
                    ErrorCode.NO_PERMISSION, "Only a RAM user has a password that ChangePassword can change.");
        }
        String oldPassword = Passwords.require(call.parameters(), "OldPassword");
        String newPassword = Passwords.require(call.parameters(), "NewPassword");
        return dependencies
                .store()
                .read(transaction -> present(transaction, caller))
                .thenCompose(present -> verify(present, oldPassword)
                        .thenCompose(verified -> {
                            check(verified, present, call);
                            return NewPassword.of(
                                    "NewPassword", newPassword, present.standard(), dependencies.passwords());
                        })
                        .thenApply(password -> transaction -> change(transaction, present, password)));
    }

    private CompletionStage<Boolean> verify(Present present, String oldPassword) {
        String userId = present.standard().user().id();
        guesses.begin(userId, present.standard().policy().maxAttempts());
        return dependencies
                .passwords()
                .verify(oldPassword, present.hash().orElse(null))
                .thenApply(verified -> {
                    if (verified) {
                        guesses.right(userId);
                    }
                    return verified;
                });
    }

    private static CompletionStage<Present> present(IdentityTransaction transaction, UserPrincipal caller) {
        return transaction
                .users()
                .findById(caller.accountId(), caller.userId())
                .thenApply(found -> found.orElseThrow(() ->
                        new DirectoryException(DirectoryException.Kind.NOT_EXIST, "User", "The calling user is gone.")))
                .thenCompose(user -> present(transaction, user));
    }

    private static CompletionStage<Present> present(IdentityTransaction transaction, RamUser user) {
        return transaction.loginProfiles().require(user).thenCompose(profile -> transaction
                .loginProfiles()
                .passwordHash(user)
                .thenCompose(hash ->
                        Standard.of(transaction, user).thenApply(standard -> new Present(profile, hash, standard))));
    }

    private static void check(boolean verified, Present present, Invocation call) {
        if (!verified) {
            throw new ApiException(
                    ErrorCode.CHECK_OLD_PASSWORD_FAIL, "The parameter OldPassword is not your password.");
        }
        PasswordPolicy policy = present.standard().policy();
        if (policy.age(present.profile().passwordSetAt(), call.time()) == PasswordPolicy.Age.LOCKED) {
            throw new ApiException(
                    ErrorCode.NO_PERMISSION, "Your password has expired; an administrator must set a new one.");
        }
    }

    private static CompletionStage<Answer> change(
            IdentityTransaction transaction, Present present, NewPassword newPassword) {
        return newPassword
                .confirm(transaction)
                .thenCompose(
                        user -> transaction.loginProfiles().passwordHash(user).thenCompose(hash -> {
                            if (!hash.equals(present.hash())) {
                                throw NewPassword.changedMeanwhile();
                            }
                            return transaction
                                    .loginProfiles()
                                    .update(
                                            user,
                                            newPassword.hash(),
                                            present.profile().mfaBindRequired(),
                                            false);
                        }))
                .thenApply(done -> Answer.empty());
    }
}
