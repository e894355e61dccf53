package io.rolegate.ram;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.PasswordHasher;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A password on its way into the store. It takes long to hash, so that is done before the writing transaction, which then makes
 * sure that nothing changed meanwhile of what the password was held against.
 *
 * @param hash what to keep of it
 */
record NewPassword(String hash, Standard standard) {
    /**
     * What a new password is held against.
     *
     * @param latestHashes of the user's passwords that may not be chosen again, newest first
     */
    record Standard(RamUser user, PasswordPolicy policy, List<String> latestHashes) {
        static CompletionStage<Standard> of(IdentityTransaction transaction, RamUser user) {
            return transaction
                    .securitySettings()
                    .passwordPolicy(user.accountId())
                    .thenCompose(policy -> transaction
                            .loginProfiles()
                            .latestPasswordHashes(user, policy.reusePrevention())
                            .thenApply(hashes -> new Standard(user, policy, hashes)));
        }
    }

    /** Hashes a password that is good enough; {@code InvalidParameter.Password.*} otherwise. */
    static CompletionStage<NewPassword> of(
            String parameter, String password, Standard standard, PasswordHasher hasher) {
        Passwords.check(parameter, password, standard.user(), standard.policy());
        return hasher.successor(password, standard.latestHashes())
                .thenApply(hash -> new NewPassword(
                        hash.orElseThrow(() -> Passwords.reused(parameter, standard.policy())), standard));
    }

    /** Completes with the user where what the password was held against still stands. */
    CompletionStage<RamUser> confirm(IdentityTransaction transaction) {
        RamUser user = standard.user();
        return transaction
                .users()
                .findById(user.accountId(), user.id())
                .thenApply(found -> found.orElseThrow(() -> new DirectoryException(
                        DirectoryException.Kind.NOT_EXIST, "User", "The user " + user.name() + " does not exist")))
                .thenCompose(present -> Standard.of(transaction, present))
                .thenCompose(present -> present.policy().equals(standard.policy())
                                && present.latestHashes().equals(standard.latestHashes())
                        ? CompletableFuture.completedStage(present.user())
                        : CompletableFuture.failedStage(changedMeanwhile()));
    }

    static ApiException changedMeanwhile() {
        return new ApiException(
                ErrorCode.CONCURRENT_CHANGE,
                "The user's password or the password policy was changed meanwhile; try again.");
    }
}
