package io.rolegate.console;

import static io.rolegate.console.Browser.click;
import static io.rolegate.console.Browser.follow;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.switchTo;
import static io.rolegate.console.Browser.text;
import static io.rolegate.console.BrowserExtension.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Administrators at work: people, keys, roles and policies of their accounts, by clicking. */
class ConsoleAdministrationIT {
    private static final Page.GetByLabelOptions EXACTLY = new Page.GetByLabelOptions().setExact(true);

    @RegisterExtension
    static final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void givePasswords() throws Exception {
        browser.gateway().setOwnerPassword(browser.gateway().enterpriseA(), PASSWORD);
        browser.gateway().setOwnerPassword(browser.gateway().enterpriseB(), PASSWORD);
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
            String keyId = page.locator("section[aria-labelledby=keys] code").innerText();
            click(page, "Disable " + keyId);
            assertThat(text(page)).contains("Disabled", "Access key " + keyId + " is changed.");
            page.getByLabel("Delete " + keyId).click();
            click(page, "Delete");
            assertThat(text(page)).contains("Access key " + keyId + " is deleted.");

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
            Page page = browser.logOnAlice(person);
            follow(page, "Users");
            assertThat(text(page)).contains("the permission ram:ListUsers");
            page.getByLabel("User name").fill("mallory");
            click(page, "Create user");

            assertThat(text(page)).contains("the permission ram:CreateUser");
            assertThat(page.getByLabel("User name").inputValue()).isEqualTo("mallory");
            Browser.inspect(page, "users-refused");
        }
    }

    @Test
    void roleIsMadeForAnotherAccountByTheWizard() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            follow(page, "Roles");
            Browser.inspect(page, "roles");
            follow(page, "Create role");
            page.getByLabel("Role name").fill("auditor");
            page.getByLabel("Longest session").selectOption("7200");
            page.getByLabel("ID of the other account")
                    .fill(browser.gateway().enterpriseB().account().id());
            page.getByLabel("External ID (optional)").fill("audit-2026");
            Browser.inspect(page, "role-wizard");
            click(page, "Create role");
            assertThat(text(page))
                    .contains("Role auditor is created.", "7200 seconds", "audit-2026")
                    .contains("acs:ram::"
                            + browser.gateway().enterpriseB().account().id() + ":root");

            open(page, "Change trust policy");
            page.locator("#trust-document").fill("{\"Version\": \"1\", \"Statement\": [{}]}");
            awaitText(page, "#trust-checked", "The policy document is not well-formed.");
            Browser.inspect(page, "role");
            click(page, "Save trust policy");
            assertThat(page.locator("#trust-document").inputValue()).contains("[{}]");
            assertThat(page.locator("form .notice.bad").innerText()).contains("Statement[0]");

            open(page, "Delete role");
            click(page, "Delete role");
            assertThat(text(page)).contains("Role auditor is deleted.");
        }
    }

    @Test
    void roleThatDemandsAnExternalIdIsSwitchedToWithIt() {
        try (BrowserContext owner = browser.person();
                BrowserContext partner = browser.person()) {
            Page page = logOn(owner, "enterprise-a", PASSWORD);
            follow(page, "Roles");
            follow(page, "Create role");
            page.getByLabel("Role name").fill("courier");
            page.getByLabel("ID of the other account")
                    .fill(browser.gateway().enterpriseB().account().id());
            page.getByLabel("External ID (optional)").fill("courier-2026");
            click(page, "Create role");

            page = browser.logOnAlice(partner);
            switchTo(page, "enterprise-a", "courier");
            assertThat(text(page)).contains("You can’t switch to this role.");
            page.getByLabel("External ID (optional)").fill("courier-2026");
            click(page, "Switch");
            assertThat(page.locator("#arn").innerText()).contains("/courier/");
            click(page, "Renew");
            assertThat(text(page)).contains("The role’s time begins anew.");

            click(page, "Return to my identity");
            assertThat(page.content()).contains("courier").doesNotContain("courier-2026");
            click(page, "courier · enterprise-a");
            assertThat(page.locator("#arn").innerText()).contains("/courier/");
        }
    }

    @Test
    void policyIsCheckedTriedSavedComparedAndPutInForce() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            follow(page, "Policies");
            Browser.inspect(page, "policies");
            follow(page, "Create policy");
            page.getByLabel("Policy name").fill("orders-reader");
            page.getByLabel("Policy document")
                    .fill(document("mns:ReceiveMessage").replace("Allow", "Alow"));
            awaitText(page, "#editor-checked", "Statement[0].Effect");
            page.getByLabel("Policy document").fill(document("mns:ReceiveMessage"));
            awaitText(page, "#editor-checked", "The document is well-formed.");

            page.getByLabel("User or role").fill("role/message-operator");
            page.getByLabel("Action", EXACTLY).fill("mns:ReceiveMessage");
            page.getByLabel("Resource", EXACTLY).fill("acs:mns:cn-hangzhou:1:/queues/billing/messages");
            click(page, "Simulate");
            assertThat(page.locator("#results").innerText()).contains("Not allowed");
            page.getByLabel("Resource", EXACTLY)
                    .fill("acs:mns:cn-hangzhou:"
                            + browser.gateway().enterpriseA().account().id() + ":/queues/invoices/messages");
            click(page, "Simulate");
            assertThat(page.locator("#results").innerText()).contains("Allowed", "by statement 0 of this document");
            Browser.inspect(page, "policy-editor");
            click(page, "Create policy");
            assertThat(text(page)).contains("Policy orders-reader is created.", "mns:ReceiveMessage");

            follow(page, "New version");
            page.getByLabel("Policy document").fill(document("mns:PeekMessage"));
            click(page, "Compare with the version in force");
            assertThat(page.locator(".diff ins").innerText()).contains("mns:PeekMessage");
            assertThat(page.locator(".diff del").innerText()).contains("mns:ReceiveMessage");
            click(page, "Save version");
            assertThat(page.locator("#default").innerText()).isEqualTo("v1");
            follow(page, "v2");
            assertThat(page.locator(".diff ins").innerText()).contains("mns:PeekMessage");
            Browser.inspect(page, "policy-version");
            follow(page, "orders-reader");
            click(page, "Put in force v2");
            assertThat(page.locator("#default").innerText()).isEqualTo("v2");
            Browser.inspect(page, "policy");

            follow(page, "New version");
            page.getByLabel("Policy document").fill(document("mns:SendMessage"));
            click(page, "Save as draft");
            assertThat(text(page)).contains("Draft v3 is saved.");
            assertThat(page.locator("#default").innerText()).isEqualTo("v2");
            click(page, "Put in force v3");
            assertThat(page.locator("#default").innerText()).isEqualTo("v3");

            open(page, "Delete policy");
            click(page, "Delete policy");
            assertThat(page.locator(".notice.bad").innerText()).contains("Something still depends on it.");
        }
    }

    @Test
    void whoCanDoSomethingIsToldWithTheStatement() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            follow(page, "Who can do this?");
            page.getByLabel("Action", EXACTLY).fill("mns:SendMessage");
            page.getByLabel("Resource", EXACTLY)
                    .fill("acs:mns:cn-hangzhou:"
                            + browser.gateway().enterpriseA().account().id() + ":/queues/orders-x/messages");
            click(page, "Ask");

            assertThat(text(page)).contains("role/message-operator", "Trusts");
            Browser.inspect(page, "who-can");
        }
    }

    @Test
    void policyOfWhatWasUsedIsSuggestedAndEdited() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            follow(page, "Roles");
            follow(page, "message-operator");
            follow(page, "What was used");
            await().atMost(Duration.ofSeconds(30)).pollInSameThread().untilAsserted(() -> {
                page.reload();
                assertThat(String.join("", page.locator("#document").allInnerTexts()))
                        .contains("mns:SendMessage", "mns:ReceiveMessage")
                        .doesNotContain("mns:CreateQueue", "mns:*");
            });
            assertThat(page.locator("section[aria-labelledby=unused]").innerText())
                    .contains("mns:PublishMessage")
                    .doesNotContain("mns:SendMessage");
            Browser.inspect(page, "used");

            click(page, "Open in the policy editor");
            assertThat(page.getByLabel("Policy document").inputValue()).contains("mns:SendMessage");
            page.getByLabel("Policy name").fill("message-operator-least");
            click(page, "Create policy");
            assertThat(text(page)).contains("Policy message-operator-least is created.", "mns:SendMessage");

            page.navigate(page.url().replaceFirst("policies/.*", "roles/message-operator/used?since=2099-01-01"));
            assertThat(text(page)).contains("Nothing that was allowed is recorded.");
        }
    }

    @Test
    void whatOthersUsedIsToldToThoseOnlyWhoMayKnow() {
        try (BrowserContext person = browser.person()) {
            Page page = browser.logOnAlice(person);
            page.navigate(page.url() + "users/alice");
            follow(page, "What was used");

            assertThat(text(page)).contains("the permission ram:SuggestPolicy");
            assertThat(page.locator("#document").count()).isZero();
        }
    }

    @Test
    void accountSettingsAreChangedAndKept() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-b", PASSWORD);
            follow(page, "Account settings");
            page.getByLabel("Least length").fill("10");
            page.getByLabel("Digits are required").check();
            click(page, "Save password policy");
            assertThat(page.getByLabel("Least length").inputValue()).isEqualTo("10");
            assertThat(page.getByLabel("Digits are required").isChecked()).isTrue();
            Browser.inspect(page, "settings");
            page.getByLabel("Addresses to log on from (optional)").fill("everywhere");
            click(page, "Save log-on rules");

            assertThat(page.locator("form .notice.bad").innerText()).contains("LoginNetworkMasks");
            assertThat(page.getByLabel("Addresses to log on from (optional)").inputValue())
                    .isEqualTo("everywhere");
        }
    }

    @Test
    void pagesSpeakChineseAndFitAPhoneInTheDark() {
        var phone = new com.microsoft.playwright.Browser.NewContextOptions()
                .setColorScheme(ColorScheme.DARK)
                .setViewportSize(390, 844);
        try (BrowserContext person = browser.person(phone)) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            String home = page.url();
            page.getByLabel("Profile menu").click();
            click(page, "中文");
            for (String path : List.of(
                    "users",
                    "create-role",
                    "roles/message-operator",
                    "roles/message-operator/used",
                    "create-policy",
                    "policies",
                    "who-can",
                    "settings")) {
                page.navigate(home + path);
                Browser.inspect(page, "phone-" + path.replace('/', '-'));
                assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                        .as(path)
                        .isEqualTo(true);
                assertThat(page.locator("h1").innerText()).as(path).doesNotContain(".title");
            }
        }
    }

    private static String document(String action) {
        return "{\"Version\": \"1\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"" + action
                + "\", \"Resource\": \"acs:mns:*:*:/queues/invoices/messages\"}]}";
    }

    private static void awaitText(Page page, String selector, String expected) {
        page.locator(selector, new Page.LocatorOptions().setHasText(expected)).waitFor();
    }

    private static void open(Page page, String summary) {
        page.locator("summary", new Page.LocatorOptions().setHasText(summary)).click();
    }

    private static void choose(Page page, String label, String option) {
        page.getByLabel(label).selectOption(new com.microsoft.playwright.options.SelectOption().setLabel(option));
    }
}
