package io.rolegate.sts.logon;

import io.rolegate.identity.Account;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.PasswordMark;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.Principal;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.SecurityPreference;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * How somebody who may log on stands at one moment.
 *
 * @param user null for the account's owner
 * @param passwordHash of the password
 * @param profile the user's; null for the owner
 * @param device the MFA device that is bound to the user, null where there is none
 */
record Standing(
        String accountId,
        @Nullable RamUser user,
        String passwordHash,
        @Nullable LoginProfile profile,
        @Nullable MfaDevice device,
        PasswordPolicy policy,
        SecurityPreference preference) {

    /** Reads it; empty where there is nobody of that name, or nobody who may log on. */
    static CompletionStage<Optional<Standing>> of(
            IdentityTransaction transaction, Account account, @Nullable String userName) {
        return userName == null
                ? ofOwner(transaction, account.id())
                : transaction
                        .users()
                        .find(account.id(), userName)
                        .thenCompose(user -> user.isEmpty() ? nobody() : of(transaction, user.get()));
    }

    /** Reads it anew for somebody who has given a password already. */
    static CompletionStage<Optional<Standing>> of(
            IdentityTransaction transaction, String accountId, @Nullable String userId) {
        return userId == null
                ? ofOwner(transaction, accountId)
                : transaction
                        .users()
                        .findById(accountId, userId)
                        .thenCompose(user -> user.isEmpty() ? nobody() : of(transaction, user.get()));
    }

    private static CompletionStage<Optional<Standing>> nobody() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    private static CompletionStage<Optional<Standing>> ofOwner(IdentityTransaction transaction, String accountId) {
        return transaction
                .accounts()
                .ownerPasswordHash(accountId)
                .thenCompose(
                        hash -> hash.isEmpty() ? nobody() : with(transaction, accountId, null, hash.get(), null, null));
    }

    private static CompletionStage<Optional<Standing>> of(IdentityTransaction transaction, RamUser user) {
        return transaction
                .loginProfiles()
                .find(user)
                .thenCompose(profile -> profile.isEmpty()
                        ? nobody()
                        : transaction.loginProfiles().passwordHash(user).thenCompose(hash -> transaction
                                .mfaDevices()
                                .boundTo(user)
                                .thenCompose(device -> with(
                                        transaction,
                                        user.accountId(),
                                        user,
                                        hash.orElseThrow(),
                                        profile.get(),
                                        device.orElse(null)))));
    }

    private static CompletionStage<Optional<Standing>> with(
            IdentityTransaction transaction,
            String accountId,
            @Nullable RamUser user,
            String hash,
            @Nullable LoginProfile profile,
            @Nullable MfaDevice device) {
        return transaction.securitySettings().passwordPolicy(accountId).thenCompose(policy -> transaction
                .securitySettings()
                .securityPreference(accountId)
                .thenApply(preference ->
                        Optional.of(new Standing(accountId, user, hash, profile, device, policy, preference))));
    }

    String passwordMark() {
        return PasswordMark.of(passwordHash, profile == null ? null : profile.passwordSetAt());
    }

    @Nullable
    String userId() {
        return user == null ? null : user.id();
    }

    String userName() {
        return user == null ? "" : user.name();
    }

    Principal principal() {
        return user == null
                ? new Principal.AccountOwner(accountId)
                : new Principal.UserPrincipal(accountId, user.id(), user.name());
    }

    /** Whether log-ons from there are taken; an account's owner may come from anywhere. */
    boolean admits(String address) {
        return user == null || preference.loginNetworkMasks().admit(address);
    }
}
