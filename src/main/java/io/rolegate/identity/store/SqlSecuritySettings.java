package io.rolegate.identity.store;

import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.repository.SecuritySettings;
import io.rolegate.policy.NetworkMasks;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** {@link SecuritySettings} in SQL. */
final class SqlSecuritySettings implements SecuritySettings {
    private final SqlTransaction transaction;

    SqlSecuritySettings(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<PasswordPolicy> passwordPolicy(String accountId) {
        return transaction.within(accountId, sql -> policy(sql, accountId));
    }

    /** The account's password policy, or the default. */
    static PasswordPolicy policy(Sql sql, String accountId) throws SQLException {
        return sql.first(
                        SqlSecuritySettings::readPolicy,
                        "SELECT minimum_length, require_lowercase, require_uppercase, require_numbers,"
                                + " require_symbols, hard_expiry, max_age_days, reuse_prevention, max_attempts"
                                + " FROM password_policies WHERE account_id = ?",
                        accountId)
                .orElseGet(PasswordPolicy::defaults);
    }

    @Override
    public CompletionStage<Void> setPasswordPolicy(String accountId, PasswordPolicy policy) {
        return transaction.change(accountId, sql -> {
            sql.update("DELETE FROM password_policies WHERE account_id = ?", accountId);
            sql.update(
                    "INSERT INTO password_policies (account_id, minimum_length, require_lowercase, require_uppercase,"
                            + " require_numbers, require_symbols, hard_expiry, max_age_days, reuse_prevention,"
                            + " max_attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    accountId,
                    policy.minimumLength(),
                    policy.requireLowercase(),
                    policy.requireUppercase(),
                    policy.requireNumbers(),
                    policy.requireSymbols(),
                    policy.hardExpiry(),
                    policy.maxAgeDays(),
                    policy.reusePrevention(),
                    policy.maxAttempts());
            changed(accountId);
        });
    }

    @Override
    public CompletionStage<SecurityPreference> securityPreference(String accountId) {
        return transaction.within(accountId, sql -> preference(sql, accountId));
    }

    @Override
    public CompletionStage<Void> setSecurityPreference(String accountId, SecurityPreference preference) {
        return transaction.change(accountId, sql -> {
            sql.update("DELETE FROM security_preferences WHERE account_id = ?", accountId);
            sql.update(
                    "INSERT INTO security_preferences (account_id, change_password, manage_access_keys,"
                            + " manage_mfa_devices, manage_public_keys, save_mfa_ticket, login_network_masks,"
                            + " session_hours) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    accountId,
                    preference.allowUserToChangePassword(),
                    preference.allowUserToManageAccessKeys(),
                    preference.allowUserToManageMfaDevices(),
                    preference.allowUserToManagePublicKeys(),
                    preference.saveMfaTicket(),
                    preference.loginNetworkMasks().toString(),
                    preference.loginSessionDuration().toHours());
            changed(accountId);
        });
    }

    /** The account's preference, or the default. */
    static SecurityPreference preference(Sql sql, String accountId) throws SQLException {
        return sql.first(
                        SqlSecuritySettings::readPreference,
                        "SELECT change_password, manage_access_keys, manage_mfa_devices, manage_public_keys,"
                                + " save_mfa_ticket, login_network_masks, session_hours FROM security_preferences"
                                + " WHERE account_id = ?",
                        accountId)
                .orElseGet(SecurityPreference::defaults);
    }

    private void changed(String accountId) {
        transaction.changed(accountId, ChangeKind.SECURITY_SETTINGS, accountId);
    }

    private static PasswordPolicy readPolicy(ResultSet row) throws SQLException {
        return new PasswordPolicy(
                row.getInt("minimum_length"),
                row.getBoolean("require_lowercase"),
                row.getBoolean("require_uppercase"),
                row.getBoolean("require_numbers"),
                row.getBoolean("require_symbols"),
                row.getBoolean("hard_expiry"),
                row.getInt("max_age_days"),
                row.getInt("reuse_prevention"),
                row.getInt("max_attempts"));
    }

    private static SecurityPreference readPreference(ResultSet row) throws SQLException {
        String masks = row.getString("login_network_masks");
        return new SecurityPreference(
                row.getBoolean("change_password"),
                row.getBoolean("manage_access_keys"),
                row.getBoolean("manage_mfa_devices"),
                row.getBoolean("manage_public_keys"),
                row.getBoolean("save_mfa_ticket"),
                NetworkMasks.parse(masks).orElseThrow(() -> new SQLException("no network masks: " + masks)),
                Duration.ofHours(row.getInt("session_hours")));
    }
}
