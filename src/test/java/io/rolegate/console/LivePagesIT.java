package io.rolegate.console;

import static io.rolegate.console.Browser.follow;
import static io.rolegate.console.Browser.logOn;
import static io.rolegate.console.Browser.text;
import static io.rolegate.console.BrowserExtension.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.rolegate.cli.RunningGateway;
import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.UnsignedRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The live page of the gateway's operators: Enterprise A, as the settings say. */
class LivePagesIT {
    @TempDir
    private static Path folder;

    @RegisterExtension
    static final BrowserExtension browser = new BrowserExtension(LivePagesIT::operated);

    /** Operators are named by the ids of accounts, so these are made first. */
    private static RunningGateway operated() throws Exception {
        Map<String, String> settings = new HashMap<>(Map.of(
                "store.url",
                "jdbc:h2:file:" + folder.resolve("store"),
                "replay.file",
                folder.resolve("dates").toString()));
        try (RunningGateway first = RunningGateway.start(settings)) {
            settings.put("operators", first.enterpriseA().account().id());
        }
        return RunningGateway.start(settings);
    }

    @BeforeAll
    static void givePasswords() throws Exception {
        browser.gateway().setOwnerPassword(browser.gateway().enterpriseA(), PASSWORD);
        browser.gateway().setOwnerPassword(browser.gateway().enterpriseB(), PASSWORD);
    }

    @Test
    void operatorSeesChartsThatRefreshThemselves() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            follow(page, "Live");
            page.locator("#samples tbody tr").nth(1).waitFor(new Locator.WaitForOptions().setTimeout(60_000));
            page.locator("svg.chart polyline").first().waitFor();

            assertThat(page.locator("svg.chart").count()).isEqualTo(3);
            assertThat(page.locator("main").innerText())
                    .contains("message-service", "container-service", "healthy", "NoPermission");
            Browser.inspect(page, "live");
        }
    }

    @Test
    void refreshingKeepsNobodyLoggedOn() {
        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-a", PASSWORD);
            follow(page, "Live");
            page.getByLabel("Refresh by itself").uncheck();
            String charts = page.url() + "/charts";
            browser.gateway().clock().advance(Duration.ofMinutes(20));
            assertThat(person.request().get(charts).text()).contains("svg");
            browser.gateway().clock().advance(Duration.ofMinutes(11));
            page.reload();

            assertThat(text(page)).contains("You are not logged on, or were idle too long");
        }
    }

    @Test
    void othersAreRefusedByTheGatewayItself() throws Exception {
        UnsignedRequest call = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action("GetLiveMetrics")
                .version("2026-11-01")
                .build();
        SignedClient.Reply reply = browser.gateway()
                .client()
                .call(call, browser.gateway().enterpriseB().credentials())
                .await(30, TimeUnit.SECONDS);
        assertThat(reply.status()).isEqualTo(403);

        try (BrowserContext person = browser.person()) {
            Page page = logOn(person, "enterprise-b", PASSWORD);
            assertThat(page.locator("nav").innerText()).doesNotContain("Live");
            Response response = page.navigate(page.url() + "live");
            assertThat(response.status()).isEqualTo(403);
            assertThat(text(page)).contains("Only accounts that the service's operator has listed");
        }
    }
}
