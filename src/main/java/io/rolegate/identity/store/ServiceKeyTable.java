package io.rolegate.identity.store;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.RandomText;
import io.rolegate.identity.Secret;
import io.rolegate.identity.ServiceKey;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The statements on the service's own keys, and how such keys are made. Blocking. */
final class ServiceKeyTable {
    private static final int KEY_BYTES = 32;
    private static final int KID_CHARACTERS = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretBox box;

    ServiceKeyTable(SecretBox box) {
        this.box = box;
    }

    /** Whether a key is not yet used, used now, or only accepted. */
    enum State {
        ANNOUNCED,
        CURRENT,
        RETIRED
    }

    /** A key as stored. */
    record Entry(ServiceKey key, State state, @Nullable Instant retiredAt) {}

    /** Keeps two nodes from working on the keys at once, until the transaction ends. */
    static void lock(Sql sql) throws SQLException {
        sql.exists("SELECT name FROM store_locks WHERE name = 'service-keys' FOR UPDATE");
    }

    /** All keys, newest first. */
    List<Entry> all(Sql sql) throws SQLException {
        return sql.list(
                this::read,
                "SELECT purpose, kid, material, public_key, state, created_at, retired_at FROM service_keys"
                        + " ORDER BY created_at DESC, kid");
    }

    /** New keys for each of the purposes; gives their ids. */
    Map<KeyPurpose, String> insert(Sql sql, Set<KeyPurpose> purposes, State state, Instant now) throws SQLException {
        Map<KeyPurpose, String> kids = new EnumMap<>(KeyPurpose.class);
        for (KeyPurpose purpose : purposes) {
            String kid = RandomText.alphanumeric(KID_CHARACTERS);
            insert(
                    sql,
                    purpose == KeyPurpose.IDENTITY_ASSERTION ? pair(kid, now) : symmetric(purpose, kid, now),
                    state);
            kids.put(purpose, kid);
        }
        return kids;
    }

    /** Makes an announced key current, retires those before it and drops what was retired before a time. */
    void promote(Sql sql, KeyPurpose purpose, String kid, Instant now, Instant dropBefore) throws SQLException {
        sql.update(
                "UPDATE service_keys SET state = ?, retired_at = ? WHERE purpose = ? AND state <> ? AND kid <> ?",
                State.RETIRED.name(),
                now,
                purpose.name(),
                State.RETIRED.name(),
                kid);
        // A rotation at the same time may have retired it already.
        sql.update(
                "UPDATE service_keys SET state = ?, retired_at = NULL WHERE purpose = ? AND kid = ?",
                State.CURRENT.name(),
                purpose.name(),
                kid);
        sql.update(
                "DELETE FROM service_keys WHERE purpose = ? AND state = ? AND retired_at < ?",
                purpose.name(),
                State.RETIRED.name(),
                dropBefore);
    }

    private void insert(Sql sql, ServiceKey key, State state) throws SQLException {
        byte[] publicKey = key.publicKey();
        sql.update(
                "INSERT INTO service_keys (purpose, kid, material, public_key, state, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)",
                key.purpose().name(),
                key.kid(),
                box.seal(key.material(), place(key.purpose(), key.kid())),
                publicKey == null ? null : Base64.getEncoder().encodeToString(publicKey),
                state.name(),
                key.createdAt());
    }

    private static ServiceKey symmetric(KeyPurpose purpose, String kid, Instant now) {
        byte[] material = new byte[KEY_BYTES];
        RANDOM.nextBytes(material);
        return new ServiceKey(purpose, kid, Secret.of(material), null, now);
    }

    private static ServiceKey pair(String kid, Instant now) {
        try {
            KeyPair pair = generator().generateKeyPair();
            return new ServiceKey(
                    KeyPurpose.IDENTITY_ASSERTION,
                    kid,
                    Secret.of(pair.getPrivate().getEncoded()),
                    pair.getPublic().getEncoded(),
                    now);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 is not available", e);
        }
    }

    private static KeyPairGenerator generator() throws NoSuchAlgorithmException, InvalidAlgorithmParameterException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator;
    }

    private Entry read(ResultSet row) throws SQLException {
        KeyPurpose purpose = KeyPurpose.valueOf(row.getString("purpose"));
        String kid = row.getString("kid");
        String publicKey = row.getString("public_key");
        ServiceKey key = new ServiceKey(
                purpose,
                kid,
                box.open(row.getString("material"), place(purpose, kid)),
                publicKey == null ? null : Base64.getDecoder().decode(publicKey),
                Sql.instant(row, "created_at"));
        return new Entry(key, State.valueOf(row.getString("state")), Sql.instantOrNull(row, "retired_at"));
    }

    static SecretBox.Place place(KeyPurpose purpose, String kid) {
        return new SecretBox.Place("service_keys", "material", purpose + "/" + kid);
    }
}
