package io.rolegate.identity.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A digest of the entities that a write touches, as they are at one moment. It covers what administrators set, not what uses leave
 * behind, and no sealed secret: what a write leaves has the same digest when the next write finds it, unless somebody changed
 * the tables by hand.
 */
final class EntityDigest {
    private static final String NULL = "\0";

    private EntityDigest() {}

    /** Null where none of them exists. */
    static @Nullable String of(Sql sql, List<Change> changes) throws SQLException {
        Set<Change> distinct = new TreeSet<>(Comparator.comparing(Change::accountId)
                .thenComparing(Change::kind)
                .thenComparing(Change::entity));
        distinct.addAll(changes);
        MessageDigest digest = sha256();
        boolean found = false;
        for (Change change : distinct) {
            for (Query query : queries(change)) {
                for (List<String> row : sql.list(
                        EntityDigest::columns, query.text(), query.parameters().toArray())) {
                    found = true;
                    add(digest, change.kind().name());
                    row.forEach(column -> add(digest, column));
                }
            }
        }
        return found ? HexFormat.of().formatHex(digest.digest()) : null;
    }

    private record Query(String text, List<String> parameters) {
        Query(String text, String... parameters) {
            this(text, List.of(parameters));
        }
    }

    private static List<Query> queries(Change change) {
        String id = change.entity();
        return switch (change.kind()) {
            case ACCOUNT -> List.of(new Query("SELECT id, alias, owner_password_hash FROM accounts WHERE id = ?", id));
            case USER ->
                List.of(new Query(
                        "SELECT id, name, display_name, email, mobile_phone, comments FROM ram_users WHERE id = ?",
                        id));
            case GROUP ->
                List.of(
                        new Query("SELECT id, name, comments FROM ram_groups WHERE id = ?", id),
                        new Query("SELECT user_id FROM group_members WHERE group_id = ? ORDER BY user_id", id));
            case ROLE ->
                List.of(new Query(
                        "SELECT id, name, description, trust_policy, max_session_seconds FROM ram_roles WHERE id = ?",
                        id));
            case ACCESS_KEY ->
                List.of(new Query("SELECT id, account_id, user_id, status FROM access_keys WHERE id = ?", id));
            case LOGIN_PROFILE ->
                List.of(new Query(
                        "SELECT user_id, password_hash, mfa_bind_required, password_reset_required, password_set_at"
                                + " FROM login_profiles WHERE user_id = ?",
                        id));
            case MFA_DEVICE ->
                List.of(new Query(
                        "SELECT name, user_id, activated_at FROM mfa_devices"
                                + " WHERE account_id = ? AND (user_id = ? OR name_folded = ?) ORDER BY name_folded",
                        change.accountId(),
                        id,
                        id));
            case SECURITY_SETTINGS ->
                List.of(
                        new Query(
                                "SELECT minimum_length, require_lowercase, require_uppercase, require_numbers,"
                                        + " require_symbols, hard_expiry, max_age_days, reuse_prevention, max_attempts"
                                        + " FROM password_policies WHERE account_id = ?",
                                id),
                        new Query(
                                "SELECT change_password, manage_access_keys, manage_mfa_devices, manage_public_keys,"
                                        + " save_mfa_ticket, login_network_masks, session_hours"
                                        + " FROM security_preferences WHERE account_id = ?",
                                id));
            case POLICY ->
                List.of(
                        new Query("SELECT id, name, description, default_version FROM policies WHERE id = ?", id),
                        new Query(
                                "SELECT version, document FROM policy_versions WHERE policy_id = ? ORDER BY version",
                                id));
            case ATTACHMENT ->
                List.of(new Query(
                        "SELECT target_kind, target_id, policy_id FROM attachments WHERE account_id = ?"
                                + " AND target_id = ? ORDER BY target_kind, policy_id",
                        change.accountId(),
                        id));
            case OIDC_PROVIDER ->
                List.of(new Query(
                        "SELECT id, name, issuer_url, client_ids, fingerprints, description, issuance_limit_hours"
                                + " FROM oidc_providers WHERE id = ?",
                        id));
            case REVOCATION ->
                List.of(new Query(
                        "SELECT kind, subject, log_position, expires_at FROM session_revocations"
                                + SqlRevocations.WHERE,
                        SqlRevocations.key(change)));
            case SERVICE_KEY ->
                List.of(new Query("SELECT purpose, kid, state FROM service_keys ORDER BY purpose, kid"));
        };
    }

    private static List<String> columns(ResultSet row) throws SQLException {
        String[] columns = new String[row.getMetaData().getColumnCount()];
        for (int i = 0; i < columns.length; i++) {
            Object value = row.getObject(i + 1);
            columns[i] = value == null ? NULL : value.toString();
        }
        return List.of(columns);
    }

    /** Each text with its length before it, so that no two lists of texts are taken alike. */
    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
