package io.rolegate.console;

import static io.rolegate.console.Browser.click;
import static io.rolegate.console.Browser.enterName;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.switchTo;
import static io.rolegate.console.Browser.text;
import static io.rolegate.console.BrowserExtension.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.rolegate.identity.Secret;
import io.rolegate.identity.Totp;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Logging on and out, and the session that a browser has. */
class LogonPagesIT {
    @RegisterExtension
    static final BrowserExtension browser = new BrowserExtension();

    @Test
    void unknownNameAndWrongPasswordLookAlike() {
        try (BrowserContext person = browser.person()) {
            Page wrong = logOn(person, browser.alice().logonName(), "wrong");
            String toKnown = text(wrong).replace(browser.alice().logonName(), "");
            Page unknown = logOn(person, "nobody@enterprise-b", "wrong");

            assertThat(toKnown).contains("Logon name or password is wrong");
            assertThat(text(unknown).replace("nobody@enterprise-b", "")).isEqualTo(toKnown);
        }
    }

    @Test
    void guessesAreSlowedDownForAnyName() {
        try (BrowserContext person = browser.person()) {
            Page page = person.newPage();
            // Each wait is longer than the one before, so that even a slow browser comes too early in the end.
            for (int attempt = 0; attempt < 20 && !text(page).contains("Please wait"); attempt++) {
                page.navigate("/logon");
                enterName(page, "ghost@enterprise-b");
                page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true))
                        .fill("guess");
                click(page, "Log On");
            }

            assertThat(text(page)).contains("Too many attempts. Please wait");
        }
    }

    @Test
    void cookieIsNewAfterTheLogOnAndOutOfReachOfScripts() {
        try (BrowserContext person = browser.person()) {
            Page page = person.newPage();
            page.navigate("/");
            Browser.inspect(page, "logon");
            Cookie before = person.cookies().get(0);
            browser.logOnAlice(person);
            Cookie after = person.cookies().get(0);

            assertThat(after.value).isNotEqualTo(before.value);
            assertThat(after.httpOnly).isTrue();
            assertThat(after.sameSite).isEqualTo(SameSiteAttribute.STRICT);
            assertThat(page.evaluate("document.cookie")).isEqualTo("");
        }
    }

    @Test
    void pagesForbidScriptsOfOthersAndFrames() {
        try (BrowserContext person = browser.person()) {
            Response response = person.newPage().navigate("/logon");

            assertThat(response.headerValue("content-security-policy"))
                    .contains("default-src 'self'", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(response.headerValue("x-content-type-options")).isEqualTo("nosniff");
            assertThat(response.headerValue("cache-control")).isEqualTo("no-store");
        }
    }

    @Test
    void formWithoutItsTokenIsRefused() {
        try (BrowserContext person = browser.person()) {
            Page page = browser.logOnAlice(person);
            page.evaluate("document.querySelectorAll('input[name=csrf]').forEach(one => one.value = 'x')");
            page.getByLabel("Profile menu").click();
            click(page, "Log Out");
            assertThat(text(page)).contains("This page was out of date");

            page.navigate("/");
            assertThat(text(page)).contains("Who am I?");
        }
    }

    @Test
    void loggingOutEndsTheSessionInTheBrowserAndAtTheGateway() {
        try (BrowserContext person = browser.person()) {
            Page page = browser.logOnAlice(person);
            String home = page.url();
            Browser.inspect(page, "user-center");
            page.getByLabel("Profile menu").click();
            click(page, "Log Out");
            assertThat(text(page)).contains("RAM user logon");

            page.navigate(home);
            assertThat(text(page)).contains("You are not logged on");
        }
    }

    @Test
    void idleBrowserIsLoggedOff() throws Exception {
        try (BrowserContext person = browser.person()) {
            Page page = browser.logOnAlice(person);
            browser.gateway().clock().advance(Duration.ofMinutes(31));
            page.reload();

            assertThat(text(page)).contains("You are not logged on, or were idle too long");
        }
    }

    @Test
    void accountOwnerLogsOnByAliasAndIsToldWhyItCannotSwitch() throws Exception {
        browser.gateway().setOwnerPassword(browser.gateway().enterpriseB(), PASSWORD);
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-b", PASSWORD);

            assertThat(text(page)).contains("Account owner", "An account’s owner can’t assume roles");
        }
    }

    @Test
    void passwordThatMustBeChangedIsChangedFirst() throws Exception {
        user("bob", "true", "false");
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "bob@enterprise-b.onaliyun.com", PASSWORD);
            page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill("short");
            page.getByLabel("New password once more").fill("short");
            click(page, "Change and log on");
            assertThat(text(page)).contains("That password can’t be used");

            page.getByLabel("New password", new Page.GetByLabelOptions().setExact(true))
                    .fill(PASSWORD + "!");
            page.getByLabel("New password once more").fill(PASSWORD + "!");
            click(page, "Change and log on");
            assertThat(text(page)).contains("Who am I?", "user/bob");
        }
    }

    @Test
    void deviceIsBoundAndItsCodeAskedForFromThenOn() throws Exception {
        user("carol", "false", "true");
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "carol@enterprise-b", PASSWORD);
            Browser.inspect(page, "bind-device");
            Secret seed = seed(page.locator("#seed").innerText());
            long step = Totp.step(Instant.now());
            page.getByLabel("First code").fill(Totp.code(seed, step - 1));
            page.getByLabel("Code after it").fill(Totp.code(seed, step));
            click(page, "Bind and log on");
            assertThat(text(page)).contains("user/carol");

            Page again = logOn(person, "carol@enterprise-b", PASSWORD);
            again.getByLabel("Six digits").fill("000000");
            click(again, "Log On");
            assertThat(text(again)).contains("That code is not right");
            again.getByLabel("Six digits").fill(Totp.code(seed, step + 1));
            click(again, "Log On");
            assertThat(text(again)).contains("user/carol");
            assertThat(again.locator("dl").first().innerText()).contains("yes");
        }
    }

    @Test
    void twoIdentitiesWorkSideBySideInTwoTabs() {
        try (BrowserContext person = browser.person()) {
            Page own = browser.logOnAlice(person);
            Page role = person.newPage();
            role.navigate(own.url());
            switchTo(role, "enterprise-a", "message-operator");
            assertThat(text(role)).contains("You are acting as role message-operator of enterprise-a");
            Browser.inspect(role, "switched");

            own.reload();
            assertThat(own.locator("#arn").innerText()).endsWith("user/alice");
            click(role, "Return to my identity");
            assertThat(role.locator("#arn").innerText()).endsWith("user/alice");
            click(role, "message-operator · enterprise-a");
            assertThat(role.locator("#arn").innerText()).contains("assumed-role/message-operator/alice");
            click(role, "Renew");
            assertThat(text(role)).contains("The role’s time begins anew.");
        }
    }

    @Test
    void unknownEnterpriseUnknownRoleAndNoTrustLookAlike() {
        try (BrowserContext person = browser.person()) {
            Page page = browser.logOnAlice(person);
            switchTo(page, "enterprise-a", "no-such-role");
            String noRole = page.locator("main .notice").innerText();
            switchTo(page, "no-such-enterprise", "message-operator");

            assertThat(noRole).contains("has no such role, or the role doesn’t trust you");
            assertThat(page.locator("main .notice").innerText()).isEqualTo(noRole);
        }
    }

    @Test
    void pagesSpeakChineseAndFitAPhoneInTheDark() {
        var phone = new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale("zh-CN")
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(390, 844);
        try (BrowserContext person = browser.person(phone)) {
            Page page = person.newPage();
            page.navigate("/");
            assertThat(text(page)).contains("RAM 用户登录");
            Browser.inspect(page, "logon-phone-chinese");
            assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                    .isEqualTo(true);
            click(page, "English");
            assertThat(text(page)).contains("RAM user logon");
        }
    }

    /** The seed's twenty bytes, of the text in Base32. */
    private static Secret seed(String text) {
        BigInteger bits = BigInteger.ZERO;
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            bits = bits.shiftLeft(5).add(BigInteger.valueOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter)));
        }
        byte[] bytes = new byte[20];
        byte[] digits = bits.toByteArray();
        int length = Math.min(digits.length, bytes.length);
        System.arraycopy(digits, digits.length - length, bytes, bytes.length - length, length);
        return Secret.of(bytes);
    }

    private static void user(String name, String reset, String mfa) throws Exception {
        ram("CreateUser", Map.of("UserName", name));
        ram(
                "CreateLoginProfile",
                Map.of(
                        "UserName", name,
                        "Password", PASSWORD,
                        "PasswordResetRequired", reset,
                        "MFABindRequired", mfa));
    }

    private static void ram(String action, Map<String, String> parameters) throws Exception {
        browser.ram(browser.gateway().enterpriseB().credentials(), action, parameters);
    }
}
