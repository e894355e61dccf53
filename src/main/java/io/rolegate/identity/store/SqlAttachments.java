package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.repository.Attachments;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** {@link Attachments} in SQL. */
final class SqlAttachments implements Attachments {
    private final SqlTransaction transaction;

    SqlAttachments(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<Void> attach(ManagedPolicy policy, Target target) {
        return transaction.change(target.accountId(), sql -> {
            requirePresent(sql, policy, target);
            unique(
                    sql,
                    entity(target),
                    policy.name(),
                    "INSERT INTO attachments (target_kind, target_id, policy_id, policy_type, account_id, attached_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    target.kind().name(),
                    target.id(),
                    policy.id(),
                    policy.type().name(),
                    target.accountId(),
                    transaction.now());
            long present = sql.number(
                    "SELECT COUNT(*) FROM attachments WHERE target_kind = ? AND target_id = ? AND policy_type = ?",
                    target.kind().name(),
                    target.id(),
                    policy.type().name());
            limit(entity(target), present - 1, quota(policy.type()));
            changed(target);
        });
    }

    private static void requirePresent(Sql sql, ManagedPolicy policy, Target target) throws SQLException {
        String table =
                switch (target.kind()) {
                    case USER -> "ram_users";
                    case GROUP -> "ram_groups";
                    case ROLE -> "ram_roles";
                };
        String query = "SELECT 1 FROM " + table + " WHERE account_id = ? AND id = ?";
        if (!sql.exists(query, target.accountId(), target.id())) {
            throw notExist(target.kind().entity(), target.id());
        }
        boolean known = policy.type() == PolicyType.SYSTEM
                ? BuiltInPolicies.byId(policy.id()).isPresent()
                : sql.exists("SELECT 1 FROM policies WHERE account_id = ? AND id = ?", target.accountId(), policy.id());
        if (!known) {
            throw notExist("Policy", policy.name());
        }
    }

    private int quota(PolicyType type) {
        return type == PolicyType.SYSTEM
                ? transaction.quotas().systemPoliciesPerTarget()
                : transaction.quotas().customPoliciesPerTarget();
    }

    @Override
    public CompletionStage<Void> detach(ManagedPolicy policy, Target target) {
        return transaction.change(target.accountId(), sql -> {
            int deleted = sql.update(
                    "DELETE FROM attachments WHERE target_kind = ? AND target_id = ? AND policy_id = ?",
                    target.kind().name(),
                    target.id(),
                    policy.id());
            if (deleted == 0) {
                throw notExist(entity(target), policy.name());
            }
            changed(target);
        });
    }

    @Override
    public CompletionStage<List<Attached<ManagedPolicy>>> policiesOf(Target target) {
        return transaction.within(target.accountId(), sql -> {
            String kind = target.kind().name();
            List<Attached<ManagedPolicy>> attached = new ArrayList<>(sql.list(
                    row -> new Attached<>(SqlPolicies.read(row), Sql.instant(row, "attached_at")),
                    "SELECT " + SqlPolicies.COLUMNS + ", t.attached_at FROM policies p"
                            + " JOIN attachments t ON t.policy_id = p.id WHERE t.target_kind = ? AND t.target_id = ?",
                    kind,
                    target.id()));
            List<SystemRow> rows = sql.list(
                    row -> new SystemRow(row.getString("policy_id"), Sql.instant(row, "attached_at")),
                    "SELECT policy_id, attached_at FROM attachments"
                            + " WHERE target_kind = ? AND target_id = ? AND policy_type = ?",
                    kind,
                    target.id(),
                    PolicyType.SYSTEM.name());
            for (SystemRow row : rows) {
                var policy = BuiltInPolicies.byId(row.policyId());
                if (policy.isPresent()) {
                    int count = BuiltInPolicies.attachments(sql, target.accountId(), policy.get());
                    attached.add(new Attached<>(BuiltInPolicies.managed(policy.get(), count), row.attachedAt()));
                }
            }
            attached.sort(Comparator.comparing(
                    each -> Names.fold(each.item().name()) + each.item().type()));
            return List.copyOf(attached);
        });
    }

    private record SystemRow(String policyId, Instant attachedAt) {}

    @Override
    public CompletionStage<Entities> entitiesOf(String accountId, ManagedPolicy policy) {
        return transaction.within(
                accountId,
                sql -> new Entities(
                        entities(
                                sql,
                                accountId,
                                policy,
                                Target.Kind.USER,
                                SqlUsers.COLUMNS,
                                "ram_users u",
                                SqlUsers::read),
                        entities(
                                sql,
                                accountId,
                                policy,
                                Target.Kind.GROUP,
                                SqlGroups.COLUMNS,
                                "ram_groups g",
                                SqlGroups::read),
                        entities(
                                sql,
                                accountId,
                                policy,
                                Target.Kind.ROLE,
                                SqlRoles.COLUMNS,
                                "ram_roles r",
                                SqlRoles::read)));
    }

    private static <T> List<Attached<T>> entities(
            Sql sql,
            String accountId,
            ManagedPolicy policy,
            Target.Kind kind,
            String columns,
            String table,
            Sql.Reader<T> reader)
            throws SQLException {
        String alias = table.substring(table.length() - 1);
        Sql.Reader<Attached<T>> attached =
                (ResultSet row) -> new Attached<>(reader.read(row), Sql.instant(row, "attached_at"));
        return sql.list(
                attached,
                "SELECT " + columns + ", t.attached_at FROM " + table + " JOIN attachments t ON t.target_id = " + alias
                        + ".id WHERE t.target_kind = ? AND t.policy_id = ? AND t.account_id = ? ORDER BY " + alias
                        + ".name_folded",
                kind.name(),
                policy.id(),
                accountId);
    }

    /** Fails with {@code DELETE_CONFLICT} while policies are attached. */
    static void refuseDeletionOf(Sql sql, Target target) throws SQLException {
        SqlTransaction.refuseDeletion(
                sql,
                entity(target),
                "SELECT 1 FROM attachments WHERE target_kind = ? AND target_id = ?",
                target.kind().name(),
                target.id());
    }

    private static String entity(Target target) {
        return target.kind().entity() + ".Policy";
    }

    private void changed(Target target) {
        transaction.changed(target.accountId(), ChangeKind.ATTACHMENT, target.id());
    }
}
