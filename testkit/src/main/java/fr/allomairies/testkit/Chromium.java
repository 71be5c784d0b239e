package fr.allomairies.testkit;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;

/// A real browser for a test class, without a window; give it by a static `@RegisterExtension`. Each person has a
/// browser of his own ([#open]), closed after the test. Of a test that fails, the pages stay as pictures, and what
/// they said as a text, in `target/browser`. An error that no page caught fails the test.
///
/// The browser is that of the machine, or the one that `ALLO_CHROMIUM` names. A microphone and a loudspeaker are
/// played to it.
public final class Chromium
        implements BeforeAllCallback,
                LifecycleMethodExecutionExceptionHandler,
                AfterTestExecutionCallback,
                AfterEachCallback,
                AfterAllCallback {

    private static final int BAD = 400;
    private static final double PATIENCE_MILLIS = 20_000;
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--use-fake-ui-for-media-stream",
            "--use-fake-device-for-media-stream",
            "--autoplay-policy=no-user-gesture-required");

    private final List<Page> pages = new ArrayList<>();
    private final List<String> said = new ArrayList<>();
    private final List<String> uncaught = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(program()).setArgs(ARGUMENTS));
    }

    /// A page of somebody who has not been here yet.
    public Page open(NewContextOptions options, String address) {
        var page = Objects.requireNonNull(browser).newContext(options).newPage();
        var name = "page " + (pages.size() + 1) + ": ";
        pages.add(page);
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> said.add(name + message.type() + " " + message.text()));
        page.onPageError(error -> uncaught.add(name + error));
        page.onResponse(answer -> {
            if (answer.status() >= BAD) {
                said.add(name + answer.status() + " " + answer.url());
            }
        });
        page.navigate(address);
        return page;
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        keep(context);
        throw failure;
    }

    @Override
    public void afterTestExecution(ExtensionContext context) throws IOException {
        if (context.getExecutionException().isPresent() || !uncaught.isEmpty()) {
            keep(context);
        }
    }

    private void keep(ExtensionContext context) throws IOException {
        var folder = Files.createDirectories(Path.of("target", "browser"));
        var test = context.getRequiredTestClass().getSimpleName() + "."
                + context.getRequiredTestMethod().getName();
        for (var index = 0; index < pages.size(); index++) {
            var picture = folder.resolve(test + "-" + (index + 1) + ".png");
            pages.get(index).screenshot(new ScreenshotOptions().setPath(picture));
        }
        var words = Stream.concat(said.stream(), uncaught.stream()).toList();
        Files.write(folder.resolve(test + ".txt"), words);
    }

    @Override
    public void afterEach(ExtensionContext context) {
        var errors = List.copyOf(uncaught);
        pages.stream().map(Page::context).forEach(BrowserContext::close);
        Stream.of(pages, said, uncaught).forEach(List::clear);
        if (!errors.isEmpty()) {
            throw new AssertionError("uncaught in the browser: " + errors);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Objects.requireNonNull(playwright).close();
    }

    private static Path program() {
        return Stream.of(
                        System.getenv("ALLO_CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(Objects::nonNull)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no Chromium; name it by ALLO_CHROMIUM"));
    }
}
