package io.rolegate.console;

import static io.rolegate.console.Browser.click;
import static io.rolegate.console.Browser.follow;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.switchTo;
import static io.rolegate.console.Browser.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.rolegate.cli.RunningGateway;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The journey by clicking: B's user works on A's resources as far as A's role allows. */
class ConsoleJourneyIT {
    private static RunningGateway gateway;
    private static RunningGateway.PartnerUser alice;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        Browser.require();
        gateway = RunningGateway.start(Map.of());
        alice = gateway.demonstrate();
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
            follow(page, "billing");
            page.getByLabel("Text").fill("not ours");
            click(page, "Send");

            assertThat(page.locator(".notice.bad").first().innerText())
                    .contains(
                            "You are not allowed to do this.",
                            "No policy attached to your identity allows it.",
                            "the permission mns:SendMessage");
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
            click(page, "Show kubeconfig");

            assertThat(text(page)).contains("the permission cs:DescribeClusterUserKubeconfig");
            assertThat(page.locator("#kubeconfig").count()).isZero();
        }
    }

    private static Page switched(BrowserContext person) {
        Page page = logOn(person, alice.logonName(), alice.password());
        switchTo(page, "enterprise-a", "message-operator");
        return page;
    }
}
