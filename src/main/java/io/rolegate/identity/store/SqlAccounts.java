package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.Account;
import io.rolegate.identity.AccountUsage;
import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.repository.Accounts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link Accounts} in SQL. */
final class SqlAccounts implements Accounts {
    private static final String SELECT = "SELECT id, alias, created_at FROM accounts";
    private static final int ID_DIGITS = 16;

    private final SqlTransaction transaction;

    SqlAccounts(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<Account> create(@Nullable String alias, String ownerPasswordHash) {
        return transaction.run(sql -> insert(sql, RandomText.digits(ID_DIGITS), alias, ownerPasswordHash));
    }

    @Override
    public CompletionStage<Account> restore(String accountId, @Nullable String alias, String ownerPasswordHash) {
        return transaction.within(accountId, sql -> {
            if (byId(sql, accountId).isPresent()) {
                throw new DirectoryException(
                        DirectoryException.Kind.ALREADY_EXISTS,
                        "Account",
                        "The account " + accountId + " exists already");
            }
            return insert(sql, accountId, alias, ownerPasswordHash);
        });
    }

    private Account insert(Sql sql, String accountId, @Nullable String alias, String ownerPasswordHash)
            throws SQLException {
        Account account = new Account(accountId, folded(alias), transaction.now());
        unique(
                sql,
                "AccountAlias",
                String.valueOf(alias),
                "INSERT INTO accounts (id, alias, owner_password_hash, created_at) VALUES (?, ?, ?, ?)",
                account.id(),
                account.alias(),
                ownerPasswordHash,
                account.createdAt());
        changed(account.id());
        return account;
    }

    @Override
    public CompletionStage<Optional<Account>> find(String accountId) {
        return transaction.within(accountId, sql -> byId(sql, accountId));
    }

    @Override
    public CompletionStage<Optional<Account>> findByAlias(String alias) {
        return transaction.run(sql -> byAlias(sql, alias));
    }

    @Override
    public CompletionStage<List<Account>> list() {
        return transaction.run(sql -> sql.list(SqlAccounts::read, SELECT + " ORDER BY id"));
    }

    @Override
    public CompletionStage<AccountUsage> usage(String accountId) {
        return transaction.within(
                accountId,
                sql -> new AccountUsage(
                        count(sql, "ram_users", accountId),
                        count(sql, "ram_groups", accountId),
                        count(sql, "ram_roles", accountId),
                        count(sql, "policies", accountId),
                        count(sql, "mfa_devices", accountId),
                        sql.number(
                                "SELECT COUNT(*) FROM mfa_devices WHERE account_id = ? AND user_id IS NOT NULL",
                                accountId),
                        transaction.quotas()));
    }

    private static long count(Sql sql, String table, String accountId) throws SQLException {
        return sql.number("SELECT COUNT(*) FROM " + table + " WHERE account_id = ?", accountId);
    }

    @Override
    public CompletionStage<Account> setAlias(String accountId, @Nullable String alias) {
        return transaction.within(accountId, sql -> {
            Account account = byId(sql, accountId).orElseThrow(() -> notExist("Account", accountId));
            unique(
                    sql,
                    "AccountAlias",
                    String.valueOf(alias),
                    "UPDATE accounts SET alias = ? WHERE id = ?",
                    folded(alias),
                    accountId);
            changed(accountId);
            return new Account(accountId, folded(alias), account.createdAt());
        });
    }

    @Override
    public CompletionStage<Optional<String>> ownerPasswordHash(String accountId) {
        return transaction.within(
                accountId,
                sql -> sql.first(
                        row -> row.getString(1), "SELECT owner_password_hash FROM accounts WHERE id = ?", accountId));
    }

    @Override
    public CompletionStage<Void> setOwnerPasswordHash(String accountId, String hash) {
        return transaction.change(accountId, sql -> {
            if (sql.update("UPDATE accounts SET owner_password_hash = ? WHERE id = ?", hash, accountId) == 0) {
                throw notExist("Account", accountId);
            }
            changed(accountId);
        });
    }

    static Optional<Account> byId(Sql sql, String accountId) throws SQLException {
        return sql.first(SqlAccounts::read, SELECT + " WHERE id = ?", accountId);
    }

    static Optional<Account> byAlias(Sql sql, String alias) throws SQLException {
        return sql.first(SqlAccounts::read, SELECT + " WHERE alias = ?", Names.fold(alias));
    }

    private void changed(String accountId) {
        transaction.changed(accountId, ChangeKind.ACCOUNT, accountId);
    }

    private static @Nullable String folded(@Nullable String alias) {
        return alias == null ? null : Names.fold(alias);
    }

    private static Account read(ResultSet row) throws SQLException {
        return new Account(row.getString("id"), row.getString("alias"), Sql.instant(row, "created_at"));
    }
}
