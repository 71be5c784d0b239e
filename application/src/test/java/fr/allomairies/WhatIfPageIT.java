package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentEvent.AgentSkillsChanged;
import fr.allomairies.contact.AgentEvent.AgentStateChanged;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactHandled;
import fr.allomairies.contact.ContactEvent.ContactOffered;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// A supervisor plays a past day again in a real browser: amina alone answers a call after the other, and who comes
/// while she speaks leaves.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class WhatIfPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final ZoneId CITY = ZoneId.of("Europe/Paris");
    private static final String PASSWORD = "a good long password";
    private static final AgentId SONIA = new AgentId("sonia");
    private static final AgentId AMINA = new AgentId("amina");
    private static final List<SkillNeed> LIGHTING = List.of(new SkillNeed(new Skill("eclairage"), 3));

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    RoutingRules rules;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    TransactionTemplate transaction;

    private final LocalDate yesterday = LocalDate.now(CITY).minusDays(1);
    private Page page;

    @BeforeEach
    void sheOpensThePage() {
        accounts.put(new Account(AMINA, "Amina Saïdi", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        rules.dropDraft(SONIA);
        page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), "http://localhost:" + port + "/board/what-if");
        page.getByLabel("Identifiant").fill(SONIA.value());
        page.getByLabel("Mot de passe").fill(PASSWORD);
        page.getByLabel("Mot de passe").press("Enter");
        assertThat(page.locator("h1")).hasText("Et si ?");
    }

    @Test
    void seesTheDayBesideTheDayWithOneMoreAndByOtherRules() {
        logYesterday();
        routing.setSkills(AMINA, LIGHTING);
        rules.keepDraft(SONIA, rules.shipped().replace("lease      20s", "lease      25s"));
        page.reload();
        page.getByLabel("Journée").fill(yesterday.toString());
        page.getByLabel("Règles").selectOption("draft-sonia");
        page.locator("[name=roster]").selectOption("more");
        page.locator("[name=colleague]").selectOption("amina");
        play();

        assertThat(page.locator("[data-measure=abandoned] td")).hasText(new String[] {"5", "0", "−5 mieux"});
        assertThat(page.locator("[data-measure=answered] td")).hasText(new String[] {"5", "10", "+5 mieux"});
        assertThat(page.locator("[data-agent=one-more] th")).hasText("La personne de plus");
        assertThat(page.locator("[data-spread] td").last()).containsText("%");
        assertThat(page.getByLabel("Règles").locator("option:checked")).hasText("Brouillon de Sonia Blanc");
        assertThat(page.locator("[data-chart] .line-played")).hasCount(1);
    }

    @Test
    void isToldWhatKeepsRulesFromBeingPlayed() {
        rules.keepDraft(SONIA, rules.shipped().replace("exclusion  1m", "exclusion 1x"));
        page.reload();
        page.getByLabel("Règles").selectOption("draft-sonia");
        play();

        assertThat(page.locator(".notice-bad")).containsText("Ces règles ne se lisent pas");
        assertThat(page.locator(".notice-bad")).containsText("Ligne 4 : Il faut ici une durée");
        assertThat(page.getByLabel("Règles").locator("option:checked")).hasText("Brouillon de Sonia Blanc");
    }

    @Test
    void isToldThatADayWithoutContactsCannotBePlayed() {
        page.getByLabel("Journée").fill(yesterday.minusDays(30).toString());
        play();

        assertThat(page.locator(".notice-warn")).containsText("Aucun contact n’a été traité ce jour-là");
    }

    private void play() {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Rejouer la journée"))
                .click();
    }

    private void logYesterday() {
        var events = new ArrayList<Event>();
        var ten = yesterday.atTime(10, 0).atZone(CITY).toInstant();
        events.add(new AgentSkillsChanged(ten, AMINA, LIGHTING));
        events.add(new AgentStateChanged(ten, AMINA, AgentState.AVAILABLE, null));
        for (var call = 0; call < 5; call++) {
            var at = ten.plus(Duration.ofMinutes(10L * call + 1));
            handled(at, events);
            abandoned(at.plusSeconds(30), events);
        }
        events.sort(Comparator.comparing(Event::at));
        transaction.executeWithoutResult(_ -> log.append(events));
    }

    private static void handled(Instant at, List<Event> events) {
        var contact = queued(at, events);
        events.add(new ContactOffered(at, contact, AMINA, at.plusSeconds(20), Duration.ZERO, 30, null));
        events.add(new AgentStateChanged(at, AMINA, AgentState.OFFERED, null));
        events.add(new OfferAccepted(at.plusSeconds(3), contact, AMINA));
        events.add(new AgentStateChanged(at.plusSeconds(3), AMINA, AgentState.ON_CONTACT, null));
        events.add(new ConversationEnded(at.plusSeconds(300), contact, AMINA, EndedBy.CITIZEN));
        events.add(new ContactHandled(at.plusSeconds(310), contact, AMINA, "answered"));
        events.add(new AgentStateChanged(at.plusSeconds(310), AMINA, AgentState.AVAILABLE, null));
    }

    private static void abandoned(Instant at, List<Event> events) {
        events.add(new ContactAbandoned(at.plusSeconds(60), queued(at, events), Stage.WAITING));
    }

    private static ContactId queued(Instant at, List<Event> events) {
        var contact = ContactId.next();
        events.add(new ContactArrived(at, contact, ChannelKind.VOICE));
        events.add(new ContactQueued(
                at,
                contact,
                ChannelKind.VOICE,
                TicketId.next(),
                new CategoryCode("eclairage.panne"),
                List.of(new SkillNeed(new Skill("eclairage"), 1)),
                0,
                100,
                "fr",
                null,
                null,
                null,
                null));
        return contact;
    }
}
