package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import com.microsoft.playwright.options.ViewportSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/// What everybody does with a page.
public final class Pages {

    private static final String AXE = script();
    private static final List<ViewportSize> SIZES =
            List.of(new ViewportSize(390, 844), new ViewportSize(1920, 1080), new ViewportSize(1280, 800));

    private Pages() {}

    public static void signIn(Page page, String login, String password) {
        page.getByLabel("Identifiant").fill(login);
        page.getByLabel("Mot de passe").fill(password);
        page.getByLabel("Mot de passe").press("Enter");
    }

    /// Nothing that axe-core knows is against WCAG 2.2, A and AA, once what fades in is there.
    public static void accessible(Page page) {
        page.evaluate("Promise.allSettled(document.getAnimations()"
                + ".filter(one => one.effect.getComputedTiming().endTime !== Infinity).map(one => one.finished))");
        page.evaluate(AXE);
        var found = page.evaluate(
                "axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']})"
                        + ".then(found => found.violations.map(one => one.id + ' ' + one.nodes.map(node => node.target).join(' ')))");
        assertThat((List<?>) found).as(page.url()).isEmpty();
    }

    private static String script() {
        try (var script = Pages.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(script).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The three sizes, dark and light, for whoever wants to look: `-Dallo.pictures=FOLDER`. 1280 and light afterwards.
    public static void pictures(Page page, String name) {
        var folder = System.getProperty("allo.pictures");
        if (folder == null) {
            return;
        }
        for (var size : SIZES) {
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.setViewportSize(size.width, size.height);
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                page.screenshot(new ScreenshotOptions()
                        .setFullPage(true)
                        .setAnimations(ScreenshotAnimations.DISABLED)
                        .setPath(Path.of(folder, name + "-" + size.width + "-" + scheme + ".png")));
            }
        }
    }
}
