package io.rolegate.sts.logon;

import static io.rolegate.sts.logon.LogonFixture.ABROAD;
import static io.rolegate.sts.logon.LogonFixture.HOME;
import static io.rolegate.sts.logon.LogonFixture.PASSWORD;
import static io.rolegate.sts.logon.LogonFixture.await;
import static io.rolegate.sts.logon.LogonFixture.home;
import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.audit.AuditDecision;
import io.rolegate.identity.LogonSession;
import io.rolegate.identity.PasswordPolicy;
import io.rolegate.identity.Secret;
import io.rolegate.identity.Totp;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class LogonsTest {
    private static final Secret SEED = Secret.of("12345678901234567890");

    private final LogonFixture the = new LogonFixture();

    @Test
    void userLogsOnByEveryNameOfTheAccount() {
        the.profile(the.amy, false, false);

        for (String domain : List.of(
                the.alias,
                the.alias + ".onaliyun.com",
                the.alias.toUpperCase(Locale.ROOT) + ".OnAliyun.com",
                the.account,
                the.account + ".onaliyun.com")) {
            LogonSession session = the.session(the.logOn(" AMY@" + domain + " ", PASSWORD));

            assertThat(session.accountId()).isEqualTo(the.account);
            assertThat(session.userId()).isEqualTo(the.amy.id());
            assertThat(session.userName()).isEqualTo("amy");
            assertThat(session.mfa()).isFalse();
            assertThat(Duration.between(session.issuedAt(), session.expiresAt()))
                    .isEqualTo(Duration.ofHours(6));
            assertThat(the.isAlive(session)).isTrue();
        }
        assertThat(the.found(the.amy).lastLoginAt()).isNotNull();
    }

    @Test
    void ownerLogsOnByBareAliasOrId() {
        for (String name : List.of(the.alias, the.account)) {
            LogonSession session = the.session(the.logOn(name, PASSWORD));

            assertThat(session.accountId()).isEqualTo(the.account);
            assertThat(session.userId()).isNull();
            assertThat(session.source()).isEmpty();
            assertThat(the.isAlive(session)).isTrue();
        }
        assertThat(the.logOn(the.alias + ".onaliyun.com", PASSWORD)).isInstanceOf(LogonResult.Refused.class);
        assertThat(the.logOn("@" + the.alias, PASSWORD)).isInstanceOf(LogonResult.Refused.class);
    }

    @Test
    void whoeverCannotLogOnIsRefusedAlikeAndAtTheSameCost() {
        the.profile(the.amy, false, false);
        the.user("bob");

        for (String name : List.of(
                "amy@" + the.alias,
                "nobody@" + the.alias,
                "bob@" + the.alias,
                "amy@no-such-account",
                "no-such-account",
                the.alias,
                "amy@@" + the.alias,
                "a b\0/../" + the.alias,
                "x".repeat(5000) + "@" + the.alias,
                "")) {
            assertThat(the.logOn(name, "wrong")).isEqualTo(new LogonResult.Refused());
        }
        assertThat(the.verified).hasSize(10).containsOnly("wrong");
    }

    @Test
    void refusalsAreRecordedWithTheirReasonAndNoUnknownName() {
        the.profile(the.amy, false, false);

        the.logOn("amy@" + the.alias, "wrong");
        the.logOn("hunter2@" + the.alias, "wrong");
        the.logOn("amy@" + the.alias, PASSWORD);

        assertThat(the.audited)
                .extracting(record -> record.decision() + " " + record.reason())
                .containsExactly("REJECTED WrongPassword", "REJECTED UnknownName", "ALLOW null");
        assertThat(the.audited)
                .extracting(record -> record.principal())
                .containsExactly(the.amy.arn(), null, the.amy.arn());
        assertThat(the.audited).allSatisfy(record -> {
            assertThat(record.sourceIp()).isEqualTo(HOME);
            assertThat(record.requestId()).isEqualTo("request-1");
            assertThat(record.toString()).doesNotContain("hunter2", "wrong", PASSWORD);
        });
        assertThat(the.audited.get(2).sessionId()).startsWith("STS.");
    }

    @Test
    void boundDeviceMustShowItsCode() {
        the.profile(the.amy, false, false);
        the.device(the.amy, SEED);

        PendingLogon pending = codeNeeded();
        assertThat(enter(pending, "000000")).isInstanceOf(LogonResult.Refused.class);
        LogonSession session = the.session(enter(pending, the.code(SEED)));

        assertThat(session.mfa()).isTrue();
        assertThat(the.isAlive(session)).isTrue();
        assertThat(enter(codeNeeded(), the.code(SEED))).as("a code is spent").isInstanceOf(LogonResult.Refused.class);
    }

    @Test
    void passwordAloneStaysGoodForMinutesAndUntilItChanges() {
        the.profile(the.amy, false, false);
        the.device(the.amy, SEED);

        PendingLogon late = codeNeeded();
        the.clock.advance(Duration.ofMinutes(10));
        assertThat(enter(late, the.code(SEED))).isInstanceOf(LogonResult.Refused.class);

        PendingLogon overtaken = codeNeeded();
        the.setPassword(the.amy, "another");
        assertThat(enter(overtaken, the.code(SEED))).isInstanceOf(LogonResult.Refused.class);
    }

    @Test
    void resetPasswordMustBeChangedFirst() {
        the.profile(the.amy, false, true);

        LogonResult first = the.logOn("amy@" + the.alias, PASSWORD);
        assertThat(first).isInstanceOf(LogonResult.PasswordChangeRequired.class);
        PendingLogon pending = ((LogonResult.PasswordChangeRequired) first).pending();
        LogonSession session = the.session(await(the.logons.changePassword(pending, "chosen", home())));

        assertThat(the.isAlive(session)).isTrue();
        assertThat(the.logOn("amy@" + the.alias, PASSWORD)).isInstanceOf(LogonResult.Refused.class);
        the.session(the.logOn("amy@" + the.alias, "chosen"));
        assertThat(await(the.logons.changePassword(pending, "again", home()))).isInstanceOf(LogonResult.Refused.class);
    }

    @Test
    void passwordIsNotChangedBeforeTheCodeIsShown() {
        the.profile(the.amy, false, true);
        the.device(the.amy, SEED);

        PendingLogon pending = codeNeeded();
        assertThat(await(the.logons.changePassword(pending, "chosen", home()))).isInstanceOf(LogonResult.Refused.class);
        LogonResult next = enter(pending, the.code(SEED));
        assertThat(next).isInstanceOf(LogonResult.PasswordChangeRequired.class);

        LogonSession session = the.session(await(
                the.logons.changePassword(((LogonResult.PasswordChangeRequired) next).pending(), "chosen", home())));
        assertThat(session.mfa()).isTrue();
    }

    @Test
    void oldPasswordMustBeChangedByTheUserOrByAnAdministrator() {
        the.profile(the.amy, false, false);
        the.policy(policy(30, false, 5));
        the.clock.advance(Duration.ofDays(30).minusSeconds(1));
        the.session(the.logOn("amy@" + the.alias, PASSWORD));

        the.clock.advance(Duration.ofSeconds(1));
        assertThat(the.logOn("amy@" + the.alias, PASSWORD)).isInstanceOf(LogonResult.PasswordChangeRequired.class);
        the.policy(policy(30, true, 5));
        assertThat(the.logOn("amy@" + the.alias, PASSWORD)).isInstanceOf(LogonResult.PasswordExpired.class);
        assertThat(the.logOn("amy@" + the.alias, "wrong")).isInstanceOf(LogonResult.Refused.class);
        the.session(the.logOn(the.alias, PASSWORD));
    }

    @Test
    void deviceMustBeBoundFirstWhereThatIsDemanded() {
        the.profile(the.amy, true, false);
        LogonResult first = the.logOn("amy@" + the.alias, PASSWORD);
        assertThat(first).isInstanceOf(LogonResult.MfaBindingRequired.class);
        PendingLogon pending = ((LogonResult.MfaBindingRequired) first).pending();

        await(the.logons.beginMfaBinding(pending, home()));
        MfaEnrolment enrolment = await(the.logons.beginMfaBinding(pending, home()));
        assertThat(bind(pending, enrolment, "000000", "000001")).isInstanceOf(LogonResult.Refused.class);
        long step = Totp.step(the.clock.instant());
        LogonSession session = the.session(
                bind(pending, enrolment, Totp.code(enrolment.seed(), step - 1), Totp.code(enrolment.seed(), step)));

        assertThat(session.mfa()).isTrue();
        assertThat(the.logOn("amy@" + the.alias, PASSWORD)).isInstanceOf(LogonResult.MfaCodeNeeded.class);
    }

    @Test
    void usersLogOnFromTheAccountsNetworksOnly() {
        the.profile(the.amy, false, false);
        the.preference("192.0.2.0/24", 1);

        LogonSession session = the.session(the.logOn("amy@" + the.alias, PASSWORD));
        assertThat(Duration.between(session.issuedAt(), session.expiresAt())).isEqualTo(Duration.ofHours(1));
        assertThat(LogonFixture.logOn(the.logons, "amy@" + the.alias, PASSWORD, ABROAD))
                .isInstanceOf(LogonResult.Refused.class);
        assertThat(the.audited.get(1).reason()).isEqualTo("ForbiddenNetwork");
        the.session(LogonFixture.logOn(the.logons, the.alias, PASSWORD, ABROAD));
    }

    @Test
    void logOnDiesWithPasswordProfileAndUser() {
        the.profile(the.amy, false, false);
        LogonSession byPassword = the.session(the.logOn("amy@" + the.alias, PASSWORD));
        the.clock.advance(Duration.ofSeconds(1));
        the.setPassword(the.amy, PASSWORD);
        assertThat(the.isAlive(byPassword)).as("the same password set again").isFalse();

        LogonSession byProfile = the.session(the.logOn("amy@" + the.alias, PASSWORD));
        the.deleteProfile(the.amy);
        assertThat(the.isAlive(byProfile)).isFalse();
        the.clock.advance(Duration.ofSeconds(1));
        the.profile(the.amy, false, false);
        assertThat(the.isAlive(byProfile))
                .as("the same password in a new profile")
                .isFalse();

        LogonSession byUser = the.session(the.logOn("amy@" + the.alias, PASSWORD));
        the.deleteProfile(the.amy);
        the.deleteUser(the.amy);
        assertThat(the.isAlive(byUser)).isFalse();

        LogonSession owner = the.session(the.logOn(the.alias, PASSWORD));
        the.setOwnerPassword("another");
        assertThat(the.isAlive(owner)).isFalse();
    }

    @Test
    void logOutEndsOneLogOnOnly() {
        the.profile(the.amy, false, false);
        LogonSession first = the.session(the.logOn("amy@" + the.alias, PASSWORD));
        LogonSession second = the.session(the.logOn("amy@" + the.alias, PASSWORD));
        LogonSession owner = the.session(the.logOn(the.alias, PASSWORD));

        await(the.logons.logOut(first, home()));
        assertThat(the.isAlive(first)).isFalse();
        assertThat(the.isAlive(second)).isTrue();

        await(the.logons.logOut(owner, home()));
        assertThat(the.isAlive(owner)).isFalse();
    }

    @Test
    void wrongPasswordsSlowFurtherAttemptsDown() {
        the.profile(the.amy, false, false);
        the.policy(policy(0, false, 0));
        for (int count = 0; count < 3; count++) {
            assertThat(the.logOn("amy@" + the.alias, "wrong")).isInstanceOf(LogonResult.Refused.class);
        }

        assertThat(the.logOn("amy@" + the.account, PASSWORD))
                .isEqualTo(new LogonResult.Throttled(Duration.ofSeconds(1)));
        assertThat(the.audited.get(3).decision()).isEqualTo(AuditDecision.THROTTLED);
        the.clock.advance(Duration.ofSeconds(1));
        the.logOn("amy@" + the.alias, "wrong");
        assertThat(the.logOn("amy@" + the.alias, PASSWORD)).isEqualTo(new LogonResult.Throttled(Duration.ofSeconds(2)));
        the.session(the.logOn(the.alias, PASSWORD));

        the.clock.advance(Duration.ofSeconds(2));
        the.session(the.logOn("amy@" + the.alias, PASSWORD));
        the.session(the.logOn("amy@" + the.alias, PASSWORD));
    }

    @Test
    void unknownNamesAreSlowedDownAlike() {
        for (int count = 0; count < 3; count++) {
            the.logOn("nobody@" + the.alias, "wrong");
        }

        assertThat(the.logOn("NOBODY@" + the.alias, "wrong")).isInstanceOf(LogonResult.Throttled.class);
    }

    @Test
    void strangersHoldUpAFamiliarAddressNoLongerThanTheirOwn() {
        the.profile(the.amy, false, false);
        the.policy(policy(0, false, 4));
        the.session(the.logOn("amy@" + the.alias, PASSWORD));
        for (int count = 0; count < 4; count++) {
            LogonFixture.logOn(the.logons, "amy@" + the.alias, "wrong", ABROAD);
            the.clock.advance(Duration.ofMinutes(1));
        }

        LogonResult stranger = LogonFixture.logOn(the.logons, "amy@" + the.alias, PASSWORD, "203.0.113.9");
        assertThat(stranger).isEqualTo(new LogonResult.Throttled(Duration.ofMinutes(56)));
        the.session(the.logOn("amy@" + the.alias, PASSWORD));
        the.clock.advance(Duration.ofMinutes(56));
        the.session(LogonFixture.logOn(the.logons, "amy@" + the.alias, PASSWORD, ABROAD));
    }

    @Test
    void wrongCodesCountAsAttempts() {
        the.profile(the.amy, false, false);
        the.policy(policy(0, false, 2));
        the.device(the.amy, SEED);
        PendingLogon pending = codeNeeded();
        enter(pending, "000000");
        enter(pending, "000001");

        assertThat(enter(pending, the.code(SEED))).isInstanceOf(LogonResult.Throttled.class);
        assertThat(the.logOn("amy@" + the.alias, PASSWORD)).isInstanceOf(LogonResult.Throttled.class);
    }

    @Test
    void addressMayNotTryManyNames() {
        Logons logons = the.logons(30);
        int refused = 0;
        while (LogonFixture.logOn(logons, "user" + refused + "@" + the.alias, "wrong", ABROAD)
                instanceof LogonResult.Refused) {
            refused++;
        }

        assertThat(refused).isEqualTo(20);
        assertThat(LogonFixture.logOn(logons, the.alias, PASSWORD, ABROAD)).isInstanceOf(LogonResult.Throttled.class);
        the.session(LogonFixture.logOn(logons, the.alias, PASSWORD, HOME));
        for (int minute = 0; minute < 10; minute++) {
            the.clock.advance(Duration.ofMinutes(2));
            LogonFixture.logOn(logons, "user@" + the.alias, "wrong", ABROAD);
        }
        the.clock.advance(Duration.ofMinutes(2));
        assertThat(LogonFixture.logOn(logons, the.alias, PASSWORD, ABROAD)).isInstanceOf(LogonResult.Throttled.class);
    }

    private static PasswordPolicy policy(int maxAgeDays, boolean hardExpiry, int maxAttempts) {
        return new PasswordPolicy(8, false, false, false, false, hardExpiry, maxAgeDays, 0, maxAttempts);
    }

    private PendingLogon codeNeeded() {
        LogonResult result = the.logOn("amy@" + the.alias, PASSWORD);
        assertThat(result).isInstanceOf(LogonResult.MfaCodeNeeded.class);
        return ((LogonResult.MfaCodeNeeded) result).pending();
    }

    private LogonResult enter(PendingLogon pending, String code) {
        return await(the.logons.enterCode(pending, code, home()));
    }

    private LogonResult bind(PendingLogon pending, MfaEnrolment enrolment, String first, String second) {
        return await(the.logons.bindMfa(pending, enrolment, first, second, home()));
    }
}
