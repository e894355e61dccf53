package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.refuseDeletion;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.Page;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.repository.Policies;
import io.rolegate.policy.SystemPolicies.SystemPolicy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link Policies} in SQL; what concerns one policy's versions is in {@link SqlPolicyVersions}. */
final class SqlPolicies implements Policies {
    static final String COLUMNS = "p.id, p.account_id, p.name, p.description, p.default_version, p.draft_version,"
            + " p.created_at, p.updated_at, (SELECT COUNT(*) FROM attachments a WHERE a.policy_id = p.id) AS attachment_count";

    private static final String ENTITY = "Policy";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM policies p";

    private final SqlTransaction transaction;
    private final SqlPolicyVersions versions;

    SqlPolicies(SqlTransaction transaction) {
        this.transaction = transaction;
        this.versions = new SqlPolicyVersions(transaction);
    }

    @Override
    public CompletionStage<ManagedPolicy> create(String accountId, String name, String description, String document) {
        return transaction.within(accountId, sql -> {
            long present = sql.number("SELECT COUNT(*) FROM policies WHERE account_id = ?", accountId);
            limit(ENTITY, present, transaction.quotas().customPoliciesPerAccount());
            String id = RandomText.digits(SqlUsers.ID_DIGITS);
            unique(
                    sql,
                    ENTITY,
                    name,
                    "INSERT INTO policies (id, account_id, name, name_folded, description, default_version,"
                            + " last_version, created_at, updated_at) VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?)",
                    id,
                    accountId,
                    name,
                    Names.fold(name),
                    description,
                    transaction.now(),
                    transaction.now());
            versions.insert(sql, id, 1, document);
            transaction.changed(accountId, ChangeKind.POLICY, id);
            return byName(sql, accountId, name).orElseThrow();
        });
    }

    @Override
    public CompletionStage<Optional<ManagedPolicy>> find(String accountId, PolicyType type, String name) {
        return transaction.within(accountId, sql -> find(sql, accountId, type, name));
    }

    @Override
    public CompletionStage<ManagedPolicy> require(String accountId, PolicyType type, String name) {
        return transaction.within(
                accountId, sql -> find(sql, accountId, type, name).orElseThrow(() -> notExist(ENTITY, name)));
    }

    @Override
    public CompletionStage<ManagedPolicy> updateDescription(String accountId, String name, String newDescription) {
        return transaction.within(accountId, sql -> {
            ManagedPolicy old = required(sql, accountId, name);
            sql.update(
                    "UPDATE policies SET description = ?, updated_at = ? WHERE id = ?",
                    newDescription,
                    transaction.now(),
                    old.id());
            transaction.changed(accountId, ChangeKind.POLICY, old.id());
            return required(sql, accountId, name);
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, String name) {
        return transaction.change(accountId, sql -> {
            ManagedPolicy policy = required(sql, accountId, name);
            for (Target.Kind kind : Target.Kind.values()) {
                refuseDeletion(
                        sql,
                        "Policy." + kind.entity(),
                        "SELECT 1 FROM attachments WHERE policy_id = ? AND target_kind = ?",
                        policy.id(),
                        kind.name());
            }
            refuseDeletion(
                    sql,
                    "Policy.Version",
                    "SELECT 1 FROM policy_versions WHERE policy_id = ? AND version <> ?",
                    policy.id(),
                    SqlPolicyVersions.number(policy.defaultVersion()));
            sql.update("DELETE FROM policy_versions WHERE policy_id = ?", policy.id());
            sql.update("DELETE FROM policies WHERE id = ?", policy.id());
            transaction.changed(accountId, ChangeKind.POLICY, policy.id());
        });
    }

    /** Pages are cut in memory, since databases order names differently from the program's own policies among them. */
    @Override
    public CompletionStage<Page<ManagedPolicy>> list(String accountId, @Nullable PolicyType type, Page.Request page) {
        return transaction.within(accountId, sql -> {
            List<ManagedPolicy> all = new ArrayList<>();
            if (type != PolicyType.SYSTEM) {
                all.addAll(sql.list(SqlPolicies::read, SELECT + " WHERE p.account_id = ?", accountId));
            }
            if (type != PolicyType.CUSTOM) {
                for (SystemPolicy policy : BuiltInPolicies.all()) {
                    all.add(BuiltInPolicies.managed(policy, BuiltInPolicies.attachments(sql, accountId, policy)));
                }
            }
            return cut(all, page);
        });
    }

    /** A custom policy may bear a system policy's name: the marker tells them apart, custom ones first. */
    private static Page<ManagedPolicy> cut(List<ManagedPolicy> all, Page.Request page) {
        String marker = page.marker();
        List<ManagedPolicy> rest = all.stream()
                .filter(policy -> marker == null || key(policy).compareTo(marker) > 0)
                .sorted(Comparator.comparing(SqlPolicies::key))
                .limit(Pages.rows(page))
                .toList();
        if (rest.size() <= page.maxItems()) {
            return new Page<>(rest, null);
        }
        return new Page<>(rest.subList(0, page.maxItems()), key(rest.get(page.maxItems() - 1)));
    }

    private static String key(ManagedPolicy policy) {
        return Names.fold(policy.name()) + (policy.type() == PolicyType.CUSTOM ? "/c" : "/s");
    }

    @Override
    public CompletionStage<PolicyVersion> addVersion(
            ManagedPolicy policy, String document, boolean setAsDefault, boolean deleteOldest) {
        return versions.add(policy, document, setAsDefault, deleteOldest);
    }

    @Override
    public CompletionStage<PolicyVersion> addDraft(ManagedPolicy policy, String document, boolean deleteOldest) {
        return versions.addDraft(policy, document, deleteOldest);
    }

    @Override
    public CompletionStage<Page<ManagedPolicy>> drafts(String accountId, Page.Request page) {
        return transaction.within(
                accountId,
                sql -> cut(
                        sql.list(
                                SqlPolicies::read,
                                SELECT + " WHERE p.account_id = ? AND p.draft_version IS NOT NULL",
                                accountId),
                        page));
    }

    @Override
    public CompletionStage<Void> setVersions(
            ManagedPolicy policy,
            SortedMap<Integer, String> documents,
            int defaultVersion,
            @Nullable Integer draftVersion) {
        return versions.set(policy, documents, defaultVersion, draftVersion);
    }

    @Override
    public CompletionStage<List<PolicyVersion>> versions(ManagedPolicy policy) {
        return versions.list(policy);
    }

    @Override
    public CompletionStage<PolicyVersion> requireVersion(ManagedPolicy policy, String versionId) {
        return versions.require(policy, versionId);
    }

    @Override
    public CompletionStage<Void> setDefaultVersion(ManagedPolicy policy, String versionId) {
        return versions.setDefault(policy, versionId);
    }

    @Override
    public CompletionStage<Void> deleteVersion(ManagedPolicy policy, String versionId) {
        return versions.delete(policy, versionId);
    }

    private static Optional<ManagedPolicy> find(Sql sql, String accountId, PolicyType type, String name)
            throws SQLException {
        return type == PolicyType.SYSTEM ? BuiltInPolicies.find(sql, accountId, name) : byName(sql, accountId, name);
    }

    private static Optional<ManagedPolicy> byName(Sql sql, String accountId, String name) throws SQLException {
        return sql.first(
                SqlPolicies::read,
                SELECT + " WHERE p.account_id = ? AND p.name_folded = ?",
                accountId,
                Names.fold(name));
    }

    private static ManagedPolicy required(Sql sql, String accountId, String name) throws SQLException {
        return byName(sql, accountId, name).orElseThrow(() -> notExist(ENTITY, name));
    }

    static ManagedPolicy read(ResultSet row) throws SQLException {
        return new ManagedPolicy(
                row.getString("id"),
                row.getString("account_id"),
                PolicyType.CUSTOM,
                row.getString("name"),
                row.getString("description"),
                SqlPolicyVersions.id(row.getInt("default_version")),
                SqlPolicyVersions.draft(row),
                row.getInt("attachment_count"),
                Sql.instant(row, "created_at"),
                Sql.instant(row, "updated_at"));
    }
}
