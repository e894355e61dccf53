package io.rolegate.ram;

import static org.assertj.core.api.Assertions.assertThat;

import io.rolegate.api.ApiException;
import io.rolegate.identity.Principal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordsTest {
    private static final String FIRST = "correct horse";

    private final RamFixture ram = new RamFixture();

    @BeforeEach
    void userWithPassword() {
        ram.call("CreateUser", "UserName", "amelia");
        ram.call(
                "CreateLoginProfile",
                "UserName",
                "amelia",
                "Password",
                FIRST,
                "MFABindRequired",
                "true",
                "PasswordResetRequired",
                "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "aaaaaaaa", "abababab", "xxAmelia99"})
    void weakPasswordIsRefusedAndNotRepeated(String password) {
        ApiException refusal = ram.refusal("UpdateLoginProfile", "UserName", "amelia", "Password", password);

        assertThat(refusal.code()).isEqualTo("InvalidParameter.Password.TooWeak");
        assertThat(refusal.text()).contains("Password").doesNotContain(password);
        assertThat(passwordOf("amelia")).isEqualTo(FIRST);
    }

    @ParameterizedTest
    @CsvSource({
        "RequireLowercaseCharacters, ABCDEF-12345, lower-case",
        "RequireUppercaseCharacters, abcdef-12345, upper-case",
        "RequireNumbers, abcdef-ABCDEF, digit",
        "RequireSymbols, abcdefABC12345, symbol"
    })
    void passwordHasWhatThePolicyRequires(String requirement, String password, String words) {
        set(password);
        ram.call("SetPasswordPolicy", requirement, "true");

        ApiException refusal = ram.refusal("UpdateLoginProfile", "UserName", "amelia", "Password", password);

        assertThat(refusal.code()).isEqualTo("InvalidParameter.Password.TooWeak");
        assertThat(refusal.text()).contains(words);
        set("Battery-staple-2");
    }

    @Test
    void passwordIsAsLongAsThePolicySays() {
        ram.call("SetPasswordPolicy", "MinimumPasswordLength", "20");

        assertThat(change("correct horse battery")).isEmpty();
        assertThat(ram.refusalCode("UpdateLoginProfile", "UserName", "amelia", "Password", "battery staple 12"))
                .isEqualTo("InvalidParameter.Password.TooWeak");
    }

    @Test
    void latestPasswordsMayNotComeAgain() {
        ram.call("SetPasswordPolicy", "PasswordReusePrevention", "2");
        set("battery staple");

        assertThat(ram.refusalCode("UpdateLoginProfile", "UserName", "amelia", "Password", FIRST))
                .isEqualTo("InvalidParameter.Password.Reused");
        set("third password");
        set(FIRST);
        assertThat(ram.refusalOf(amelia(), "ChangePassword", "OldPassword", FIRST, "NewPassword", FIRST)
                        .code())
                .isEqualTo("InvalidParameter.Password.Reused");
    }

    @Test
    void deletingTheProfileDoesNotForgetThePasswords() {
        ram.call("SetPasswordPolicy", "PasswordReusePrevention", "1");
        ram.call("DeleteLoginProfile", "UserName", "amelia");

        assertThat(ram.refusalCode("CreateLoginProfile", "UserName", "amelia", "Password", FIRST))
                .isEqualTo("InvalidParameter.Password.Reused");
    }

    @Test
    void ownChangeFulfilsTheResetAndLeavesTheRest() {
        change("battery staple");

        assertThat(passwordOf("amelia")).isEqualTo("battery staple");
        Map<?, ?> profile = (Map<?, ?>) Objects.requireNonNull(
                ram.call("GetLoginProfile", "UserName", "amelia").get("LoginProfile"));
        assertThat(profile.get("PasswordResetRequired")).isEqualTo(false);
        assertThat(profile.get("MFABindRequired")).isEqualTo(true);
    }

    @Test
    void wrongOldPasswordChangesNothing() {
        ApiException refusal =
                ram.refusalOf(amelia(), "ChangePassword", "OldPassword", "wrong", "NewPassword", "battery staple");

        assertThat(refusal.error().status()).isEqualTo(403);
        assertThat(refusal.text()).contains("OldPassword");
        assertThat(passwordOf("amelia")).isEqualTo(FIRST);
    }

    @Test
    void guessingTheOldPasswordEndsAfterTheAttemptsOfThePolicy() {
        ram.call("SetPasswordPolicy", "MaxLoginAttemps", "3");
        for (int i = 0; i < 2; i++) {
            ram.refusalOf(amelia(), "ChangePassword", "OldPassword", "wrong", "NewPassword", "battery staple");
        }
        change("battery staple");
        set(FIRST);
        for (int i = 0; i < 3; i++) {
            assertThat(ram.refusalOf(amelia(), "ChangePassword", "OldPassword", "wrong", "NewPassword", "x")
                            .code())
                    .isEqualTo("CheckOldPasswordFail");
        }

        assertThat(ram.refusalOf(amelia(), "ChangePassword", "OldPassword", FIRST, "NewPassword", "battery staple")
                        .code())
                .isEqualTo("Throttling.User");
        assertThat(passwordOf("amelia")).isEqualTo(FIRST);
        ram.call("SetPasswordPolicy", "MaxLoginAttemps", "0");
        assertThat(change("battery staple")).isEmpty();
    }

    @Test
    void usersReplaceAnExpiredPasswordUnlessExpiryIsHard() {
        ram.call("SetPasswordPolicy", "MaxPasswordAge", "30", "HardExpiry", "true");
        ram.clock.advance(Duration.ofDays(30));
        assertThat(ram.refusalOf(amelia(), "ChangePassword", "OldPassword", FIRST, "NewPassword", "battery staple")
                        .code())
                .isEqualTo("NoPermission");

        ram.call("SetPasswordPolicy", "HardExpiry", "false");
        change("battery staple");
        ram.call("SetPasswordPolicy", "HardExpiry", "true");
        assertThat(ram.callAs(amelia(), "ChangePassword", "OldPassword", "battery staple", "NewPassword", FIRST))
                .isEmpty();
    }

    @Test
    void policyThatChangesWhileThePasswordIsHashedIsNotDodged() {
        ram.whileHashing = () -> {
            ram.whileHashing = () -> {};
            ram.call("SetPasswordPolicy", "MinimumPasswordLength", "32");
        };

        assertThat(ram.refusalCode("UpdateLoginProfile", "UserName", "amelia", "Password", "battery staple"))
                .isEqualTo("ConcurrentModification");
        assertThat(passwordOf("amelia")).isEqualTo(FIRST);
    }

    @Test
    void passwordThatAnAdministratorSetsMeanwhileIsNotOverwritten() {
        ram.whileHashing = () -> {
            ram.whileHashing = () -> {};
            set("set by administrator");
        };

        assertThat(ram.refusalOf(amelia(), "ChangePassword", "OldPassword", FIRST, "NewPassword", "battery staple")
                        .code())
                .isEqualTo("ConcurrentModification");
        assertThat(passwordOf("amelia")).isEqualTo("set by administrator");
    }

    @Test
    void passwordsAreNoMoreThanCanBeHashed() {
        assertThat(ram.refusalCode("UpdateLoginProfile", "UserName", "amelia", "Password", "a1".repeat(65)))
                .isEqualTo("InvalidParameter.Password.Length");
        assertThat(ram.refusalCode("UpdateLoginProfile", "UserName", "amelia", "Password", "correct\0horse"))
                .isEqualTo("InvalidParameter.Password.InvalidChars");
    }

    private void set(String password) {
        ram.call("UpdateLoginProfile", "UserName", "amelia", "Password", password);
    }

    private Map<String, Object> change(String newPassword) {
        return ram.callAs(amelia(), "ChangePassword", "OldPassword", FIRST, "NewPassword", newPassword);
    }

    private Principal amelia() {
        return ram.user("amelia");
    }

    private String passwordOf(String user) {
        String hash = ram.read(transaction -> transaction
                        .users()
                        .require(ram.account, user)
                        .thenCompose(transaction.loginProfiles()::passwordHash))
                .orElseThrow();
        return hash.substring("hash of ".length());
    }
}
