package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Whoever signs in for the first time is shown around, in a real browser and by keyboard.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class TourPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
        registry.add("allo.tours.offered", () -> true);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Test
    void isShownAroundTheDeskByKeyboardOnceAndAgainFromTheMenu() {
        var page = signIn("amina", Role.AGENT, "/desk");
        var tour = page.getByRole(AriaRole.DIALOG);

        assertThat(tour).hasAccessibleName("Dites que vous êtes là");
        assertThat(heading(page)).isFocused();
        assertThat(page.locator("#available")).hasClass("button is-toured");
        Pages.accessible(page);
        Pages.pictures(page, "tour-desk");
        page.keyboard().press("Tab");
        for (var step = 2; step <= 7; step++) {
            page.keyboard().press("Enter");
            assertThat(tour).containsText("Visite · " + step + " sur 7");
            assertThat(heading(page)).isFocused();
            page.keyboard().press("Tab");
        }
        page.keyboard().press("Tab");
        page.keyboard().press("Enter");
        assertThat(tour).containsText("Visite · 6 sur 7");
        button(page, "Suivant").click();
        assertThat(button(page, "Passer la visite")).isHidden();
        page.waitForResponse(
                "**/api/desk/tours/desk",
                () -> button(page, "Terminer la visite").click());
        assertThat(tour).isHidden();
        assertThat(page.locator(".is-toured")).hasCount(0);

        page.reload();
        assertThat(page.locator("#contacts-empty-title")).hasText("Bonjour");
        assertThat(tour).isHidden();
        page.locator(".header details.menu:not(.nav-more) summary").click();
        page.getByText("Visite du poste").click();
        assertThat(heading(page)).isFocused();
        page.keyboard().press("Escape");
        assertThat(tour).isHidden();
        assertThat(page.locator(".header details.menu:not(.nav-more) summary")).isFocused();
    }

    @Test
    void stepsAsideWhileAContactIsOffered() {
        var page = signIn("bruno", Role.AGENT, "/desk");
        var tour = page.getByRole(AriaRole.DIALOG);
        assertThat(tour).isVisible();

        asideWhile(page, "offers", "article");
        asideWhile(page, "contacts", "li");
        page.reload();
        assertThat(tour).isVisible();
    }

    /// In one breath: what the desk draws next has no place for it.
    private static void asideWhile(Page page, String list, String kind) {
        var hidden = page.evaluate("""
                async ([list, kind]) => {
                  const tour = document.getElementById('tour');
                  const one = document.createElement(kind);
                  document.getElementById(list).append(one);
                  await Promise.resolve();
                  const during = tour.hidden;
                  one.remove();
                  await Promise.resolve();
                  return [during, tour.hidden].join();
                }
                """, List.of(list, kind));
        org.assertj.core.api.Assertions.assertThat(hidden).as(list).isEqualTo("true,false");
    }

    @Test
    void keysMeantForItAnswerNoOffer() {
        var page = signIn("chloe", Role.AGENT, "/desk");
        assertThat(heading(page)).isFocused();

        var heard = page.evaluate("""
                async () => {
                  const heard = [];
                  document.addEventListener('keydown', event => heard.push(event.key));
                  document.getElementById('offers').append(document.createElement('article'));
                  await Promise.resolve();
                  for (const key of ['Enter', 'Escape', 'a'])
                    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
                  return [document.activeElement.id, ...heard].join();
                }
                """);

        org.assertj.core.api.Assertions.assertThat(heard).isEqualTo("offers,a");
    }

    @Test
    void isShownAroundTheBoardOrSkipsIt() {
        var page = signIn("sonia", Role.SUPERVISOR, "/board");
        var tour = page.locator("#tour");
        assertThat(tour).containsText("La journée en chiffres");
        Pages.accessible(page);
        Pages.pictures(page, "tour-board");
        page.waitForResponse(
                "**/api/desk/tours/board",
                () -> button(page, "Passer la visite").click());
        assertThat(tour).isHidden();

        page.navigate("http://localhost:" + port + "/reports");
        page.locator(".header details.menu:not(.nav-more) summary").click();
        page.getByText("Visite du tableau de bord").click();
        assertThat(tour).isVisible();
        assertThat(page).hasURL("http://localhost:" + port + "/board");
        page.reload();
        assertThat(page.locator("[data-waiting-empty]")).isVisible();
        assertThat(tour).isHidden();
        org.assertj.core.api.Assertions.assertThat(
                        page.evaluate(
                                "fetch('/api/desk/tours/cellar', {method: 'POST', headers: {'X-XSRF-TOKEN': "
                                        + "decodeURIComponent(document.cookie.match(/XSRF-TOKEN=([^;]*)/)[1])}}).then(a => a.status)"))
                .isEqualTo(404);
    }

    private static Locator heading(Page page) {
        return page.locator("#tour [data-step]:not([hidden]) h2");
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    private Page signIn(String login, Role role, String path) {
        accounts.put(new Account(new AgentId(login), login, role, null, true), PASSWORD);
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), "http://localhost:" + port + path);
        Pages.signIn(page, login, PASSWORD);
        return page;
    }
}
