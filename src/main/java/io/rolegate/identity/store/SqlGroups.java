package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.refuseDeletion;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.Page;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.repository.Groups;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@link Groups} in SQL. */
final class SqlGroups implements Groups {
    static final String COLUMNS = "g.id, g.account_id, g.name, g.comments, g.created_at, g.updated_at";

    private static final String ENTITY = "Group";
    private static final String MEMBERSHIP = "User.Group";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ram_groups g";

    private final SqlTransaction transaction;

    SqlGroups(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<RamGroup> create(String accountId, String name, String comments) {
        return transaction.within(accountId, sql -> {
            RamGroup group = new RamGroup(
                    RandomText.digits(SqlUsers.ID_DIGITS),
                    accountId,
                    name,
                    comments,
                    transaction.now(),
                    transaction.now());
            long present = sql.number("SELECT COUNT(*) FROM ram_groups WHERE account_id = ?", accountId);
            limit(ENTITY, present, transaction.quotas().groupsPerAccount());
            unique(
                    sql,
                    ENTITY,
                    name,
                    "INSERT INTO ram_groups (id, account_id, name, name_folded, comments, created_at, updated_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
                    group.id(),
                    accountId,
                    name,
                    Names.fold(name),
                    comments,
                    group.createdAt(),
                    group.updatedAt());
            changed(group);
            return group;
        });
    }

    @Override
    public CompletionStage<Optional<RamGroup>> find(String accountId, String name) {
        return transaction.within(accountId, sql -> byName(sql, accountId, name));
    }

    @Override
    public CompletionStage<RamGroup> require(String accountId, String name) {
        return transaction.within(accountId, sql -> required(sql, accountId, name));
    }

    @Override
    public CompletionStage<RamGroup> update(String accountId, String name, String newName, String newComments) {
        return transaction.within(accountId, sql -> {
            RamGroup old = required(sql, accountId, name);
            unique(
                    sql,
                    ENTITY,
                    newName,
                    "UPDATE ram_groups SET name = ?, name_folded = ?, comments = ?, updated_at = ? WHERE id = ?",
                    newName,
                    Names.fold(newName),
                    newComments,
                    transaction.now(),
                    old.id());
            changed(old);
            return new RamGroup(old.id(), accountId, newName, newComments, old.createdAt(), transaction.now());
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return transaction.change(accountId, sql -> {
            RamGroup group = required(sql, accountId, name);
            refuseDeletion(sql, "Group.User", "SELECT 1 FROM group_members WHERE group_id = ?", group.id());
            SqlAttachments.refuseDeletionOf(sql, Target.of(group));
            sql.update("DELETE FROM ram_groups WHERE id = ?", group.id());
            changed(group);
        });
    }

    @Override
    public CompletionStage<Page<RamGroup>> list(String accountId, Page.Request page) {
        return transaction.within(accountId, sql -> {
            List<RamGroup> items = sql.list(
                    SqlGroups::read,
                    SELECT + " WHERE g.account_id = ? AND g.name_folded > ? ORDER BY g.name_folded LIMIT ?",
                    accountId,
                    Pages.after(page),
                    Pages.rows(page));
            return Pages.cut(items, page, RamGroup::name);
        });
    }

    @Override
    public CompletionStage<Void> addUser(RamGroup group, RamUser user) {
        return transaction.change(group.accountId(), sql -> {
            if (!user.accountId().equals(group.accountId())) {
                throw notExist("User", user.name());
            }
            unique(
                    sql,
                    MEMBERSHIP,
                    user.name(),
                    "INSERT INTO group_members (group_id, user_id, joined_at) VALUES (?, ?, ?)",
                    group.id(),
                    user.id(),
                    transaction.now());
            long present = sql.number("SELECT COUNT(*) FROM group_members WHERE user_id = ?", user.id());
            limit(MEMBERSHIP, present - 1, transaction.quotas().groupsPerUser());
            changed(group);
        });
    }

    @Override
    public CompletionStage<Void> removeUser(RamGroup group, RamUser user) {
        return transaction.change(group.accountId(), sql -> {
            String statement = "DELETE FROM group_members WHERE group_id = ? AND user_id = ?";
            if (sql.update(statement, group.id(), user.id()) == 0) {
                throw notExist(MEMBERSHIP, user.name());
            }
            changed(group);
        });
    }

    @Override
    public CompletionStage<List<Membership<RamGroup>>> groupsOf(RamUser user) {
        return transaction.within(
                user.accountId(),
                sql -> sql.list(
                        row -> new Membership<>(read(row), Sql.instant(row, "joined_at")),
                        "SELECT " + COLUMNS
                                + ", m.joined_at FROM ram_groups g JOIN group_members m ON m.group_id = g.id"
                                + " WHERE m.user_id = ? ORDER BY g.name_folded",
                        user.id()));
    }

    @Override
    public CompletionStage<Page<Membership<RamUser>>> usersOf(RamGroup group, Page.Request page) {
        return transaction.within(group.accountId(), sql -> {
            List<Membership<RamUser>> items = sql.list(
                    row -> new Membership<>(SqlUsers.read(row), Sql.instant(row, "joined_at")),
                    "SELECT " + SqlUsers.COLUMNS + ", m.joined_at FROM ram_users u"
                            + " JOIN group_members m ON m.user_id = u.id"
                            + " WHERE m.group_id = ? AND u.name_folded > ? ORDER BY u.name_folded LIMIT ?",
                    group.id(),
                    Pages.after(page),
                    Pages.rows(page));
            return Pages.cut(items, page, membership -> membership.member().name());
        });
    }

    private static Optional<RamGroup> byName(Sql sql, String accountId, String name) throws SQLException {
        return sql.first(
                SqlGroups::read, SELECT + " WHERE g.account_id = ? AND g.name_folded = ?", accountId, Names.fold(name));
    }

    private static RamGroup required(Sql sql, String accountId, String name) throws SQLException {
        return byName(sql, accountId, name).orElseThrow(() -> notExist(ENTITY, name));
    }

    private void changed(RamGroup group) {
        transaction.changed(group.accountId(), ChangeKind.GROUP, group.id());
    }

    static RamGroup read(ResultSet row) throws SQLException {
        return new RamGroup(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("comments"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
