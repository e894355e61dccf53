package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.notExist;

import io.rolegate.identity.Account;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.OidcProvider;
import io.rolegate.identity.PolicyType;
import io.rolegate.identity.RamGroup;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Role;
import io.rolegate.identity.Secret;
import io.rolegate.identity.repository.AccountImages;
import io.rolegate.identity.repository.Attachments.Target;
import io.rolegate.identity.transfer.AccountImage;
import io.rolegate.identity.transfer.AccountImage.Device;
import io.rolegate.identity.transfer.AccountImage.Group;
import io.rolegate.identity.transfer.AccountImage.HeldKey;
import io.rolegate.identity.transfer.AccountImage.Issuer;
import io.rolegate.identity.transfer.AccountImage.Login;
import io.rolegate.identity.transfer.AccountImage.Owner;
import io.rolegate.identity.transfer.AccountImage.Password;
import io.rolegate.identity.transfer.AccountImage.Policy;
import io.rolegate.identity.transfer.AccountImage.User;
import io.rolegate.identity.transfer.PolicyLink;
import io.rolegate.identity.transfer.Section;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@link AccountImages} in SQL: a dozen queries, however much an account holds. */
final class SqlAccountImages implements AccountImages {
    private static final String OWNER = "";

    private final SqlTransaction transaction;

    SqlAccountImages(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<AccountImage> read(String accountId, boolean withSecrets) {
        return transaction.within(accountId, sql -> {
            Account account = SqlAccounts.byId(sql, accountId).orElseThrow(() -> notExist("Account", accountId));
            return new Reading(sql, accountId, withSecrets, transaction.box()).image(account);
        });
    }

    private record Reading(Sql sql, String accountId, boolean withSecrets, SecretBox box) {
        /** A row of a table between two entities: whom it belongs to, and what it gives. */
        private record Belonging<T>(String owner, T item) {}

        AccountImage image(Account account) throws SQLException {
            Map<String, Map<String, HeldKey>> keys = keys();
            Map<String, List<String>> links = links();
            String ownerHash = withSecrets
                    ? sql.first(
                                    row -> row.getString(1),
                                    "SELECT owner_password_hash FROM accounts WHERE id = ?",
                                    accountId)
                            .orElse(null)
                    : null;
            return new AccountImage(
                    accountId,
                    account.alias(),
                    new Owner(ownerHash, Section.of(keys.getOrDefault(OWNER, Map.of()))),
                    SqlSecuritySettings.policy(sql, accountId),
                    SqlSecuritySettings.preference(sql, accountId),
                    Section.of(policies()),
                    Section.of(groups(links)),
                    Section.of(users(keys, links)),
                    Section.of(roles(links)),
                    Section.of(providers()),
                    Section.of(devices()));
        }

        private Map<String, Map<String, HeldKey>> keys() throws SQLException {
            Map<String, Map<String, HeldKey>> keys = new HashMap<>();
            sql.list(
                            row -> new Belonging<>(
                                    row.getString("user_id") == null ? OWNER : row.getString("user_id"),
                                    Map.entry(row.getString("id"), key(row))),
                            "SELECT id, user_id, status, secret FROM access_keys WHERE account_id = ?",
                            accountId)
                    .forEach(key -> keys.computeIfAbsent(key.owner(), any -> new HashMap<>())
                            .put(key.item().getKey(), key.item().getValue()));
            return keys;
        }

        private HeldKey key(ResultSet row) throws SQLException {
            SecretBox.Place place = SqlAccessKeys.place(row.getString("id"));
            return new HeldKey(SqlAccessKeys.status(row), opened(row.getString("secret"), place));
        }

        private @Nullable Secret opened(String sealed, SecretBox.Place place) {
            return withSecrets ? box.open(sealed, place) : null;
        }

        /** What is attached, by the ids of what it is attached to. */
        private Map<String, List<String>> links() throws SQLException {
            List<Belonging<String>> rows = sql.list(
                    row -> new Belonging<>(owner(row), link(row)),
                    "SELECT t.target_kind, t.target_id, t.policy_id, p.name FROM attachments t"
                            + " LEFT JOIN policies p ON p.id = t.policy_id WHERE t.account_id = ?",
                    accountId);
            return byOwner(rows);
        }

        private static String owner(ResultSet row) throws SQLException {
            return owner(Target.Kind.valueOf(row.getString("target_kind")), row.getString("target_id"));
        }

        private static String owner(Target.Kind kind, String id) {
            return kind + " " + id;
        }

        private static String link(ResultSet row) throws SQLException {
            String custom = row.getString("name");
            PolicyLink link = custom == null
                    ? new PolicyLink(PolicyType.SYSTEM, BuiltInPolicies.nameOf(row.getString("policy_id")))
                    : new PolicyLink(PolicyType.CUSTOM, custom);
            return link.toString();
        }

        private static Map<String, List<String>> byOwner(List<Belonging<String>> rows) {
            return rows.stream()
                    .collect(Collectors.groupingBy(
                            Belonging::owner, Collectors.mapping(Belonging::item, Collectors.toList())));
        }

        private static SortedSet<String> of(Map<String, List<String>> names, String owner) {
            return AccountImage.names(names.getOrDefault(owner, List.of()));
        }

        private Map<String, Policy> policies() throws SQLException {
            Map<String, SortedMap<Integer, String>> versions = new HashMap<>();
            sql.list(
                            row -> new Belonging<>(
                                    row.getString("policy_id"),
                                    Map.entry(row.getInt("version"), row.getString("document"))),
                            "SELECT v.policy_id, v.version, v.document FROM policy_versions v"
                                    + " JOIN policies p ON p.id = v.policy_id WHERE p.account_id = ?",
                            accountId)
                    .forEach(version -> versions.computeIfAbsent(version.owner(), any -> new TreeMap<>())
                            .put(version.item().getKey(), version.item().getValue()));
            return named(sql.list(
                    row -> Map.entry(
                            row.getString("name"),
                            new Policy(
                                    row.getString("description"),
                                    row.getInt("default_version"),
                                    SqlPolicyVersions.draftNumber(row),
                                    versions.getOrDefault(row.getString("id"), new TreeMap<>()))),
                    "SELECT id, name, description, default_version, draft_version FROM policies WHERE account_id = ?",
                    accountId));
        }

        private Map<String, Group> groups(Map<String, List<String>> links) throws SQLException {
            List<RamGroup> groups = sql.list(
                    SqlGroups::read,
                    "SELECT " + SqlGroups.COLUMNS + " FROM ram_groups g WHERE g.account_id = ?",
                    accountId);
            return named(
                    groups,
                    RamGroup::name,
                    group -> new Group(group.comments(), of(links, owner(Target.Kind.GROUP, group.id()))));
        }

        private Map<String, User> users(Map<String, Map<String, HeldKey>> keys, Map<String, List<String>> links)
                throws SQLException {
            Map<String, List<String>> groups = byOwner(sql.list(
                    row -> new Belonging<>(row.getString("user_id"), row.getString("name")),
                    "SELECT m.user_id, g.name FROM group_members m JOIN ram_groups g ON g.id = m.group_id"
                            + " WHERE g.account_id = ?",
                    accountId));
            Map<String, Login> logins = logins();
            List<RamUser> users = sql.list(
                    SqlUsers::read,
                    "SELECT " + SqlUsers.COLUMNS + " FROM ram_users u WHERE u.account_id = ?",
                    accountId);
            return named(
                    users,
                    RamUser::name,
                    user -> new User(
                            user.details(),
                            of(groups, user.id()),
                            of(links, owner(Target.Kind.USER, user.id())),
                            logins.get(user.id()),
                            Section.of(keys.getOrDefault(user.id(), Map.of()))));
        }

        private Map<String, Login> logins() throws SQLException {
            return named(sql.list(
                    row -> Map.entry(
                            row.getString("user_id"),
                            new Login(
                                    row.getBoolean("mfa_bind_required"),
                                    row.getBoolean("password_reset_required"),
                                    password(row))),
                    "SELECT l.user_id, l.mfa_bind_required, l.password_reset_required, l.password_hash,"
                            + " l.password_set_at FROM login_profiles l JOIN ram_users u ON u.id = l.user_id"
                            + " WHERE u.account_id = ?",
                    accountId));
        }

        private @Nullable Password password(ResultSet row) throws SQLException {
            return withSecrets
                    ? new Password(row.getString("password_hash"), Sql.instant(row, "password_set_at"))
                    : null;
        }

        private Map<String, AccountImage.Role> roles(Map<String, List<String>> links) throws SQLException {
            List<Role> roles = sql.list(
                    SqlRoles::read,
                    "SELECT " + SqlRoles.COLUMNS + " FROM ram_roles r WHERE r.account_id = ?",
                    accountId);
            return named(
                    roles,
                    Role::name,
                    role -> new AccountImage.Role(
                            role.description(),
                            role.maxSessionDuration(),
                            role.trustPolicy(),
                            of(links, owner(Target.Kind.ROLE, role.id()))));
        }

        private Map<String, Issuer> providers() throws SQLException {
            return named(
                    SqlOidcProviders.all(sql, accountId),
                    OidcProvider::name,
                    provider -> new Issuer(provider.issuerUrl(), provider.details()));
        }

        private Map<String, Device> devices() throws SQLException {
            return named(sql.list(
                    row -> Map.entry(row.getString("name"), device(row)),
                    "SELECT d.name, d.seed, u.name AS user_name FROM mfa_devices d"
                            + " LEFT JOIN ram_users u ON u.id = d.user_id WHERE d.account_id = ?",
                    accountId));
        }

        private Device device(ResultSet row) throws SQLException {
            String serialNumber = MfaDevice.serialNumber(accountId, row.getString("name"));
            return new Device(
                    row.getString("user_name"), opened(row.getString("seed"), SqlMfaDevices.place(serialNumber)));
        }

        private static <T, R> Map<String, R> named(List<T> items, Function<T, String> name, Function<T, R> image) {
            return items.stream().collect(Collectors.toMap(name, image));
        }

        private static <R> Map<String, R> named(List<Map.Entry<String, R>> items) {
            return named(items, Map.Entry::getKey, Map.Entry::getValue);
        }
    }
}
