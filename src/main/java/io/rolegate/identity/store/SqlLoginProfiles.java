package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.LoginProfile;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.repository.LoginProfiles;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link LoginProfiles} in SQL. */
final class SqlLoginProfiles implements LoginProfiles {
    private static final String ENTITY = "User.LoginProfile";

    private final SqlTransaction transaction;

    SqlLoginProfiles(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<LoginProfile> create(
            RamUser user, String passwordHash, boolean mfaBindRequired, boolean passwordResetRequired) {
        return transaction.within(user.accountId(), sql -> {
            insert(sql, user, passwordHash, transaction.now(), mfaBindRequired, passwordResetRequired);
            changed(user);
            return new LoginProfile(
                    user.id(),
                    user.name(),
                    mfaBindRequired,
                    passwordResetRequired,
                    transaction.now(),
                    transaction.now(),
                    transaction.now());
        });
    }

    @Override
    public CompletionStage<Void> restore(
            RamUser user,
            String passwordHash,
            Instant passwordSetAt,
            boolean mfaBindRequired,
            boolean passwordResetRequired) {
        return transaction.change(user.accountId(), sql -> {
            remember(sql, user);
            sql.update("DELETE FROM login_profiles WHERE user_id = ?", user.id());
            insert(sql, user, passwordHash, passwordSetAt, mfaBindRequired, passwordResetRequired);
            changed(user);
        });
    }

    private void insert(
            Sql sql,
            RamUser user,
            String passwordHash,
            Instant passwordSetAt,
            boolean mfaBindRequired,
            boolean passwordResetRequired)
            throws SQLException {
        unique(
                sql,
                ENTITY,
                user.name(),
                "INSERT INTO login_profiles (user_id, password_hash, mfa_bind_required, password_reset_required,"
                        + " password_set_at, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
                user.id(),
                passwordHash,
                mfaBindRequired,
                passwordResetRequired,
                passwordSetAt,
                transaction.now(),
                transaction.now());
    }

    @Override
    public CompletionStage<Optional<LoginProfile>> find(RamUser user) {
        return transaction.within(user.accountId(), sql -> find(sql, user));
    }

    @Override
    public CompletionStage<LoginProfile> require(RamUser user) {
        return transaction.within(
                user.accountId(), sql -> find(sql, user).orElseThrow(() -> notExist(ENTITY, user.name())));
    }

    @Override
    public CompletionStage<Optional<String>> passwordHash(RamUser user) {
        return transaction.within(
                user.accountId(),
                sql -> sql.first(
                        row -> row.getString(1),
                        "SELECT password_hash FROM login_profiles WHERE user_id = ?",
                        user.id()));
    }

    @Override
    public CompletionStage<List<String>> latestPasswordHashes(RamUser user, int count) {
        return transaction.within(user.accountId(), sql -> {
            List<String> hashes = new ArrayList<>(sql.list(
                    row -> row.getString(1), "SELECT password_hash FROM login_profiles WHERE user_id = ?", user.id()));
            hashes.addAll(sql.list(
                    row -> row.getString(1),
                    "SELECT password_hash FROM password_history WHERE user_id = ? ORDER BY id DESC LIMIT ?",
                    user.id(),
                    count));
            return List.copyOf(hashes.subList(0, Math.min(count, hashes.size())));
        });
    }

    @Override
    public CompletionStage<Void> update(
            RamUser user, @Nullable String newPasswordHash, boolean mfaBindRequired, boolean passwordResetRequired) {
        return transaction.change(user.accountId(), sql -> {
            int updated = sql.update(
                    "UPDATE login_profiles SET mfa_bind_required = ?, password_reset_required = ?, updated_at = ?"
                            + " WHERE user_id = ?",
                    mfaBindRequired,
                    passwordResetRequired,
                    transaction.now(),
                    user.id());
            if (updated == 0) {
                throw notExist(ENTITY, user.name());
            }
            if (newPasswordHash != null) {
                remember(sql, user);
                sql.update(
                        "UPDATE login_profiles SET password_hash = ?, password_set_at = ? WHERE user_id = ?",
                        newPasswordHash,
                        transaction.now(),
                        user.id());
            }
            changed(user);
        });
    }

    @Override
    public CompletionStage<Void> delete(RamUser user) {
        return transaction.change(user.accountId(), sql -> {
            remember(sql, user);
            if (sql.update("DELETE FROM login_profiles WHERE user_id = ?", user.id()) == 0) {
                throw notExist(ENTITY, user.name());
            }
            changed(user);
        });
    }

    /** Keeps the present password's hash, before it goes, and no more than any policy asks for. */
    private static void remember(Sql sql, RamUser user) throws SQLException {
        sql.update(
                "INSERT INTO password_history (user_id, password_hash)"
                        + " SELECT user_id, password_hash FROM login_profiles WHERE user_id = ?",
                user.id());
        sql.update(
                "DELETE FROM password_history WHERE user_id = ? AND id NOT IN"
                        + " (SELECT h.id FROM password_history h WHERE h.user_id = ? ORDER BY h.id DESC LIMIT ?)",
                user.id(),
                user.id(),
                PasswordPolicy.MOST_REUSE_PREVENTION);
    }

    private static Optional<LoginProfile> find(Sql sql, RamUser user) throws SQLException {
        return sql.first(
                row -> new LoginProfile(
                        user.id(),
                        user.name(),
                        row.getBoolean("mfa_bind_required"),
                        row.getBoolean("password_reset_required"),
                        Sql.instant(row, "password_set_at"),
                        Sql.instant(row, "created_at"),
                        Sql.instant(row, "updated_at")),
                "SELECT mfa_bind_required, password_reset_required, password_set_at, created_at, updated_at FROM login_profiles"
                        + " WHERE user_id = ?",
                user.id());
    }

    private void changed(RamUser user) {
        transaction.changed(user.accountId(), ChangeKind.LOGIN_PROFILE, user.id());
    }
}
