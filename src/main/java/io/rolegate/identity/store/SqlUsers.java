package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.refuseDeletion;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.Page;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.repository.Users;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@link Users} in SQL. */
final class SqlUsers implements Users {
    static final String COLUMNS = "u.id, u.account_id, u.name, u.display_name, u.email, u.mobile_phone, u.comments,"
            + " u.created_at, u.updated_at, u.last_login_at";
    /** Random and long enough that no id comes twice. */
    static final int ID_DIGITS = 18;

    private static final String ENTITY = "User";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ram_users u";

    private final SqlTransaction transaction;

    SqlUsers(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<RamUser> create(String accountId, String name, RamUser.Details details) {
        return transaction.within(accountId, sql -> {
            RamUser user = new RamUser(
                    RandomText.digits(ID_DIGITS), accountId, name, details, transaction.now(), transaction.now(), null);
            long present = sql.number("SELECT COUNT(*) FROM ram_users WHERE account_id = ?", accountId);
            limit(ENTITY, present, transaction.quotas().usersPerAccount());
            unique(
                    sql,
                    ENTITY,
                    name,
                    "INSERT INTO ram_users (id, account_id, name, name_folded, display_name, email, mobile_phone,"
                            + " comments, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    user.id(),
                    accountId,
                    name,
                    Names.fold(name),
                    details.displayName(),
                    details.email(),
                    details.mobilePhone(),
                    details.comments(),
                    user.createdAt(),
                    user.updatedAt());
            changed(user);
            return user;
        });
    }

    @Override
    public CompletionStage<Optional<RamUser>> find(String accountId, String name) {
        return transaction.within(accountId, sql -> byName(sql, accountId, name));
    }

    @Override
    public CompletionStage<Optional<RamUser>> findById(String accountId, String userId) {
        return transaction.within(accountId, sql -> byId(sql, accountId, userId));
    }

    @Override
    public CompletionStage<RamUser> require(String accountId, String name) {
        return transaction.within(accountId, sql -> required(sql, accountId, name));
    }

    @Override
    public CompletionStage<RamUser> update(String accountId, String name, String newName, RamUser.Details newDetails) {
        return transaction.within(accountId, sql -> {
            RamUser old = required(sql, accountId, name);
            unique(
                    sql,
                    ENTITY,
                    newName,
                    "UPDATE ram_users SET name = ?, name_folded = ?, display_name = ?, email = ?, mobile_phone = ?,"
                            + " comments = ?, updated_at = ? WHERE id = ?",
                    newName,
                    Names.fold(newName),
                    newDetails.displayName(),
                    newDetails.email(),
                    newDetails.mobilePhone(),
                    newDetails.comments(),
                    transaction.now(),
                    old.id());
            changed(old);
            return new RamUser(
                    old.id(), accountId, newName, newDetails, old.createdAt(), transaction.now(), old.lastLoginAt());
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return transaction.change(accountId, sql -> {
            RamUser user = required(sql, accountId, name);
            refuseDeletion(sql, "User.Group", "SELECT 1 FROM group_members WHERE user_id = ?", user.id());
            refuseDeletion(sql, "User.AccessKey", "SELECT 1 FROM access_keys WHERE user_id = ?", user.id());
            refuseDeletion(sql, "User.LoginProfile", "SELECT 1 FROM login_profiles WHERE user_id = ?", user.id());
            refuseDeletion(sql, "User.MFADevice", "SELECT 1 FROM mfa_devices WHERE user_id = ?", user.id());
            SqlAttachments.refuseDeletionOf(sql, Target.of(user));
            sql.update("DELETE FROM password_history WHERE user_id = ?", user.id());
            sql.update("DELETE FROM ram_users WHERE id = ?", user.id());
            changed(user);
        });
    }

    @Override
    public CompletionStage<Void> loggedOn(RamUser user) {
        return transaction.change(
                user.accountId(),
                sql -> sql.update("UPDATE ram_users SET last_login_at = ? WHERE id = ?", transaction.now(), user.id()));
    }

    @Override
    public CompletionStage<Page<RamUser>> list(String accountId, Page.Request page) {
        return transaction.within(accountId, sql -> {
            var items = sql.list(
                    SqlUsers::read,
                    SELECT + " WHERE u.account_id = ? AND u.name_folded > ? ORDER BY u.name_folded LIMIT ?",
                    accountId,
                    Pages.after(page),
                    Pages.rows(page));
            return Pages.cut(items, page, RamUser::name);
        });
    }

    static Optional<RamUser> byId(Sql sql, String accountId, String userId) throws SQLException {
        return sql.first(SqlUsers::read, SELECT + " WHERE u.account_id = ? AND u.id = ?", accountId, userId);
    }

    private static Optional<RamUser> byName(Sql sql, String accountId, String name) throws SQLException {
        return sql.first(
                SqlUsers::read, SELECT + " WHERE u.account_id = ? AND u.name_folded = ?", accountId, Names.fold(name));
    }

    private static RamUser required(Sql sql, String accountId, String name) throws SQLException {
        return byName(sql, accountId, name).orElseThrow(() -> notExist(ENTITY, name));
    }

    private void changed(RamUser user) {
        transaction.changed(user.accountId(), ChangeKind.USER, user.id());
    }

    static RamUser read(ResultSet row) throws SQLException {
        return new RamUser(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("name"),
                new RamUser.Details(
                        row.getString("display_name"),
                        row.getString("email"),
                        row.getString("mobile_phone"),
                        row.getString("comments")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"),
                Sql.instantOrNull(row, "last_login_at"));
    }
}
