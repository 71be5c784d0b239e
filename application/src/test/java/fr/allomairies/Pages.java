package fr.allomairies;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;

/// What everybody does with a page.
final class Pages {

    private Pages() {}

    static void signIn(Page page, String login, String password) {
        page.getByLabel("Identifiant").fill(login);
        page.getByLabel("Mot de passe").fill(password);
        page.getByLabel("Mot de passe").press("Enter");
    }

    /// Both widths, dark and light, for whoever wants to look: `-Dallo.pictures=FOLDER`. Wide and light afterwards.
    static void pictures(Page page, String name) {
        var folder = System.getProperty("allo.pictures");
        if (folder == null) {
            return;
        }
        for (var width : List.of(390, 1280)) {
            for (var scheme : List.of(ColorScheme.DARK, ColorScheme.LIGHT)) {
                page.setViewportSize(width, 900);
                page.emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
                page.screenshot(new ScreenshotOptions()
                        .setFullPage(true)
                        .setPath(Path.of(folder, name + "-" + width + "-" + scheme + ".png")));
            }
        }
    }
}
