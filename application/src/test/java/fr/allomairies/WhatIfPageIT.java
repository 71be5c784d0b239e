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
import fr.allomairies.contact.ContactEvent.ContactShared;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.OverflowReason;
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
import java.nio.file.Files;
import java.nio.file.Path;
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
import org.junit.jupiter.api.io.TempDir;
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

    /// With an empty form, whatever was asked before.
    @BeforeEach
    void sheOpensThePage() {
        accounts.put(new Account(AMINA, "Amina Saïdi", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(SONIA, "Sonia Blanc", Role.SUPERVISOR, null, true), PASSWORD);
        rules.dropDraft(SONIA);
        page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR"), "http://localhost:" + port + "/board/what-if?rules=");
        Pages.signIn(page, SONIA.value(), PASSWORD);
        assertThat(page.locator("h1")).hasText("Et si ?");
    }

    @Test
    void seesTheDayBesideTheDayWithOneMoreAndByOtherRules() {
        log(yesterday);
        routing.setSkills(AMINA, LIGHTING);
        rules.keepDraft(SONIA, rules.shipped().replace("lease      20s", "lease      25s"));
        page.reload();
        page.getByLabel("Journée").fill(yesterday.toString());
        page.getByLabel("Règles").selectOption("draft-sonia");
        page.locator("[name=added-like]").first().selectOption("amina");
        page.locator("[name=added-hours]").first().fill("9-17");
        play();

        assertThat(page.locator("[data-measure=abandoned] td")).hasText(new String[] {"5", "0", "−5 mieux"});
        assertThat(page.locator("[data-measure=answered] td")).hasText(new String[] {"5", "10", "+5 mieux"});
        assertThat(page.locator("[data-agent=added-1] th")).hasText("Personne ajoutée 1");
        assertThat(page.locator("[data-spread] td").last()).containsText("%");
        assertThat(page.getByLabel("Règles").locator("option:checked")).hasText("Brouillon de Sonia Blanc");
        assertThat(page.locator("[data-chart] .line-played")).hasCount(1);
    }

    /// Amina was there all day; in the play she is from ten to half past, and two others come later.
    @Test
    void seesTheDayBesideTheDayWithOtherHours(@TempDir Path folder) throws IOException {
        var day = yesterday.minusDays(1);
        log(day);
        page.getByLabel("Journée").fill(day.toString());
        page.getByText("Coller ou importer des présences").click();
        page.locator("[data-import] input")
                .setInputFiles(Files.writeString(folder.resolve("heures.csv"), "agent;from;to\namina;10:00;10:30\n"));
        page.locator("[name=added-count]").first().fill("2");
        page.locator("[name=added-skills]").first().fill("Éclairage 3");
        page.locator("[name=added-hours]").first().fill("10:31-10:46, 11h-12h30");
        Pages.pictures(page, "what-if-asked");
        play();

        assertThat(page.locator("[role=alert]")).hasCount(0);
        assertThat(page.locator("[data-measure=answered] td")).hasText(new String[] {"5", "7", "+2 mieux"});
        assertThat(page.locator("[data-overflow='calls back-office'] td"))
                .hasText(new String[] {"back-office", "1", "0"});
        assertThat(page.locator("[data-measure=overflowed] td")).hasText(new String[] {"1", "0", "−1 différent"});
        assertThat(page.locator("[data-agent=amina] .cell-note").last()).hasText("présent 0 h 30");
        assertThat(page.locator("[data-agent=added-2] .cell-note")).hasText("présent 1 h 45");
        assertThat(page.locator("[name=table]")).hasValue("agent;from;to\namina;10:00;10:30");
        Pages.pictures(page, "what-if-answered");
        org.assertj.core.api.Assertions.assertThat(page.request()
                        .get("http://localhost:" + port + "/api/board/what-if.csv")
                        .text())
                .contains("overflow,,,,overflowed,1.0000,0.0000,calls,back-office\r\n")
                .contains("agent,,amina,,presence,")
                .contains(",1800.0000,,\r\n")
                .containsPattern("agent,,added-1,,presence,,63\\d\\d"); // to the end of what is in hand
    }

    @Test
    void isToldWhichHoursCannotBeRead() {
        page.locator("[data-lines] [data-more]").first().click();
        page.keyboard().press("Tab");
        page.locator("[name=present]").nth(4).selectOption("amina");
        page.locator("[name=hours]").nth(4).fill("10-14, 13-18");
        page.locator("[name=added-hours]").first().fill("18:00-10:00");
        page.getByText("Coller ou importer des présences").click();
        page.locator("[name=table]").fill("carla;10:00;18:00");
        play();

        assertThat(page.locator("[data-problem]")).hasText(new String[] {
            "Présences, ligne 5 : « 10-14, 13-18 » : deux plages se chevauchent.",
            "Tableau, ligne 1 : « carla » n’est pas un téléconseiller connu, ou le nom est porté par deux"
                    + " personnes : écrivez son identifiant.",
            "Personnes ajoutées, ligne 1 : écrivez au moins une compétence, ou choisissez comme qui.",
            "Personnes ajoutées, ligne 1 : « 18:00–10:00 » : la fin vient avant le début, ou en même temps."
        });
        assertThat(page.locator("[name=hours][aria-invalid]")).hasValue("10-14, 13-18");
        assertThat(page.locator("[name=table]")).isVisible();
        Pages.pictures(page, "what-if-wrong");
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

    private void log(LocalDate day) {
        var events = new ArrayList<Event>();
        var ten = day.atTime(10, 0).atZone(CITY).toInstant();
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
        if (events.stream().noneMatch(ContactShared.class::isInstance)) {
            events.add(new ContactShared(at, contact, "calls", "back-office", 0, OverflowReason.CROWDED));
        }
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
