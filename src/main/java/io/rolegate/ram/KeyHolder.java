package io.rolegate.ram;

import io.rolegate.api.ApiException;
import io.rolegate.api.ErrorCode;
import io.rolegate.api.Invocation;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.IdentityTransaction;
import io.rolegate.identity.Principal.AccountOwner;
import io.rolegate.identity.Principal.UserPrincipal;
import io.rolegate.identity.RamUser;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Whose access keys a call works on: the named user's, or the caller's own where no user is named.
 *
 * @param userId null for the account's owner
 * @param arn the resource that the call must be allowed on
 */
record KeyHolder(@Nullable String userId, String arn) {
    /** For the decision: a named user who doesn't exist stands as typed, without an id. */
    static CompletionStage<KeyHolder> of(IdentityTransaction transaction, Invocation call) {
        Optional<String> userName = call.parameters().text("UserName", Rules.USER_NAME);
        if (userName.isEmpty()) {
            return caller(transaction, call);
        }
        return transaction.users().find(call.accountId(), userName.get()).thenApply(found -> found.map(KeyHolder::of)
                .orElseGet(() -> new KeyHolder(null, RamUser.arn(call.accountId(), userName.get()))));
    }

    /** For the work itself; {@code EntityNotExist.User} where there is no such user. */
    static CompletionStage<KeyHolder> require(IdentityTransaction transaction, Invocation call) {
        Optional<String> userName = call.parameters().text("UserName", Rules.USER_NAME);
        return userName.isEmpty()
                ? caller(transaction, call)
                : transaction.users().require(call.accountId(), userName.get()).thenApply(KeyHolder::of);
    }

    private static CompletionStage<KeyHolder> caller(IdentityTransaction transaction, Invocation call) {
        if (call.caller() instanceof AccountOwner owner) {
            return CompletableFuture.completedStage(new KeyHolder(null, owner.arn()));
        }
        if (call.caller() instanceof UserPrincipal user) {
            return transaction.users().findById(user.accountId(), user.userId()).thenApply(found -> found.map(
                            KeyHolder::of)
                    .orElseThrow(() -> new DirectoryException(
                            DirectoryException.Kind.NOT_EXIST, "User", "The calling user is gone.")));
        }
        return CompletableFuture.failedStage(new ApiException(
                ErrorCode.MISSING_PARAMETER, "The parameter UserName is required: a role session has no access keys."));
    }

    private static KeyHolder of(RamUser user) {
        return new KeyHolder(user.id(), user.arn());
    }
}
