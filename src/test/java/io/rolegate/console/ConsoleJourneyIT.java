package io.rolegate.console;

import static io.rolegate.console.Browser.click;
import static io.rolegate.console.Browser.follow;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.switchTo;
import static io.rolegate.console.Browser.text;
import static io.rolegate.console.BrowserExtension.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The journey by clicking: B's user works on A's resources as far as A's role allows. */
class ConsoleJourneyIT {
    @RegisterExtension
    static final BrowserExtension browser = new BrowserExtension();

    @Test
    void partnersUserSendsAndReceivesInTheOwnersQueue() {
        try (BrowserContext person = browser.person()) {
            Page page = switched(person);
            follow(page, "Queues");
            page.getByLabel("Queue name").fill("orders-console");
            click(page, "Create queue");
            assertThat(text(page)).contains("Queue orders-console is created.");

            page.getByLabel("Text").fill("Order <42> & 订单");
            click(page, "Send");
            assertThat(text(page)).contains("is sent.");
            Browser.inspect(page, "queue");
            click(page, "Peek");
            assertThat(page.locator("#text").innerText()).isEqualTo("Order <42> & 订单");
            click(page, "Receive");
            assertThat(page.locator("#text").innerText()).isEqualTo("Order <42> & 订单");
            click(page, "Delete message");
            assertThat(text(page)).contains("The message is deleted.");
            click(page, "Receive");
            assertThat(text(page)).contains("There is no message in the queue right now.");
        }
    }

    @Test
    void refusedCallExplainsItself() {
        try (BrowserContext person = browser.person()) {
            Page page = switched(person);
            follow(page, "Queues");
            page.getByLabel("Queue name").fill("not-ours");
            click(page, "Create queue");

            assertThat(page.locator(".notice.bad").first().innerText())
                    .contains(
                            "You are not allowed to do this.",
                            "No policy attached to your identity allows it.",
                            "the permission mns:CreateQueue");
            Browser.inspect(page, "refused");
        }
    }

    @Test
    void topicIsPublishedToAndSubscribed() {
        try (BrowserContext person = browser.person()) {
            Page page = switched(person);
            follow(page, "Topics");
            follow(page, "orders-events");
            page.getByLabel("Subscription name").fill("to-incoming");
            page.getByLabel("Queue", new Page.GetByLabelOptions().setExact(true))
                    .fill("orders-incoming");
            click(page, "Subscribe");
            assertThat(text(page)).contains("The queue is subscribed.", "to-incoming");
            page.getByLabel("Text").fill("event");
            click(page, "Publish");
            assertThat(text(page)).contains("The message is published.");
            Browser.inspect(page, "topic");
            click(page, "Unsubscribe to-incoming");
            assertThat(text(page)).contains("The subscription is gone.");
        }
    }

    @Test
    void clustersAreSeenButTheirCredentialsAreNot() {
        try (BrowserContext person = browser.person()) {
            Page page = switched(person);
            follow(page, "Clusters");
            follow(page, "production");
            assertThat(text(page)).contains("ManagedKubernetes", "Node pools");
            Browser.inspect(page, "cluster");

            assertThat(text(page)).contains("the permission cs:DescribeClusterUserKubeconfig");
            assertThat(button(page, "Show kubeconfig").isDisabled()).isTrue();
        }
    }

    @Test
    void whatTheRoleMayNotDoIsDisabledWithTheReason() {
        try (BrowserContext person = browser.person()) {
            Page page = switched(person);
            follow(page, "Queues");
            follow(page, "billing");

            assertThat(button(page, "Send").isDisabled()).isTrue();
            assertThat(page.locator("#why-mns-SendMessage").innerText())
                    .contains("No policy attached to your identity allows it.", "the permission mns:SendMessage");
            Browser.inspect(page, "disabled");
            follow(page, "Queues");
            follow(page, "orders-incoming");
            assertThat(button(page, "Send").isDisabled()).isFalse();
        }
    }

    @Test
    void entitledPeopleReadWhichPolicyAndStatementRefused() throws Exception {
        ram("CreateUser", Map.of("UserName", "dora"));
        ram("CreateLoginProfile", Map.of("UserName", "dora", "Password", PASSWORD, "PasswordResetRequired", "false"));
        String document =
                """
                {"Version":"1","Statement":[
                {"Effect":"Allow","Action":["ram:DecodeDiagnosticMessage","mns:*"],"Resource":"*"},
                {"Effect":"Deny","Action":"mns:ListQueue","Resource":"*"}]}""";
        ram("CreatePolicy", Map.of("PolicyName", "no-queues", "PolicyDocument", document));
        ram("AttachPolicyToUser", Map.of("UserName", "dora", "PolicyType", "Custom", "PolicyName", "no-queues"));
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "dora@enterprise-a", PASSWORD);
            follow(page, "Queues");

            assertThat(page.locator(".diagnosis").innerText()).contains("no-queues", "v1", "user/dora");
            Browser.inspect(page, "diagnosis");
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /** Enterprise A's owner calls. */
    private static void ram(String action, Map<String, String> parameters) throws Exception {
        browser.ram(browser.gateway().enterpriseA().credentials(), action, parameters);
    }

    private static Page switched(BrowserContext person) {
        Page page = browser.logOnAlice(person);
        switchTo(page, "enterprise-a", "message-operator");
        return page;
    }
}
