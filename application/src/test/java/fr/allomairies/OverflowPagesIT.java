package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A supervisor follows a count of overflows to the contacts behind it, in a real browser.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class OverflowPagesIT {

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
    EventLog log;

    @Autowired
    TransactionTemplate transaction;

    private final List<Event> events = new ArrayList<>();
    private Page page;

    @Test
    void boardReportAndListCountTheSame() {
        for (var call = 0; call < 3; call++) {
            var contact = queued();
            events.add(shared(contact));
            events.add(new ContactAbandoned(Instant.now(), contact, Stage.WAITING));
        }
        var message = queued();
        events.add(shared(message));
        events.add(
                new ContactOverflowed(Instant.now(), message, "appels", "voicemail", OverflowReason.NOBODY_SIGNED_IN));
        events.add(new ContactEnded(Instant.now(), message, Outcome.OVERFLOWED));
        events.add(new ContactAbandoned(Instant.now(), queued(), Stage.WAITING));
        transaction.executeWithoutResult(_ -> log.append(events));
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), "http://localhost:" + port + "/board");
        Pages.signIn(page, SONIA.value(), PASSWORD);

        assertThat(page.locator("[data-figure=overflowed]")).hasText("4");
        assertThat(page.locator("[data-overflows] tr"))
                .hasText(new String[] {"appelsback-office4", "appelsrépondeur1"});
        Pages.pictures(page, "overflow-board");
        page.locator("[data-overflows] a").last().click();

        assertThat(page.locator("[data-contact]")).hasCount(1);
        assertThat(page.locator("[data-contact]")).containsText("appels → back-office, appels → répondeur");
        Pages.pictures(page, "overflow-message");
        page.getByText("tous les débordements").click();
        assertThat(page.locator("caption")).hasText("4 contacts");
        Pages.pictures(page, "overflow-all");
        page.locator("[data-contact] a").first().click();
        assertThat(page.locator("main")).containsText("Débordement de la ligne appels vers la ligne back-office");

        page.navigate("http://localhost:" + port + "/reports");
        assertThat(page.locator("[data-overflowed]")).hasText("4");
        Pages.pictures(page, "overflow-report");
        page.locator("[data-table=channel] [data-line=voice] [data-column=abandoned] a")
                .click();
        assertThat(page.locator("[data-count]")).hasText("4 contacts");
        assertThat(page.locator("[data-contact]").first()).containsText("abandonné");
        Pages.pictures(page, "report-contacts");
        page.navigate("http://localhost:" + port + "/reports/agents/" + SONIA.value());
        assertThat(page.locator(".empty")).containsText("Rien ce jour-là");
        Pages.pictures(page, "agent-day-empty");
        page.navigate("http://localhost:" + port + "/reports");
        page.locator("[data-overflowed]").click();
        assertThat(page.locator("[data-contact]")).hasCount(4);
    }

    private ContactId queued() {
        var contact = ContactId.next();
        events.add(new ContactArrived(Instant.now(), contact, ChannelKind.VOICE));
        events.add(new ContactQueued(
                Instant.now(),
                contact,
                ChannelKind.VOICE,
                TicketId.next(),
                new CategoryCode("eclairage.panne"),
                List.of(),
                0,
                100,
                "fr",
                null,
                null,
                null,
                null));
        return contact;
    }

    private static Event shared(ContactId contact) {
        return new ContactShared(Instant.now(), contact, "appels", "back-office", 0, OverflowReason.CROWDED);
    }
}
