package io.rolegate.identity.store;

import io.rolegate.identity.Secret;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The key that what is secret in the store is sealed under. It lies in the store itself, wrapped by the key-encryption key: so
 * that one can be changed without any node, or any secret, having to be touched. Blocking.
 */
final class DataKey {
    /** Of texts that were sealed under the key-encryption key itself, as releases before the data key did. */
    static final String UNWRAPPED = "1";

    private static final String SEALED = "2";
    private static final int ID = 1;
    private static final SecretBox.Place PLACE = new SecretBox.Place("data_keys", "wrapped", Integer.toString(ID));

    private final Secret key;
    private final String openedBy;

    private DataKey(Secret key, String openedBy) {
        this.key = key;
        this.openedBy = openedBy;
    }

    private record Wrapped(String wrappedBy, String text) {}

    /**
     * The store's data key, made where it has none yet. {@link StoreConfigurationException} where it is wrapped by none of the
     * keys.
     */
    static DataKey open(Sql sql, KeyEncryptionKeys keys, Instant now) throws SQLException {
        ServiceKeyTable.lock(sql);
        Optional<Wrapped> wrapped = sql.first(
                row -> new Wrapped(row.getString("wrapped_by"), row.getString("wrapped")),
                "SELECT wrapped_by, wrapped FROM data_keys WHERE id = ?",
                ID);
        return wrapped.isPresent() ? unwrap(wrapped.get(), keys) : make(sql, keys.first(), now);
    }

    private static DataKey make(Sql sql, Secret keyEncryptionKey, Instant now) throws SQLException {
        String id = KeyEncryptionKeys.id(keyEncryptionKey);
        DataKey made = new DataKey(KeyEncryptionKeys.random(), id);
        sql.update(
                "INSERT INTO data_keys (id, wrapped_by, wrapped, wrapped_at) VALUES (?, ?, ?, ?)",
                ID,
                id,
                box(keyEncryptionKey).seal(made.key, PLACE),
                now);
        SealedSecrets.sealAnew(sql, new SecretBox(UNWRAPPED, keyEncryptionKey), made.box());
        return made;
    }

    private static DataKey unwrap(Wrapped wrapped, KeyEncryptionKeys keys) {
        List<Secret> fitting = keys.keys().stream()
                .filter(key -> KeyEncryptionKeys.id(key).equals(wrapped.wrappedBy()))
                .toList();
        if (fitting.isEmpty()) {
            throw new StoreConfigurationException(
                    "The key-encryption key " + keys.ids().collect(Collectors.joining(", "))
                            + " is not this store's, which is " + wrapped.wrappedBy());
        }
        Secret keyEncryptionKey = fitting.get(0);
        return new DataKey(box(keyEncryptionKey).open(wrapped.text(), PLACE), wrapped.wrappedBy());
    }

    /** Has it wrapped by another key; gives that one's id. */
    String wrap(Sql sql, Secret keyEncryptionKey, Instant now) throws SQLException {
        String id = KeyEncryptionKeys.id(keyEncryptionKey);
        sql.update(
                "UPDATE data_keys SET wrapped_by = ?, wrapped = ?, wrapped_at = ? WHERE id = ?",
                id,
                box(keyEncryptionKey).seal(key, PLACE),
                now,
                ID);
        return id;
    }

    /** The id of the key-encryption key that it was wrapped by when the store was opened. */
    String openedBy() {
        return openedBy;
    }

    /** Seals and opens the store's secrets. */
    SecretBox box() {
        return new SecretBox(SEALED, key);
    }

    private static SecretBox box(Secret keyEncryptionKey) {
        return new SecretBox(UNWRAPPED, keyEncryptionKey);
    }
}
