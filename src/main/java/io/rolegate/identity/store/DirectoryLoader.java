package io.rolegate.identity.store;

import io.rolegate.identity.Account;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.Directory.RoleEntry;
import io.rolegate.identity.Directory.UserEntry;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.OwnCredentials;
import io.rolegate.identity.PasswordMark;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.policy.AttachedPolicy;
import io.rolegate.policy.PolicySet;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what the directory keeps. Each answer is one snapshot of the store, taken after it was asked for. */
final class DirectoryLoader {
    private static final String ATTACHED =
            "SELECT t.target_kind, t.policy_id, t.policy_type, g.name AS group_name, p.name AS policy_name,"
                    + " p.default_version, v.document, p.draft_version, d.document AS draft FROM attachments t"
                    + " LEFT JOIN ram_groups g ON t.target_kind = 'GROUP' AND g.id = t.target_id"
                    + " LEFT JOIN policies p ON p.id = t.policy_id"
                    + " LEFT JOIN policy_versions v ON v.policy_id = p.id AND v.version = p.default_version"
                    + " LEFT JOIN policy_versions d ON d.policy_id = p.id AND d.version = p.draft_version";

    private final Database database;
    private final SecretBox box;
    private final PolicyCompiler compiler;

    DirectoryLoader(Database database, SecretBox box, PolicyCompiler compiler) {
        this.database = database;
        this.box = box;
        this.compiler = compiler;
    }

    Future<Optional<KeyEntry>> accessKey(String accessKeyId) {
        return read(sql -> SqlAccessKeys.entry(sql, box, accessKeyId));
    }

    Future<Optional<String>> accessKeyOwner(String accessKeyId) {
        return read(sql ->
                sql.first(row -> row.getString(1), "SELECT account_id FROM access_keys WHERE id = ?", accessKeyId));
    }

    Future<Optional<UserEntry>> user(String accountId, String userId, long revision) {
        return read(sql -> {
            Optional<RamUser> user = SqlUsers.byId(sql, accountId, userId);
            if (user.isEmpty()) {
                return Optional.empty();
            }
            List<AttachedPolicy> policies = attached(
                    user.get().arn(),
                    accountId,
                    sql.list(
                            DirectoryLoader::row,
                            ATTACHED + " WHERE (t.target_kind = 'USER' AND t.target_id = ?) OR (t.target_kind = 'GROUP'"
                                    + " AND t.target_id IN (SELECT m.group_id FROM group_members m WHERE m.user_id = ?))",
                            userId,
                            userId));
            OwnCredentials.policy(accountId, user.get().name(), SqlSecuritySettings.preference(sql, accountId))
                    .ifPresent(policies::add);
            return Optional.of(new UserEntry(user.get(), PolicySet.ofIdentity(policies), revision));
        });
    }

    Future<Optional<String>> passwordMark(String accountId, @Nullable String userId) {
        return read(sql -> userId == null
                ? sql.first(
                        row -> PasswordMark.of(row.getString("owner_password_hash"), null),
                        "SELECT owner_password_hash FROM accounts WHERE id = ?",
                        accountId)
                : sql.first(
                        row -> PasswordMark.of(row.getString("password_hash"), Sql.instant(row, "password_set_at")),
                        "SELECT l.password_hash, l.password_set_at FROM login_profiles l"
                                + " JOIN ram_users u ON u.id = l.user_id WHERE u.account_id = ? AND u.id = ?",
                        accountId,
                        userId));
    }

    Future<Optional<RoleEntry>> role(String accountId, String roleId, long revision) {
        return read(sql -> entry(sql, SqlRoles.byId(sql, accountId, roleId), revision));
    }

    Future<Optional<RoleEntry>> roleNamed(String accountId, String name, long revision) {
        return read(sql -> entry(sql, SqlRoles.byName(sql, accountId, name), revision));
    }

    Future<Optional<OidcProvider>> oidcProvider(String accountId, String name) {
        return read(sql -> SqlOidcProviders.byName(sql, accountId, name));
    }

    Future<Optional<Account>> account(String idOrAlias) {
        return read(sql -> {
            Optional<Account> byId = SqlAccounts.byId(sql, idOrAlias);
            return byId.isPresent() ? byId : SqlAccounts.byAlias(sql, idOrAlias);
        });
    }

    private Optional<RoleEntry> entry(Sql sql, Optional<Role> found, long revision) throws SQLException {
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Role role = found.get();
        List<AttachedPolicy> policies = attached(
                role.arn(),
                role.accountId(),
                sql.list(
                        DirectoryLoader::row,
                        ATTACHED + " WHERE t.target_kind = ? AND t.target_id = ?",
                        Target.Kind.ROLE.name(),
                        role.id()));
        return Optional.of(
                new RoleEntry(role, compiler.trust(role.trustPolicy()), PolicySet.ofIdentity(policies), revision));
    }

    private List<AttachedPolicy> attached(String ownerArn, String accountId, List<AttachedRow> rows) {
        List<AttachedPolicy> attached = new ArrayList<>(rows.size());
        for (AttachedRow row : rows) {
            String attachedTo = Target.Kind.GROUP.name().equals(row.targetKind())
                    ? RamGroup.arn(accountId, row.groupName())
                    : ownerArn;
            attached.add(
                    PolicyType.SYSTEM.name().equals(row.policyType())
                            ? compiler.system(row.policyId(), attachedTo)
                            : custom(row, attachedTo));
        }
        return attached;
    }

    private AttachedPolicy custom(AttachedRow row, String attachedTo) {
        AttachedPolicy policy =
                compiler.custom(row.policyId(), row.policyName(), row.version(), row.document(), attachedTo);
        String draft = row.draft();
        return draft == null
                ? policy
                : policy.withDraft(compiler.draft(policy, row.policyId(), row.draftVersion(), draft));
    }

    /** The name of a group, and what is known of a custom policy; empty for others. The draft is null where there is none. */
    private record AttachedRow(
            String targetKind,
            String policyId,
            String policyType,
            String groupName,
            String policyName,
            int version,
            String document,
            int draftVersion,
            @Nullable String draft) {}

    private static AttachedRow row(ResultSet row) throws SQLException {
        return new AttachedRow(
                row.getString("target_kind"),
                row.getString("policy_id"),
                row.getString("policy_type"),
                textOrEmpty(row.getString("group_name")),
                textOrEmpty(row.getString("policy_name")),
                row.getInt("default_version"),
                textOrEmpty(row.getString("document")),
                row.getInt("draft_version"),
                row.getString("draft"));
    }

    private static String textOrEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private <T> Future<T> read(Sql.Work<T> work) {
        return database.transaction(Database.Mode.READ, session -> session.run(work));
    }
}
