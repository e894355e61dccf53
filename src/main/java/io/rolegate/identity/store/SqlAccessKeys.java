package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.AccessKey;
import io.rolegate.identity.Directory.KeyEntry;
import io.rolegate.identity.KeyStatus;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.Secret;
import io.rolegate.identity.repository.AccessKeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** {@link AccessKeys} in SQL. */
final class SqlAccessKeys implements AccessKeys {
    /** What every long-term AccessKeyId begins with. */
    static final String ID_PREFIX = "LTAI";

    private static final String ENTITY = "User.AccessKey";
    private static final String SELECT =
            "SELECT id, account_id, user_id, status, created_at, last_used_at, secret FROM access_keys";
    private static final int RANDOM_ID_CHARACTERS = 20;
    private static final int SECRET_CHARACTERS = 36;

    private final SqlTransaction transaction;

    SqlAccessKeys(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<KeyEntry> create(String accountId, @Nullable String userId) {
        String id = ID_PREFIX + RandomText.alphanumeric(RANDOM_ID_CHARACTERS);
        AccessKey key = new AccessKey(id, accountId, userId, KeyStatus.ACTIVE, transaction.now());
        Secret secret = Secret.of(RandomText.alphanumeric(SECRET_CHARACTERS));
        return transaction.within(accountId, sql -> {
            insert(sql, key, secret);
            return new KeyEntry(key, secret);
        });
    }

    @Override
    public CompletionStage<Void> restore(
            String accountId, @Nullable String userId, String accessKeyId, Secret secret, KeyStatus status) {
        AccessKey key = new AccessKey(accessKeyId, accountId, userId, status, transaction.now());
        return transaction.change(accountId, sql -> insert(sql, key, secret));
    }

    private void insert(Sql sql, AccessKey key, Secret secret) throws SQLException {
        String userId = key.userId();
        long present = sql.number(
                "SELECT COUNT(*) FROM access_keys WHERE account_id = ?" + owner(userId),
                withOwner(userId, key.accountId()));
        limit(ENTITY, present, transaction.quotas().accessKeysPerUser());
        unique(
                sql,
                ENTITY,
                key.id(),
                "INSERT INTO access_keys (id, account_id, user_id, secret, status, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                key.id(),
                key.accountId(),
                userId,
                transaction.box().seal(secret, place(key.id())),
                key.status().wireName(),
                key.createdAt());
        changed(key.accountId(), key.id());
    }

    @Override
    public CompletionStage<List<AccessKey>> list(String accountId, @Nullable String userId) {
        return transaction.within(
                accountId,
                sql -> sql.list(
                        SqlAccessKeys::read,
                        SELECT + " WHERE account_id = ?" + owner(userId) + " ORDER BY created_at, id",
                        withOwner(userId, accountId)));
    }

    @Override
    public CompletionStage<Void> setStatus(
            String accountId, @Nullable String userId, String accessKeyId, KeyStatus status) {
        return transaction.change(accountId, sql -> {
            require(sql, accountId, userId, accessKeyId);
            sql.update("UPDATE access_keys SET status = ? WHERE id = ?", status.wireName(), accessKeyId);
            changed(accountId, accessKeyId);
        });
    }

    @Override
    public CompletionStage<Void> delete(String accountId, @Nullable String userId, String accessKeyId) {
        return transaction.change(accountId, sql -> {
            require(sql, accountId, userId, accessKeyId);
            sql.update("DELETE FROM access_keys WHERE id = ?", accessKeyId);
            changed(accountId, accessKeyId);
        });
    }

    @Override
    public CompletionStage<Optional<Instant>> lastUsed(String accountId, @Nullable String userId, String accessKeyId) {
        return transaction.within(accountId, sql -> {
            require(sql, accountId, userId, accessKeyId);
            return sql.first(
                    row -> Sql.instant(row, "last_used_at"),
                    SELECT + " WHERE id = ? AND last_used_at IS NOT NULL",
                    accessKeyId);
        });
    }

    /** The key with its secret, whoever owns it. */
    static Optional<KeyEntry> entry(Sql sql, SecretBox box, String accessKeyId) throws SQLException {
        return sql.first(
                row -> new KeyEntry(read(row), box.open(row.getString("secret"), place(accessKeyId))),
                SELECT + " WHERE id = ?",
                accessKeyId);
    }

    private static void require(Sql sql, String accountId, @Nullable String userId, String accessKeyId)
            throws SQLException {
        String query = "SELECT 1 FROM access_keys WHERE account_id = ?" + owner(userId) + " AND id = ?";
        Object[] parameters =
                userId == null ? new Object[] {accountId, accessKeyId} : new Object[] {accountId, userId, accessKeyId};
        if (!sql.exists(query, parameters)) {
            throw notExist(ENTITY, accessKeyId);
        }
    }

    private static String owner(@Nullable String userId) {
        return userId == null ? " AND user_id IS NULL" : " AND user_id = ?";
    }

    private static Object[] withOwner(@Nullable String userId, String accountId) {
        return userId == null ? new Object[] {accountId} : new Object[] {accountId, userId};
    }

    static SecretBox.Place place(String accessKeyId) {
        return new SecretBox.Place("access_keys", "secret", accessKeyId);
    }

    private void changed(String accountId, String accessKeyId) {
        transaction.changed(accountId, ChangeKind.ACCESS_KEY, accessKeyId);
    }

    private static AccessKey read(ResultSet row) throws SQLException {
        return new AccessKey(
                row.getString("id"),
                row.getString("account_id"),
                row.getString("user_id"),
                status(row),
                Sql.instant(row, "created_at"));
    }

    static KeyStatus status(ResultSet row) throws SQLException {
        return KeyStatus.ACTIVE.wireName().equals(row.getString("status")) ? KeyStatus.ACTIVE : KeyStatus.INACTIVE;
    }
}
