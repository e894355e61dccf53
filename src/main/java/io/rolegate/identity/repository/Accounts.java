package io.rolegate.identity.repository;

import io.rolegate.identity.Account;
import io.rolegate.identity.AccountUsage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Accounts and their owners' logon. */
public interface Accounts {
    /**
     * Makes an account with a new id.
     *
     * @param ownerPasswordHash bcrypt, for the owner's log-on
     */
    CompletionStage<Account> create(@Nullable String alias, String ownerPasswordHash);

    /** Makes an account with an id that it has elsewhere; fails with {@code ALREADY_EXISTS Account}. */
    CompletionStage<Account> restore(String accountId, @Nullable String alias, String ownerPasswordHash);

    CompletionStage<Optional<Account>> find(String accountId);

    CompletionStage<Optional<Account>> findByAlias(String alias);

    CompletionStage<List<Account>> list();

    /** How much the account holds. */
    CompletionStage<AccountUsage> usage(String accountId);

    /** Sets the alias, or clears it with null. */
    CompletionStage<Account> setAlias(String accountId, @Nullable String alias);

    CompletionStage<Optional<String>> ownerPasswordHash(String accountId);

    CompletionStage<Void> setOwnerPasswordHash(String accountId, String hash);
}
