package io.rolegate.identity.store;

import static io.rolegate.identity.store.SqlTransaction.limit;
import static io.rolegate.identity.store.SqlTransaction.notExist;
import static io.rolegate.identity.store.SqlTransaction.unique;

import io.rolegate.identity.DirectoryException;
import io.rolegate.identity.DirectoryException.Kind;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.Totp;
import io.rolegate.identity.repository.MfaDevices;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** {@link MfaDevices} in SQL. */
final class SqlMfaDevices implements MfaDevices {
    private static final String ENTITY = "VirtualMFADevice";
    private static final String OF_USER = "User.MFADevice";
    private static final String COLUMNS = "d.account_id AS device_account, d.name AS device_name, d.user_id,"
            + " d.created_at AS device_created_at, d.activated_at";
    private static final String SELECT = "SELECT " + COLUMNS + " FROM mfa_devices d";
    private static final String BY_NAME = " WHERE d.account_id = ? AND d.name_folded = ?";
    private static final String BY_USER = " WHERE d.account_id = ? AND d.user_id = ?";
    /** Before every step. */
    private static final long NO_STEP = -1;

    private final SqlTransaction transaction;

    SqlMfaDevices(SqlTransaction transaction) {
        this.transaction = transaction;
    }

    @Override
    public CompletionStage<MfaDevice> create(String accountId, String name, Secret seed) {
        return transaction.within(accountId, sql -> {
            long present = sql.number("SELECT COUNT(*) FROM mfa_devices WHERE account_id = ?", accountId);
            limit(ENTITY, present, transaction.quotas().virtualMfaDevicesPerAccount());
            MfaDevice device = new MfaDevice(accountId, name, null, transaction.now(), null);
            unique(
                    sql,
                    ENTITY,
                    device.serialNumber(),
                    "INSERT INTO mfa_devices (account_id, name, name_folded, seed, last_step, created_at)"
                            + " VALUES (?, ?, ?, ?, ?, ?)",
                    accountId,
                    name,
                    Names.fold(name),
                    transaction.box().seal(seed, place(device.serialNumber())),
                    NO_STEP,
                    device.createdAt());
            audited(device);
            return device;
        });
    }

    @Override
    public CompletionStage<Optional<MfaDevice>> find(String accountId, String serialNumber) {
        return transaction.within(accountId, sql -> bySerialNumber(sql, accountId, serialNumber));
    }

    @Override
    public CompletionStage<MfaDevice> require(String accountId, String serialNumber) {
        return transaction.within(accountId, sql -> bySerialNumber(sql, accountId, serialNumber)
                .orElseThrow(() -> notExist(ENTITY, serialNumber)));
    }

    @Override
    public CompletionStage<Void> delete(MfaDevice device) {
        return transaction.change(device.accountId(), sql -> {
            if (present(sql, device).userId() != null) {
                throw new DirectoryException(
                        Kind.DELETE_CONFLICT,
                        "VirtualMFADevice.User",
                        "The device " + device.serialNumber() + " is bound to a user; unbind it first");
            }
            sql.update(
                    "DELETE FROM mfa_devices WHERE account_id = ? AND name_folded = ?",
                    device.accountId(),
                    Names.fold(device.name()));
            audited(device);
        });
    }

    @Override
    public CompletionStage<List<Holding>> list(String accountId) {
        return transaction.within(
                accountId,
                sql -> sql.list(
                        row -> new Holding(read(row), row.getString("user_id") == null ? null : SqlUsers.read(row)),
                        "SELECT " + COLUMNS + ", " + SqlUsers.COLUMNS + " FROM mfa_devices d"
                                + " LEFT JOIN ram_users u ON u.id = d.user_id"
                                + " WHERE d.account_id = ? ORDER BY d.name_folded",
                        accountId));
    }

    @Override
    public CompletionStage<Optional<MfaDevice>> boundTo(RamUser user) {
        return transaction.within(user.accountId(), sql -> byUser(sql, user));
    }

    @Override
    public CompletionStage<MfaDevice> requireBoundTo(RamUser user) {
        return transaction.within(user.accountId(), sql -> required(sql, user));
    }

    @Override
    public CompletionStage<Boolean> bind(MfaDevice device, RamUser user, String firstCode, String secondCode) {
        return transaction.within(user.accountId(), sql -> {
            refuseBound(sql, device, user);
            Generator generator = generator(sql, device);
            OptionalLong step =
                    Totp.acceptPair(generator.seed(), firstCode, secondCode, transaction.now(), generator.lastStep());
            if (step.isEmpty()) {
                return false;
            }
            bind(sql, device, user, step.getAsLong());
            return true;
        });
    }

    @Override
    public CompletionStage<Void> rebind(MfaDevice device, RamUser user) {
        return transaction.change(user.accountId(), sql -> {
            refuseBound(sql, device, user);
            bind(sql, device, user, Totp.step(transaction.now()));
        });
    }

    private static void refuseBound(Sql sql, MfaDevice device, RamUser user) throws SQLException {
        if (present(sql, device).userId() != null) {
            throw new DirectoryException(
                    Kind.ALREADY_EXISTS,
                    "VirtualMFADevice.User",
                    "The device " + device.serialNumber() + " is bound to a user already");
        }
        if (byUser(sql, user).isPresent()) {
            throw new DirectoryException(
                    Kind.ALREADY_EXISTS, OF_USER, "The user " + user.name() + " has an MFA device already");
        }
    }

    private void bind(Sql sql, MfaDevice device, RamUser user, long takenStep) throws SQLException {
        sql.update(
                "UPDATE mfa_devices SET user_id = ?, activated_at = ?, last_step = ?"
                        + " WHERE account_id = ? AND name_folded = ?",
                user.id(),
                transaction.now(),
                takenStep,
                device.accountId(),
                Names.fold(device.name()));
        changed(user);
    }

    @Override
    public CompletionStage<MfaDevice> unbind(RamUser user) {
        return transaction.within(user.accountId(), sql -> {
            MfaDevice device = required(sql, user);
            sql.update("UPDATE mfa_devices SET user_id = NULL, activated_at = NULL WHERE user_id = ?", user.id());
            changed(user);
            return device;
        });
    }

    @Override
    public CompletionStage<Boolean> take(RamUser user, String code) {
        return transaction.within(user.accountId(), sql -> {
            Optional<MfaDevice> device = byUser(sql, user);
            if (device.isEmpty()) {
                return false;
            }
            Generator generator = generator(sql, device.get());
            OptionalLong step = Totp.accept(generator.seed(), code, transaction.now(), generator.lastStep());
            return step.isPresent()
                    && sql.update(
                                    "UPDATE mfa_devices SET last_step = ? WHERE user_id = ? AND last_step < ?",
                                    step.getAsLong(),
                                    user.id(),
                                    step.getAsLong())
                            == 1;
        });
    }

    /** What makes a device's codes, and the last step whose code was taken. */
    private record Generator(Secret seed, long lastStep) {}

    private Generator generator(Sql sql, MfaDevice device) throws SQLException {
        return sql.first(
                        row -> new Generator(
                                transaction.box().open(row.getString("seed"), place(device.serialNumber())),
                                row.getLong("last_step")),
                        "SELECT d.seed, d.last_step FROM mfa_devices d" + BY_NAME,
                        device.accountId(),
                        Names.fold(device.name()))
                .orElseThrow(() -> notExist(ENTITY, device.serialNumber()));
    }

    private static MfaDevice present(Sql sql, MfaDevice device) throws SQLException {
        return byName(sql, device.accountId(), device.name())
                .orElseThrow(() -> notExist(ENTITY, device.serialNumber()));
    }

    private static Optional<MfaDevice> bySerialNumber(Sql sql, String accountId, String serialNumber)
            throws SQLException {
        String prefix = MfaDevice.serialNumber(accountId, "");
        return serialNumber.startsWith(prefix)
                ? byName(sql, accountId, serialNumber.substring(prefix.length()))
                : Optional.empty();
    }

    private static Optional<MfaDevice> byName(Sql sql, String accountId, String name) throws SQLException {
        return sql.first(SqlMfaDevices::read, SELECT + BY_NAME, accountId, Names.fold(name));
    }

    private static Optional<MfaDevice> byUser(Sql sql, RamUser user) throws SQLException {
        return sql.first(SqlMfaDevices::read, SELECT + BY_USER, user.accountId(), user.id());
    }

    private static MfaDevice required(Sql sql, RamUser user) throws SQLException {
        return byUser(sql, user).orElseThrow(() -> notExist(OF_USER, user.name()));
    }

    static SecretBox.Place place(String serialNumber) {
        return new SecretBox.Place("mfa_devices", "seed", serialNumber);
    }

    /** A device that is bound to nobody decides nothing. */
    private void audited(MfaDevice device) {
        transaction.audited(device.accountId(), ChangeKind.MFA_DEVICE, Names.fold(device.name()));
    }

    private void changed(RamUser user) {
        transaction.changed(user.accountId(), ChangeKind.MFA_DEVICE, user.id());
    }

    private static MfaDevice read(ResultSet row) throws SQLException {
        return new MfaDevice(
                row.getString("device_account"),
                row.getString("device_name"),
                row.getString("user_id"),
                Sql.instant(row, "device_created_at"),
                Sql.instantOrNull(row, "activated_at"));
    }
}
