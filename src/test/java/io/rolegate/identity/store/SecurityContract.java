package io.rolegate.identity.store;

import static io.rolegate.identity.DirectoryException.Kind.ALREADY_EXISTS;
import static io.rolegate.identity.DirectoryException.Kind.DELETE_CONFLICT;
import static io.rolegate.identity.DirectoryException.Kind.LIMIT_EXCEEDED;
import static io.rolegate.identity.DirectoryException.Kind.NOT_EXIST;
import static io.rolegate.identity.store.TestStore.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.Quotas;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.Totp;
import io.rolegate.identity.repository.MfaDevices.Holding;
import io.rolegate.policy.NetworkMasks;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every kind of database must do about passwords, MFA devices and what accounts demand of them. */
abstract class SecurityContract {
    private static final Secret SEED = Secret.of("12345678901234567890");

    private final TestClock clock = new TestClock(Instant.now().truncatedTo(ChronoUnit.SECONDS));
    private final TestStore store;
    private final String accountId;

    SecurityContract(TestDatabases.Kind kind) {
        store = TestStore.open(kind.fresh().withQuotas(new Quotas(3, 2, 2, 1, 2, 2, 2, 2, 1, 2, 2, 2, 2, 3)), clock);
        accountId = store.account("enterprise-a").id();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void deviceIsFoundInItsAccountOnlyInAnyCase() {
        String other = store.account("enterprise-b").id();
        MfaDevice device = device("Phone");

        assertThat(device.serialNumber()).isEqualTo("acs:ram::" + accountId + ":mfa/Phone");
        assertThat(store.find(tx -> tx.mfaDevices().find(accountId, device.serialNumber())))
                .contains(device);
        assertThat(store.find(tx -> tx.mfaDevices().find(accountId, MfaDevice.serialNumber(accountId, "pHONE"))))
                .contains(device);
        assertThat(store.find(tx -> tx.mfaDevices().find(other, device.serialNumber())))
                .isEmpty();
        assertThat(store.find(tx -> tx.mfaDevices().find(accountId, "Phone"))).isEmpty();
        refused(ALREADY_EXISTS, "VirtualMFADevice", () -> device("PHONE"));
        device("second");
        refused(LIMIT_EXCEEDED, "VirtualMFADevice", () -> device("third"));
    }

    @Test
    void seedIsSealed() {
        device("phone");

        String kept = store.sql(sql -> sql.first(row -> row.getString(1), "SELECT seed FROM mfa_devices"))
                .orElseThrow();
        assertThat(kept).startsWith("2:").doesNotContain(SEED.reveal());
    }

    @Test
    void deviceIsBoundByTwoConsecutiveCodesToOneUserOnly() {
        MfaDevice phone = device("phone");
        MfaDevice tablet = device("tablet");
        RamUser amy = user("amy");
        RamUser bob = user("bob");

        assertThat(bind(phone, amy, code(0), code(0))).isFalse();
        assertThat(store.find(tx -> tx.mfaDevices().boundTo(amy))).isEmpty();
        assertThat(bind(phone, amy)).isTrue();
        assertThat(store.find(tx -> tx.mfaDevices().boundTo(amy)))
                .hasValueSatisfying(bound -> assertThat(bound.activatedAt()).isEqualTo(clock.instant()));
        refused(ALREADY_EXISTS, "User.MFADevice", () -> bind(tablet, amy));
        refused(ALREADY_EXISTS, "VirtualMFADevice.User", () -> bind(phone, bob));
        assertThat(store.all(tx -> tx.mfaDevices().list(accountId)))
                .extracting(Holding::user)
                .containsExactly(amy, null);
    }

    @Test
    void codeIsTakenOnceAtLogOn() {
        RamUser amy = user("amy");
        assertThat(take(amy, code(0))).isFalse();
        bind(device("phone"), amy);

        assertThat(take(amy, code(0))).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(take(amy, "000000")).isFalse();
        assertThat(take(amy, code(0))).isTrue();
        assertThat(take(amy, code(0))).isFalse();
    }

    @Test
    void takingCodesChangesNoDecision() {
        RamUser amy = user("amy");
        bind(device("phone"), amy);
        long position = store.directory().position();

        clock.advance(Duration.ofSeconds(30));
        store.write(tx -> tx.mfaDevices().take(amy, code(0)));
        store.write(tx -> tx.users().loggedOn(amy));

        assertThat(store.directory().position()).isEqualTo(position);
        assertThat(store.read(tx -> tx.users().require(accountId, "amy")).lastLoginAt())
                .isEqualTo(clock.instant());
    }

    @Test
    void boundDeviceHoldsItselfAndItsUser() {
        MfaDevice phone = device("phone");
        RamUser amy = user("amy");
        refused(
                NOT_EXIST,
                "User.MFADevice",
                () -> store.write(tx -> tx.mfaDevices().unbind(amy)));
        bind(phone, amy);

        refused(
                DELETE_CONFLICT,
                "VirtualMFADevice.User",
                () -> store.write(tx -> tx.mfaDevices().delete(phone)));
        refused(
                DELETE_CONFLICT,
                "User.MFADevice",
                () -> store.write(tx -> tx.users().delete(accountId, "amy")));
        assertThat(store.write(tx -> tx.mfaDevices().unbind(amy)).serialNumber())
                .isEqualTo(phone.serialNumber());
        store.write(tx -> tx.mfaDevices().delete(phone));
        store.write(tx -> tx.users().delete(accountId, "amy"));
        refused(
                NOT_EXIST,
                "VirtualMFADevice",
                () -> store.read(tx -> tx.mfaDevices().require(accountId, phone.serialNumber())));
    }

    @Test
    void aSpentStepStaysSpentWhenTheDeviceIsBoundAnew() {
        MfaDevice phone = device("phone");
        RamUser amy = user("amy");
        bind(phone, amy);
        store.write(tx -> tx.mfaDevices().unbind(amy));

        assertThat(bind(phone, amy)).isFalse();
        clock.advance(Duration.ofSeconds(60));
        assertThat(bind(phone, amy)).isTrue();
    }

    @Test
    void settingsHaveDefaultsUntilTheyAreSet() {
        PasswordPolicy policy = new PasswordPolicy(12, true, false, true, false, true, 90, 3, 7);
        SecurityPreference preference = new SecurityPreference(
                false, true, false, true, true, NetworkMasks.parse("10.0.0.0/8").orElseThrow(), Duration.ofHours(12));

        assertThat(passwordPolicy()).isEqualTo(PasswordPolicy.defaults());
        assertThat(securityPreference()).isEqualTo(SecurityPreference.defaults());
        for (int i = 0; i < 2; i++) {
            store.write(tx -> tx.securitySettings().setPasswordPolicy(accountId, policy));
            store.write(tx -> tx.securitySettings().setSecurityPreference(accountId, preference));
        }
        assertThat(passwordPolicy()).isEqualTo(policy);
        assertThat(securityPreference()).isEqualTo(preference);
    }

    @Test
    void replacedPasswordsAreRememberedAsFarAsAnyPolicyAsks() {
        RamUser amy = user("amy");
        store.write(tx -> tx.loginProfiles().create(amy, "hash-0", false, false));
        Instant first = store.read(tx -> tx.loginProfiles().require(amy)).passwordSetAt();
        clock.advance(Duration.ofDays(1));
        for (int i = 1; i <= 30; i++) {
            String hash = "hash-" + i;
            store.write(tx -> tx.loginProfiles().update(amy, hash, false, false));
        }
        store.write(tx -> tx.loginProfiles().update(amy, null, true, false));

        assertThat(store.read(tx -> tx.loginProfiles().require(amy)).passwordSetAt())
                .isEqualTo(first.plus(Duration.ofDays(1)));
        assertThat(hashes(amy, 0)).isEmpty();
        assertThat(hashes(amy, 3)).containsExactly("hash-30", "hash-29", "hash-28");
        store.write(tx -> tx.loginProfiles().delete(amy));
        assertThat(hashes(amy, 2)).containsExactly("hash-30", "hash-29");
        assertThat(remembered()).isEqualTo(24);
        store.write(tx -> tx.users().delete(accountId, "amy"));
        assertThat(remembered()).isZero();
    }

    private PasswordPolicy passwordPolicy() {
        return store.read(tx -> tx.securitySettings().passwordPolicy(accountId));
    }

    private SecurityPreference securityPreference() {
        return store.read(tx -> tx.securitySettings().securityPreference(accountId));
    }

    private long remembered() {
        return store.sql(sql -> sql.number("SELECT COUNT(*) FROM password_history"));
    }

    private List<String> hashes(RamUser user, int count) {
        return store.read(tx -> tx.loginProfiles().latestPasswordHashes(user, count));
    }

    private boolean bind(MfaDevice device, RamUser user) {
        return bind(device, user, code(-1), code(0));
    }

    private boolean bind(MfaDevice device, RamUser user, String firstCode, String secondCode) {
        return store.write(tx -> tx.mfaDevices().bind(device, user, firstCode, secondCode));
    }

    private boolean take(RamUser user, String code) {
        return store.write(tx -> tx.mfaDevices().take(user, code));
    }

    private String code(int offset) {
        return Totp.code(SEED, Totp.step(clock.instant()) + offset);
    }

    private MfaDevice device(String name) {
        return store.write(tx -> tx.mfaDevices().create(accountId, name, SEED));
    }

    private RamUser user(String name) {
        return store.write(tx -> tx.users().create(accountId, name, new RamUser.Details("", "", "", "")));
    }
}
