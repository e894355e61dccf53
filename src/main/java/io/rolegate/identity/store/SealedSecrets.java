package io.rolegate.identity.store;

import io.rolegate.identity.KeyPurpose;
import io.rolegate.identity.MfaDevice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Every sealed text in the store. Blocking. */
final class SealedSecrets {
    private SealedSecrets() {}

    /** A row with a sealed text, and what tells it from the others of its table. */
    private record Row(SecretBox.Place place, String sealed, List<String> key) {}

    /** Seals all of them anew. */
    static void sealAnew(Sql sql, SecretBox from, SecretBox to) throws SQLException {
        sealAnew(
                sql.list(SealedSecrets::accessKey, "SELECT id, secret FROM access_keys"),
                "UPDATE access_keys SET secret = ? WHERE id = ?",
                sql,
                from,
                to);
        sealAnew(
                sql.list(SealedSecrets::mfaDevice, "SELECT account_id, name, seed FROM mfa_devices"),
                "UPDATE mfa_devices SET seed = ? WHERE account_id = ? AND name = ?",
                sql,
                from,
                to);
        sealAnew(
                sql.list(SealedSecrets::serviceKey, "SELECT purpose, kid, material FROM service_keys"),
                "UPDATE service_keys SET material = ? WHERE purpose = ? AND kid = ?",
                sql,
                from,
                to);
    }

    private static void sealAnew(List<Row> rows, String update, Sql sql, SecretBox from, SecretBox to)
            throws SQLException {
        sql.updateAll(update, rows, row -> {
            Object[] parameters = new Object[1 + row.key().size()];
            parameters[0] = to.seal(from.open(row.sealed(), row.place()), row.place());
            for (int i = 0; i < row.key().size(); i++) {
                parameters[i + 1] = row.key().get(i);
            }
            return parameters;
        });
    }

    private static Row accessKey(ResultSet row) throws SQLException {
        String id = row.getString("id");
        return new Row(SqlAccessKeys.place(id), row.getString("secret"), List.of(id));
    }

    private static Row mfaDevice(ResultSet row) throws SQLException {
        String accountId = row.getString("account_id");
        String name = row.getString("name");
        return new Row(
                SqlMfaDevices.place(MfaDevice.serialNumber(accountId, name)),
                row.getString("seed"),
                List.of(accountId, name));
    }

    private static Row serviceKey(ResultSet row) throws SQLException {
        String purpose = row.getString("purpose");
        String kid = row.getString("kid");
        return new Row(
                ServiceKeyTable.place(KeyPurpose.valueOf(purpose), kid),
                row.getString("material"),
                List.of(purpose, kid));
    }
}
