package io.rolegate.console;

import static io.rolegate.console.Browser.click;
import static io.rolegate.console.Browser.follow;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.switchTo;
import static io.rolegate.console.Browser.text;
import static io.rolegate.console.BrowserExtension.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A's administrator watches and ends what was delegated, while B's user is at work in another browser. */
class DelegationPagesIT {
    @RegisterExtension
    static final BrowserExtension browser = new BrowserExtension();

    @BeforeAll
    static void givePasswords() throws Exception {
        browser.gateway().setOwnerPassword(browser.gateway().enterpriseA(), PASSWORD);
    }

    @Test
    void endingADelegationShowsWhatStopsAndShutsThePartnerOutAtItsNextClick() throws Exception {
        role("order-clerk");
        String partner = browser.gateway().enterpriseB().account().id();
        try (BrowserContext owner = browser.person();
                BrowserContext person = browser.person()) {
            Page work = switched(person, "order-clerk");
            Page page = logOn(owner, "enterprise-a", PASSWORD);
            follow(page, "Delegations");
            assertThat(text(page)).contains("Account " + partner, "order-clerk", "message-operator");
            Browser.inspect(page, "delegations");

            follow(page, "End delegation of role order-clerk to " + partner);
            assertThat(page.locator("main").innerText())
                    .contains("These sessions end", "acs:ram::" + partner + ":user/alice");
            assertThat(page.locator("pre").nth(1).innerText()).doesNotContain(partner);
            Browser.inspect(page, "end-delegation");
            click(page, "End delegation");
            assertThat(text(page)).contains("No node of the gateway accepts them any more.");
            Browser.inspect(page, "delegation-ended");

            follow(work, "User Center");
            assertThat(text(work)).contains("Role order-clerk of enterprise-a no longer accepts you");
            Browser.inspect(work, "role-ended");
            click(work, "Return to my identity");
            assertThat(work.locator("#arn").innerText()).endsWith("user/alice");
            switchTo(work, "enterprise-a", "order-clerk");
            assertThat(text(work)).contains("You can’t switch to this role.");

            follow(page, "Delegations");
            assertThat(page.locator("main").innerText()).doesNotContain("order-clerk");
        }
    }

    @Test
    void oneSessionIsEndedAndTheOtherGoesOn() throws Exception {
        role("order-reader");
        try (BrowserContext owner = browser.person();
                BrowserContext first = browser.person();
                BrowserContext second = browser.person()) {
            Page ended = switched(first, "order-reader");
            Page page = logOn(owner, "enterprise-a", PASSWORD);
            page.navigate(page.url() + "delegations/sessions?role=order-reader");
            Page goesOn = switched(second, "order-reader");
            Browser.inspect(page, "sessions");
            click(page, page.locator("td button").first().getAttribute("aria-label"));
            assertThat(text(page)).contains("has ended, on all nodes of the gateway.");

            follow(ended, "User Center");
            assertThat(text(ended)).contains("This identity has ended");
            follow(goesOn, "User Center");
            assertThat(goesOn.locator("#arn").innerText()).contains("order-reader");
        }
    }

    @Test
    void allSessionsOfARoleAreEndedAndItCanBeAssumedAnew() throws Exception {
        role("order-viewer");
        try (BrowserContext owner = browser.person();
                BrowserContext person = browser.person()) {
            Page work = switched(person, "order-viewer");
            Page page = logOn(owner, "enterprise-a", PASSWORD);
            follow(page, "Delegations");
            follow(page, "All role sessions");
            page.getByLabel("Role", new Page.GetByLabelOptions().setExact(true)).fill("order-viewer");
            click(page, "Filter");
            follow(page, "End all of these");
            assertThat(page.locator("main").innerText()).contains("order-viewer", "user/alice");
            Browser.inspect(page, "end-sessions");
            click(page, "End all of these");
            assertThat(text(page)).contains("These sessions have ended", "There are no live sessions.");

            follow(work, "User Center");
            click(work, "Return to my identity");
            switchTo(work, "enterprise-a", "order-viewer");
            assertThat(work.locator("#arn").innerText()).contains("order-viewer");
        }
    }

    @Test
    void ownerReadsInTheAuditWhatThePartnerDid() throws Exception {
        role("order-auditor");
        try (BrowserContext owner = browser.person();
                BrowserContext person = browser.person()) {
            switched(person, "order-auditor");
            Page page = logOn(owner, "enterprise-a", PASSWORD);
            follow(page, "Audit");
            page.getByLabel("Who").fill("order-auditor");
            page.getByLabel("Operation").fill("Get*");
            page.getByLabel("Decision").selectOption("Allow");
            click(page, "Filter");
            // The file is written a moment after the answer.
            for (int attempt = 0; attempt < 100 && page.locator("tbody tr").count() == 0; attempt++) {
                page.reload();
            }

            assertThat(page.locator("tbody").innerText())
                    .contains("assumed-role/order-auditor/alice", "GetCallerIdentity", "allowed");
            assertThat(page.getByLabel("Who").inputValue()).isEqualTo("order-auditor");
            Browser.inspect(page, "audit");
        }
    }

    @Test
    void sessionThatHasExpiredSaysSoAndLeadsBack() throws Exception {
        role("order-timer");
        try (BrowserContext person = browser.person()) {
            Page page = switched(person, "order-timer");
            for (int step = 0; step < 3; step++) {
                browser.gateway().clock().advance(Duration.ofMinutes(21));
                page.reload();
            }

            assertThat(text(page)).contains("The time of role order-timer of enterprise-a is over.");
            click(page, "Return to my identity");
            assertThat(page.locator("#arn").innerText()).endsWith("user/alice");
        }
    }

    @Test
    void whoMayNotSeeDelegationsReadsWhy() {
        try (BrowserContext person = browser.person()) {
            Page page = switched(person, "message-operator");
            follow(page, "Delegations");

            assertThat(page.locator("main").innerText())
                    .contains("the permission ram:ListRoles", "the permission sts:ListSessions");
        }
    }

    private static Page switched(BrowserContext person, String role) {
        Page page = browser.logOnAlice(person);
        switchTo(page, "enterprise-a", role);
        assertThat(text(page)).contains("You are acting as role " + role);
        return page;
    }

    /** A role that trusts B, and may do nothing yet. */
    private static void role(String name) throws Exception {
        String trust =
                "{\"Version\":\"1\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"sts:AssumeRole\",\"Principal\":{\"RAM\":[\""
                        + browser.gateway().enterpriseB().account().rootArn() + "\"]}}]}";
        browser.ram(
                browser.gateway().enterpriseA().credentials(),
                "CreateRole",
                Map.of("RoleName", name, "AssumeRolePolicyDocument", trust));
    }
}
