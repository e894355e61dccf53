package io.rolegate.sts.logon;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.audit.AuditLog;
import io.rolegate.audit.AuditRecord;
import io.rolegate.identity.LogonSession;
import io.rolegate.identity.MfaDevice;
import io.rolegate.identity.PasswordHasher;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.RamUser;
import io.rolegate.identity.Secret;
import io.rolegate.identity.SecurityPreference;
import io.rolegate.identity.Totp;
import io.rolegate.identity.store.StoreSettings;
import io.rolegate.identity.store.TestClock;
import io.rolegate.identity.store.TestStore;
import io.rolegate.policy.NetworkMasks;
import io.rolegate.sts.Liveness;
import io.rolegate.sts.SecurityTokens;
import io.rolegate.sts.SessionIssuer;
import io.rolegate.sts.SessionLiveness;
import io.rolegate.sts.SessionSecrets;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** An account of its own with users who log on, on a store that all tests share. */
final class LogonFixture {
    static final String HOME = "192.0.2.1";
    static final String ABROAD = "198.51.100.7";
    static final String PASSWORD = "right";
    private static final Instant START = Instant.parse("2026-11-01T08:00:00Z");
    private static final RamUser.Details NO_DETAILS = new RamUser.Details("", "", "", "");
    private static final TestClock CLOCK = new TestClock(START);
    private static final TestStore STORE = TestStore.open(StoreSettings.of("jdbc:h2:mem:logon-tests"), CLOCK);

    final TestClock clock = CLOCK;
    final List<AuditRecord> audited = new ArrayList<>();
    final List<String> verified = new ArrayList<>();
    final String alias = "acme-" + System.identityHashCode(this) + "-" + System.nanoTime();
    final String account = STORE.account(alias, plainHash(PASSWORD)).id();
    final RamUser amy = user("amy");
    final Logons logons = logons(0);
    private final SessionLiveness liveness = new SessionLiveness(STORE.store.directory());

    /** Log-ons that forget nothing of one another but what is in the store. */
    Logons logons(int mostFailuresPerAddress) {
        SecurityTokens tokens = new SecurityTokens(STORE.vertx, STORE.store.keyRing());
        SessionIssuer issuer = new SessionIssuer(tokens, new SessionSecrets(STORE.store.keyRing()));
        return new Logons(
                new LogonParts(
                        STORE.store.directory(),
                        STORE.store,
                        new PlainPasswords(),
                        (user, mark, password, origin) -> STORE.store.write(origin, transaction -> transaction
                                .loginProfiles()
                                .update(user, plainHash(password), false, false)),
                        issuer,
                        new Collected(),
                        clock),
                mostFailuresPerAddress);
    }

    RamUser user(String name) {
        return STORE.write(transaction -> transaction.users().create(account, name, NO_DETAILS));
    }

    /** Lets the user log on with {@link #PASSWORD}. */
    void profile(RamUser user, boolean mfaBindRequired, boolean passwordResetRequired) {
        STORE.write(transaction ->
                transaction.loginProfiles().create(user, plainHash(PASSWORD), mfaBindRequired, passwordResetRequired));
    }

    void setPassword(RamUser user, String password) {
        STORE.write(transaction -> transaction.loginProfiles().update(user, plainHash(password), false, false));
    }

    void setOwnerPassword(String password) {
        STORE.write(transaction -> transaction.accounts().setOwnerPasswordHash(account, plainHash(password)));
    }

    void deleteProfile(RamUser user) {
        STORE.write(transaction -> transaction.loginProfiles().delete(user));
    }

    void deleteUser(RamUser user) {
        STORE.write(transaction -> transaction.users().delete(account, user.name()));
    }

    void policy(PasswordPolicy policy) {
        STORE.write(transaction -> transaction.securitySettings().setPasswordPolicy(account, policy));
    }

    void preference(String masks, int sessionHours) {
        SecurityPreference defaults = SecurityPreference.defaults();
        SecurityPreference changed = new SecurityPreference(
                defaults.allowUserToChangePassword(),
                defaults.allowUserToManageAccessKeys(),
                defaults.allowUserToManageMfaDevices(),
                defaults.allowUserToManagePublicKeys(),
                defaults.saveMfaTicket(),
                NetworkMasks.parse(masks).orElseThrow(),
                Duration.ofHours(sessionHours));
        STORE.write(transaction -> transaction.securitySettings().setSecurityPreference(account, changed));
    }

    /** Binds a device with that seed to the user; its codes of this moment are spent. */
    void device(RamUser user, Secret seed) {
        MfaDevice device = STORE.write(transaction -> transaction.mfaDevices().create(account, "device-1", seed));
        long step = Totp.step(clock.instant());
        assertThat(STORE.<Boolean>write(transaction ->
                        transaction.mfaDevices().bind(device, user, Totp.code(seed, step - 1), Totp.code(seed, step))))
                .isTrue();
        clock.advance(Duration.ofMinutes(1));
    }

    String code(Secret seed) {
        return Totp.code(seed, Totp.step(clock.instant()));
    }

    RamUser found(RamUser user) {
        return STORE.read(transaction -> transaction.users().require(account, user.name()));
    }

    LogonResult logOn(String name, String password) {
        return logOn(logons, name, password, HOME);
    }

    static LogonResult logOn(Logons logons, String name, String password, String address) {
        return await(logons.logOn(name, password, new LogonOrigin("request-1", address)));
    }

    static LogonOrigin home() {
        return new LogonOrigin("request-2", HOME);
    }

    LogonSession session(LogonResult result) {
        assertThat(result).isInstanceOf(LogonResult.LoggedOn.class);
        return ((LogonResult.LoggedOn) result).session();
    }

    boolean isAlive(LogonSession session) {
        Liveness state = await(Future.fromCompletionStage(liveness.check(session)));
        return !(state instanceof Liveness.Dead);
    }

    static <T> T await(Future<T> future) {
        try {
            return future.await(30, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private static String plainHash(String password) {
        return "plain:" + password;
    }

    /** Passwords that cost nothing to check; remembers what was held against what. */
    private final class PlainPasswords implements PasswordHasher {
        @Override
        public CompletionStage<Optional<String>> successor(String password, List<String> earlier) {
            return CompletableFuture.completedStage(Optional.of(plainHash(password)));
        }

        @Override
        public CompletionStage<Boolean> verify(String password, @Nullable String hash) {
            verified.add(password);
            return CompletableFuture.completedStage(plainHash(password).equals(hash));
        }
    }

    private final class Collected implements AuditLog {
        @Override
        public Slot reserve() {
            return new Slot() {
                @Override
                public void complete(AuditRecord record) {
                    audited.add(record);
                }

                @Override
                public void abandon() {}
            };
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }

        @Override
        public long unrecorded() {
            return 0;
        }

        @Override
        public long lines() {
            return audited.size();
        }

        @Override
        public int pending() {
            return 0;
        }
    }
}
