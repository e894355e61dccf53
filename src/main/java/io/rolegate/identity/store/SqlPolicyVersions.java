package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.ManagedPolicy;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.PolicyVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The versions of policies in SQL. Numbers are never reused, not even after a deletion, unless an import brings them back. */
final class SqlPolicyVersions {
    private static final String ENTITY = "Policy.Version";
    private static final Pattern ID = Pattern.compile("[vV]([1-9][0-9]{0,8})");
    private static final String SELECT = "SELECT v.version, v.document, v.created_at, p.default_version"
            + " FROM policy_versions v JOIN policies p ON p.id = v.policy_id WHERE v.policy_id = ?";

    private final SqlTransaction transaction;

    SqlPolicyVersions(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    static String id(int number) {
        return "v" + number;
    }

    /** The number of a policy's draft in a row of the policies, null where it has none. */
    static @Nullable Integer draftNumber(ResultSet row) throws SQLException {
        int number = row.getInt("draft_version");
        return row.wasNull() ? null : number;
    }

    /** The id of a policy's draft in a row of the policies, null where it has none. */
    static @Nullable String draft(ResultSet row) throws SQLException {
        Integer number = draftNumber(row);
        return number == null ? null : id(number);
    }

    /** The number in a version's id; 0, which no version has, where it is none. */
    static int number(String versionId) {
        var matcher = ID.matcher(versionId);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }

    void insert(Sql sql, String policyId, int number, String document) throws SQLException {
        sql.update(
                "INSERT INTO policy_versions (policy_id, version, document, created_at) VALUES (?, ?, ?, ?)",
                policyId,
                number,
                document,
                transaction.now());
    }

    CompletionStage<PolicyVersion> add(
            ManagedPolicy policy, String document, boolean setAsDefault, boolean deleteOldest) {
        return transaction.within(policy.accountId(), sql -> {
            int number = append(sql, policy, document, deleteOldest);
            if (setAsDefault) {
                sql.update("UPDATE policies SET default_version = ? WHERE id = ?", number, policy.id());
            }
            return new PolicyVersion(id(number), document, setAsDefault, transaction.now());
        });
    }

    CompletionStage<PolicyVersion> addDraft(ManagedPolicy policy, String document, boolean deleteOldest) {
        return transaction.within(policy.accountId(), sql -> {
            if (policy.draftVersion() != null) {
                throw new DirectoryException(
                        Kind.ALREADY_EXISTS,
                        "Policy.DraftVersion",
                        "The policy " + policy.name() + " has the draft " + policy.draftVersion()
                                + " already; publish or delete it first");
            }
            int number = append(sql, policy, document, deleteOldest);
            sql.update("UPDATE policies SET draft_version = ? WHERE id = ?", number, policy.id());
            return new PolicyVersion(id(number), document, false, transaction.now());
        });
    }

    private int append(Sql sql, ManagedPolicy policy, String document, boolean deleteOldest) throws SQLException {
        int last = sql.first(row -> row.getInt(1), "SELECT last_version FROM policies WHERE id = ?", policy.id())
                .orElseThrow(() -> notExist("Policy", policy.name()));
        makeRoom(sql, policy, deleteOldest);
        int number = last + 1;
        insert(sql, policy.id(), number, document);
        sql.update(
                "UPDATE policies SET last_version = ?, updated_at = ? WHERE id = ?",
                number,
                transaction.now(),
                policy.id());
        changed(policy);
        return number;
    }

    private void makeRoom(Sql sql, ManagedPolicy policy, boolean deleteOldest) throws SQLException {
        int quota = transaction.quotas().versionsPerPolicy();
        long present = sql.number("SELECT COUNT(*) FROM policy_versions WHERE policy_id = ?", policy.id());
        if (present >= quota && deleteOldest) {
            present -= sql.update(
                    "DELETE FROM policy_versions WHERE policy_id = ? AND version ="
                            + " (SELECT MIN(v.version) FROM policy_versions v JOIN policies p ON p.id = v.policy_id"
                            + " WHERE v.policy_id = ? AND v.version <> p.default_version"
                            + " AND (p.draft_version IS NULL OR v.version <> p.draft_version))",
                    policy.id(),
                    policy.id());
        }
        limit(ENTITY, present, quota);
    }

    CompletionStage<Void> set(
            ManagedPolicy policy,
            SortedMap<Integer, String> documents,
            int defaultVersion,
            @Nullable Integer draftVersion) {
        return transaction.change(policy.accountId(), sql -> {
            if (!documents.containsKey(defaultVersion)) {
                throw notExist(ENTITY, id(defaultVersion));
            }
            if (draftVersion != null && !documents.containsKey(draftVersion)) {
                throw notExist(ENTITY, id(draftVersion));
            }
            limit(ENTITY, documents.size() - 1L, transaction.quotas().versionsPerPolicy());
            Map<Integer, String> present = new HashMap<>();
            for (PolicyVersion version :
                    sql.list(SqlPolicyVersions::read, SELECT + " ORDER BY v.version DESC", policy.id())) {
                present.put(number(version.id()), version.document());
            }
            for (int number : present.keySet()) {
                if (!documents.containsKey(number)) {
                    sql.update("DELETE FROM policy_versions WHERE policy_id = ? AND version = ?", policy.id(), number);
                }
            }
            for (Map.Entry<Integer, String> version : documents.entrySet()) {
                String before = present.get(version.getKey());
                if (before == null) {
                    insert(sql, policy.id(), version.getKey(), version.getValue());
                } else if (!before.equals(version.getValue())) {
                    throw new DirectoryException(
                            Kind.ALREADY_EXISTS,
                            ENTITY,
                            "The policy version " + id(version.getKey()) + " exists already");
                }
            }
            sql.update(
                    "UPDATE policies SET default_version = ?, draft_version = ?, updated_at = ?,"
                            + " last_version = CASE WHEN last_version < ? THEN ? ELSE last_version END WHERE id = ?",
                    defaultVersion,
                    draftVersion,
                    transaction.now(),
                    documents.lastKey(),
                    documents.lastKey(),
                    policy.id());
            changed(policy);
        });
    }

    CompletionStage<List<PolicyVersion>> list(ManagedPolicy policy) {
        return transaction.within(
                policy.accountId(),
                sql -> policy.type() == PolicyType.SYSTEM
                        ? BuiltInPolicies.byId(policy.id()).map(BuiltInPolicies::version).stream()
                                .toList()
                        : sql.list(SqlPolicyVersions::read, SELECT + " ORDER BY v.version DESC", policy.id()));
    }

    CompletionStage<PolicyVersion> require(ManagedPolicy policy, String versionId) {
        return transaction.within(
                policy.accountId(), sql -> find(sql, policy, versionId).orElseThrow(() -> notExist(ENTITY, versionId)));
    }

    CompletionStage<Void> setDefault(ManagedPolicy policy, String versionId) {
        return transaction.change(policy.accountId(), sql -> {
            if (find(sql, policy, versionId).isEmpty()) {
                throw notExist(ENTITY, versionId);
            }
            sql.update(
                    "UPDATE policies SET default_version = ?, updated_at = ? WHERE id = ?",
                    number(versionId),
                    transaction.now(),
                    policy.id());
            endDraft(sql, policy, versionId);
            changed(policy);
        });
    }

    CompletionStage<Void> delete(ManagedPolicy policy, String versionId) {
        return transaction.change(policy.accountId(), sql -> {
            PolicyVersion version = find(sql, policy, versionId).orElseThrow(() -> notExist(ENTITY, versionId));
            if (version.isDefault()) {
                throw new DirectoryException(
                        Kind.DELETE_CONFLICT, "Policy.Version.Default", versionId + " is the version in force");
            }
            sql.update(
                    "DELETE FROM policy_versions WHERE policy_id = ? AND version = ?", policy.id(), number(versionId));
            endDraft(sql, policy, versionId);
            changed(policy);
        });
    }

    /** The version is a draft no more, if it was one. */
    private static void endDraft(Sql sql, ManagedPolicy policy, String versionId) throws SQLException {
        sql.update(
                "UPDATE policies SET draft_version = NULL WHERE id = ? AND draft_version = ?",
                policy.id(),
                number(versionId));
    }

    private static Optional<PolicyVersion> find(Sql sql, ManagedPolicy policy, String versionId) throws SQLException {
        if (policy.type() == PolicyType.SYSTEM) {
            return BuiltInPolicies.byId(policy.id())
                    .map(BuiltInPolicies::version)
                    .filter(version -> number(version.id()) == number(versionId));
        }
        return sql.first(SqlPolicyVersions::read, SELECT + " AND v.version = ?", policy.id(), number(versionId));
    }

    private void changed(ManagedPolicy policy) {
        transaction.changed(policy.accountId(), ChangeKind.POLICY, policy.id());
    }

    private static PolicyVersion read(ResultSet row) throws SQLException {
        int number = row.getInt("version");
        return new PolicyVersion(
                id(number),
                row.getString("document"),
                number == row.getInt("default_version"),
                Sql.instant(row, "created_at"));
    }
}
