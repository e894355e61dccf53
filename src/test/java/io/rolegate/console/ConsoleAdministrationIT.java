package io.rolegate.console;

import static io.rolegate.console.Browser.click;
import static io.rolegate.console.Browser.follow;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.rolegate.cli.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Administrators at work: people, keys, roles and policies of their accounts, by clicking. */
class ConsoleAdministrationIT {
    private static final String PASSWORD = "Tr0ub4dor&3-horse";

    private static RunningGateway gateway;
    private static RunningGateway.PartnerUser alice;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        gateway = RunningGateway.start(Map.of());
        alice = gateway.demonstrate();
        gateway.setOwnerPassword(gateway.enterpriseA(), PASSWORD);
        gateway.setOwnerPassword(gateway.enterpriseB(), PASSWORD);
        browser = Browser.start(gateway.console());
    }

    @AfterAll
    static void stop() throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    @Test
    void administratorGivesSomebodyAnAccountAndTakesItAway() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-b", PASSWORD);
            follow(page, "Users");
            Browser.inspect(page, "users");
            page.getByLabel("User name").fill("bob");
            page.getByLabel("Comments (optional)").fill("From <accounting> & 财务");
            click(page, "Create user");
            assertThat(text(page)).contains("User bob is created.", "From <accounting> & 财务");

            open(page, "Allow console log-on");
            page.getByLabel("First password").fill(PASSWORD);
            click(page, "Allow console log-on");
            assertThat(text(page)).contains("User bob can log on to the console.");
            click(page, "Create access key");
            assertThat(page.locator("#secret").innerText()).isNotBlank();
            Browser.inspect(page, "user");
            follow(page, "Users");
            follow(page, "bob");
            assertThat(page.locator("#secret").count()).isZero();

            follow(page, "Groups");
            page.getByLabel("Group name").fill("clerks");
            click(page, "Create group");
            choose(page, "User to add", "bob");
            click(page, "Add user");
            choose(page, "Policy to attach", "AliyunSTSAssumeRoleAccess");
            click(page, "Attach policy");
            assertThat(text(page)).contains("Policy AliyunSTSAssumeRoleAccess is attached.", "bob");
            Browser.inspect(page, "group");

            open(page, "Delete group");
            click(page, "Delete group");
            assertThat(page.locator(".notice.bad").innerText()).contains("Something still depends on it.");
            click(page, "Remove bob");
            click(page, "Detach AliyunSTSAssumeRoleAccess");
            open(page, "Delete group");
            click(page, "Delete group");
            assertThat(text(page)).contains("Group clerks is deleted.");
        }
    }

    @Test
    void whatWasTypedIsKeptWhenItIsRefused() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-b", PASSWORD);
            follow(page, "Users");
            page.getByLabel("User name").fill("alice");
            page.getByLabel("Comments (optional)").fill("a second one");
            click(page, "Create user");

            assertThat(page.locator("section .notice.bad").innerText())
                    .contains("There is one already. Choose another name.");
            assertThat(page.getByLabel("User name").inputValue()).isEqualTo("alice");
            assertThat(page.getByLabel("Comments (optional)").inputValue()).isEqualTo("a second one");
        }
    }

    @Test
    void whoMayNotAdministerIsToldWhy() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, alice.logonName(), alice.password());
            follow(page, "Users");
            assertThat(text(page)).contains("the permission ram:ListUsers");
            page.getByLabel("User name").fill("mallory");
            click(page, "Create user");

            assertThat(text(page)).contains("the permission ram:CreateUser");
            assertThat(page.getByLabel("User name").inputValue()).isEqualTo("mallory");
            Browser.inspect(page, "users-refused");
        }
    }

    private static void open(Page page, String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(summary)).click();
    }

    private static void choose(Page page, String label, String option) {
        page.getByLabel(label).selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(option));
    }
}
