package io.rolegate.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Chromium of this machine, and what people do in it. */
final class Browser implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final String AXE = axe();

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final URI console;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium, URI console) {
        this.playwright = playwright;
        this.chromium = chromium;
        this.console = console;
    }

    /** Skips the tests, with the reason, where there is none. */
    static void require() {
        Assumptions.assumeTrue(
                executable().isPresent(), "no Chromium on this machine: install Debian's package chromium");
    }

    static Browser start(URI console) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        com.microsoft.playwright.Browser chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable().orElseThrow())
                        .setHeadless(true)
                        .setChromiumSandbox(false));
        return new Browser(playwright, chromium, console);
    }

    private static Optional<Path> executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String axe() {
        try (InputStream script = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody at a computer of their own. */
    BrowserContext person(com.microsoft.playwright.Browser.NewContextOptions options) {
        // Axe comes into the page as a script that the policy of the pages would not let in.
        return chromium.newContext(options.setBaseURL(console.toString()).setBypassCSP(false));
    }

    /** Logs on by clicking, up to what comes after the password. */
    static Page logOn(BrowserContext person, String name, String password) {
        Page page = person.newPage();
        page.navigate("/logon");
        enterName(page, name);
        page.getByLabel("Password", new Page.GetByLabelOptions().setExact(true)).fill(password);
        click(page, "Log On");
        return page;
    }

    static void enterName(Page page, String name) {
        page.getByLabel("Logon name").fill(name);
        click(page, "Next");
    }

    /** Clicks, and waits for the page that comes of it. */
    static void click(Page page, String button) {
        press(page, AriaRole.BUTTON, button);
    }

    private static void press(Page page, AriaRole role, String name) {
        page.waitForRequestFinished(
                new Page.WaitForRequestFinishedOptions()
                        .setPredicate(request -> request.isNavigationRequest() && request.redirectedTo() == null),
                () -> page.getByRole(
                                role, new Page.GetByRoleOptions().setName(name).setExact(true))
                        .first()
                        .click());
        page.waitForLoadState();
    }

    static void follow(Page page, String link) {
        press(page, AriaRole.LINK, link);
    }

    static void switchTo(Page page, String enterprise, String role) {
        follow(page, "Switch Identity");
        page.getByLabel("Enterprise alias or default domain name").fill(enterprise);
        page.getByLabel("Role name").fill(role);
        click(page, "Switch");
    }

    static String text(Page page) {
        return page.locator("body").innerText();
    }

    /** Checks the page for people who can't see or use a mouse, and keeps a picture of it. */
    static void inspect(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
        page.evaluate(AXE);
        @SuppressWarnings("unchecked") // what the script below makes
        List<String> serious = (List<String>)
                page.evaluate(
                        """
                axe.run().then(found => found.violations
                    .filter(one => one.impact === 'serious' || one.impact === 'critical')
                    .map(one => one.id + ': ' + one.nodes.map(node => node.target.join(' ')).join(', ')))""");
        assertThat(serious).as("accessibility of " + name).isEmpty();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
