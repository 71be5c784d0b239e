package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator.FilterOptions;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A supervisor makes one incident of what many report, in a real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class HotSpotPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId SONIA = new AgentId("sonia");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    Ticketing ticketing;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aSupervisorMakesOneIncidentOfNearReportsAndDismissesOthers() {
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        var lamps = five(43.70, "lighting.lamp-out");
        five(43.75, "roads.pothole");
        var page = CHROMIUM.open(
                new NewContextOptions().setViewportSize(1280, 900).setLocale("fr-FR"), url("/board/hot-spots"));
        Pages.signIn(page, SONIA.value(), PASSWORD);
        page.navigate(url("/board"));
        assertThat(page.locator("a[href='/board/hot-spots']")).containsText("2");
        Pages.pictures(page, "board-hot-spots");
        page.navigate(url("/board/hot-spots"));
        assertThat(page.locator("article")).hasCount(2);
        Pages.accessible(page);
        Pages.pictures(page, "hot-spots");

        var spot = page.locator("article").filter(new FilterOptions().setHasText(lamps.getFirst()));
        spot.getByRole(AriaRole.BUTTON).first().click();

        assertThat(page.locator(".notice-good")).containsText(lamps.getFirst());
        assertThat(page.locator("article")).hasCount(1);
        Pages.accessible(page);
        Pages.pictures(page, "hot-spots-raised");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Ce n’en est pas un"))
                .click();
        assertThat(page.locator("#none")).isVisible();
        Pages.pictures(page, "hot-spots-none");
        page.navigate(url("/tickets/" + lamps.getLast()));
        assertThat(page.locator("main")).containsText(lamps.getFirst());
    }

    private List<String> five(double latitude, String category) {
        return IntStream.range(0, 5)
                .mapToObj(nth -> transaction
                        .execute(_ -> ticketing.receive(report(latitude + nth * 0.0002, category)))
                        .number())
                .toList();
    }

    private static InboundContact report(double latitude, String category) {
        return new InboundContact(
                ContactId.next(),
                ChannelKind.REPORT,
                UUID.randomUUID().toString(),
                Instant.now(),
                new Sender("Jeanne Martin", new EmailAddress("j-" + UUID.randomUUID() + "@example.org"), null),
                new CategoryCode(category),
                "Signalement",
                "Devant chez moi.",
                new Place(latitude, 7.25, "12 rue de France, Nice"),
                List.of(),
                List.of(),
                "fr");
    }

    private String url(String path) {
        return "http://127.0.0.1:" + port + path;
    }
}
