package io.rolegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.rolegate.cli.RunningGateway;
import io.rolegate.client.SignedClient;
import io.rolegate.signature.Dialect;
import io.rolegate.signature.SigningCredentials;
import io.rolegate.signature.UnsignedRequest;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A gateway with the demonstration's people, and a browser at its console, for all tests of a class. */
final class BrowserExtension implements BeforeAllCallback, AfterAllCallback {
    /** Good enough for everybody whom tests give one. */
    static final String PASSWORD = "Tr0ub4dor&3-horse";

    private final Callable<RunningGateway> start;
    private @Nullable RunningGateway gateway;
    private RunningGateway.@Nullable PartnerUser alice;
    private @Nullable Browser browser;

    BrowserExtension() {
        this(() -> RunningGateway.start(Map.of()));
    }

    /** @param start starts the gateway, which is closed after the tests */
    BrowserExtension(Callable<RunningGateway> start) {
        this.start = start;
    }

    @Override
    public void beforeAll(ExtensionContext context) throws Exception {
        Browser.require();
        gateway = start.call();
        alice = gateway().demonstrate();
        browser = Browser.start(gateway().console());
    }

    @Override
    public void afterAll(ExtensionContext context) throws Exception {
        if (browser != null) {
            browser.close();
        }
        if (gateway != null) {
            gateway.close();
        }
    }

    RunningGateway gateway() {
        return Objects.requireNonNull(gateway);
    }

    /** Enterprise B's user, whom a role of Enterprise A trusts. */
    RunningGateway.PartnerUser alice() {
        return Objects.requireNonNull(alice);
    }

    /** Somebody at a computer of their own. */
    BrowserContext person() {
        return person(new com.microsoft.playwright.Browser.NewContextOptions());
    }

    BrowserContext person(com.microsoft.playwright.Browser.NewContextOptions options) {
        return Objects.requireNonNull(browser).person(options);
    }

    /** Alice logs on, in a tab of its own. */
    Page logOnAlice(BrowserContext person) {
        return Browser.logOn(person, alice().logonName(), alice().password());
    }

    /** Calls an operation of RAM, which succeeds. */
    void ram(SigningCredentials owner, String action, Map<String, String> parameters) throws Exception {
        UnsignedRequest.Builder request = UnsignedRequest.builder(Dialect.ACS3, "POST", "/")
                .action(action)
                .version("2015-05-01");
        parameters.forEach(request::form);
        SignedClient.Reply reply =
                gateway().client().call(request.build(), owner).await(30, TimeUnit.SECONDS);
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    }
}
