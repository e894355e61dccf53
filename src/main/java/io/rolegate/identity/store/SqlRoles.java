package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.Page;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.Role;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.repository.Roles;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** {@link Roles} in SQL. */
final class SqlRoles implements Roles {
    static final String COLUMNS = "r.id, r.account_id, r.name, r.description, r.trust_policy, r.max_session_seconds,"
            + " r.created_at, r.updated_at";

    private static final String ENTITY = "Role";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM ram_roles r";

    private final SqlTransaction transaction;

    SqlRoles(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<Role> create(
            String accountId, String name, String description, String trustPolicy, Duration maxSessionDuration) {
        return transaction.within(accountId, sql -> {
            Role role = new Role(
                    RandomText.digits(SqlUsers.ID_DIGITS),
                    accountId,
                    name,
                    description,
                    trustPolicy,
                    maxSessionDuration,
                    transaction.now(),
                    transaction.now());
            long present = sql.number("SELECT COUNT(*) FROM ram_roles WHERE account_id = ?", accountId);
            limit(ENTITY, present, transaction.quotas().rolesPerAccount());
            unique(
                    sql,
                    ENTITY,
                    name,
                    "INSERT INTO ram_roles (id, account_id, name, name_folded, description, trust_policy,"
                            + " max_session_seconds, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    role.id(),
                    accountId,
                    name,
                    Names.fold(name),
                    description,
                    trustPolicy,
                    maxSessionDuration.toSeconds(),
                    role.createdAt(),
                    role.updatedAt());
            changed(role);
            return role;
        });
    }

    @Override
    public CompletionStage<Optional<Role>> find(String accountId, String name) {
        return transaction.within(accountId, sql -> byName(sql, accountId, name));
    }

    @Override
    public CompletionStage<Role> require(String accountId, String name) {
        return transaction.within(accountId, sql -> required(sql, accountId, name));
    }

    @Override
    public CompletionStage<Role> update(
            String accountId,
            String name,
            String newDescription,
            String newTrustPolicy,
            Duration newMaxSessionDuration) {
        return transaction.within(accountId, sql -> {
            Role old = required(sql, accountId, name);
            sql.update(
                    "UPDATE ram_roles SET description = ?, trust_policy = ?, max_session_seconds = ?, updated_at = ?"
                            + " WHERE id = ?",
                    newDescription,
                    newTrustPolicy,
                    newMaxSessionDuration.toSeconds(),
                    transaction.now(),
                    old.id());
            changed(old);
            return new Role(
                    old.id(),
                    accountId,
                    old.name(),
                    newDescription,
                    newTrustPolicy,
                    newMaxSessionDuration,
                    old.createdAt(),
                    transaction.now());
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return transaction.change(accountId, sql -> {
            Role role = required(sql, accountId, name);
            SqlAttachments.refuseDeletionOf(sql, Target.of(role));
            sql.update("DELETE FROM ram_roles WHERE id = ?", role.id());
            changed(role);
        });
    }

    @Override
    public CompletionStage<Page<Role>> list(String accountId, Page.Request page) {
        return transaction.within(accountId, sql -> {
            List<Role> items = sql.list(
                    SqlRoles::read,
                    SELECT + " WHERE r.account_id = ? AND r.name_folded > ? ORDER BY r.name_folded LIMIT ?",
                    accountId,
                    Pages.after(page),
                    Pages.rows(page));
            return Pages.cut(items, page, Role::name);
        });
    }

    static Optional<Role> byId(Sql sql, String accountId, String roleId) throws SQLException {
        return sql.first(SqlRoles::read, SELECT + " WHERE r.account_id = ? AND r.id = ?", accountId, roleId);
    }

    static Optional<Role> byName(Sql sql, String accountId, String name) throws SQLException {
        return sql.first(
                SqlRoles::read, SELECT + " WHERE r.account_id = ? AND r.name_folded = ?", accountId, Names.fold(name));
    }

    private static Role required(Sql sql, String accountId, String name) throws SQLException {
        return byName(sql, accountId, name).orElseThrow(() -> notExist(ENTITY, name));
    }

    private void changed(Role role) {
        transaction.changed(role.accountId(), ChangeKind.ROLE, role.id());
    }

    static Role read(ResultSet row) throws SQLException {
        return new Role(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("trust_policy"),
                Duration.ofSeconds(row.getLong("max_session_seconds")),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
