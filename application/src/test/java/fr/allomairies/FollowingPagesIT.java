package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FormData;
import com.microsoft.playwright.options.RequestOptions;
import com.microsoft.playwright.options.SelectOption;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// One téléconseillère names another in a note, who is told at his desk, and gives a service something to do.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class FollowingPagesIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;

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
    Tasks tasks;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void whoIsNamedIsToldAtHisDeskAndFollowsTheRequest() {
        var number = received("Banc cassé place Masséna");
        var bruno = signedIn("fo-xavier", "Xavier Martin", Role.AGENT, null, "/desk");
        var amina = signedIn("fo-amina", "Amina Benali", Role.AGENT, null, "/tickets/" + number);
        assertThat(bruno.locator("#unseen")).isHidden();

        noteByKeyboard(amina);
        assertThat(amina.getByText("La note est ajoutée.")).isVisible();
        assertThat(amina.getByText("Suivie par Xavier Martin")).isVisible();

        assertThat(bruno.locator("#unseen")).hasAttribute("aria-label", "1 nouvelle");
        assertThat(bruno.locator("#toasts")).containsText("Amina Benali vous a mentionné : demande " + number);
        Pages.accessible(bruno);
        Pages.pictures(bruno, "following-desk");
        bruno.reload();
        assertThat(bruno.locator("#unseen")).hasAttribute("aria-label", "1 nouvelle");
        assertThat(bruno.locator("#toasts .toast")).hasCount(0);

        var list = bruno.context().newPage();
        list.navigate(address("/tickets?view=mentioned"));
        assertThat(list.locator("#tickets tbody tr")).hasCount(1);
        assertThat(list.locator(".news")).containsText("Amina Benali vous a mentionné dans une note");
        Pages.accessible(list);
        Pages.pictures(list, "following-mentioned");
        list.getByRole(AriaRole.LINK, new GetByRoleOptions().setName(number).setExact(true))
                .click();
        assertThat(list.locator("p.text").last()).hasText("@Xavier Martin tu connais l’endroit ?");
        assertThat(bruno.locator("#unseen")).isHidden();
        list.navigate(address("/tickets?view=following"));
        assertThat(list.locator("#tickets tbody tr")).hasCount(1);
        assertThat(list.locator(".news")).hasCount(0);
    }

    /// Typed, chosen by arrow and Enter, and sent.
    private void noteByKeyboard(Page amina) {
        amina.locator("summary", new Page.LocatorOptions().setHasText("Note interne"))
                .click();
        var note = amina.locator("#note");
        note.focus();
        amina.keyboard().type("Bonjour @xav");
        var options = amina.locator(".mentions [role=option]");
        assertThat(options).hasCount(2);
        assertThat(note)
                .hasAttribute(
                        "aria-activedescendant",
                        Objects.requireNonNull(options.first().getAttribute("id")));
        Pages.accessible(amina);
        Pages.pictures(amina, "following-completion");
        amina.keyboard().press("Escape");
        assertThat(options.first()).isHidden();
        note.fill("");
        note.focus();
        amina.keyboard().type("@xav");
        assertThat(options.first()).isVisible();
        amina.keyboard().press("ArrowDown");
        amina.keyboard().press("ArrowUp");
        amina.keyboard().press("Enter");
        assertThat(note).hasValue("@Xavier Martin ");
        amina.keyboard().press("Backspace");
        amina.waitForTimeout(500);
        assertThat(options.first()).isHidden();
        amina.keyboard().type(" ");
        note.fill("Vu ");
        amina.keyboard().type("@xav");
        assertThat(options.first()).isVisible();
        amina.keyboard().press("Shift+ArrowLeft");
        amina.keyboard().press("Enter");
        assertThat(note).hasValue("Vu @xa\n");
        note.fill("");
        amina.keyboard().type("@xav");
        assertThat(options.first()).isVisible();
        amina.keyboard().type("xx");
        amina.keyboard().press("Enter");
        assertThat(note).hasValue("@xavxx\n");
        note.fill("@Xavier Martin ");
        amina.keyboard().type("tu connais l’endroit ?");
        amina.keyboard().press("Tab");
        amina.keyboard().press("Enter");
    }

    @Test
    void followsByOneKeyAndIsToldOfOthersAlone() {
        var number = received("Lampe rue de France");
        var zoe = signedIn("fo-zoe", "Zoé Roux", Role.AGENT, null, "/tickets/" + number);
        zoe.keyboard().press("s");
        assertThat(zoe.getByText("Vous suivez cette demande")).isVisible();
        Pages.accessible(zoe);
        Pages.pictures(zoe, "following-ticket");
        ticketing.take(id(number), new AgentId("fo-zoe"));
        ticketing.giveBack(id(number), new AgentId("fo-zoe"));
        ticketing.take(id(number), new AgentId("fo-other"));

        zoe.navigate(address("/tickets?view=following"));
        for (var tries = 0; tries < 30 && zoe.locator(".news").count() == 0; tries++) {
            zoe.waitForTimeout(1_000);
            zoe.reload();
        }
        assertThat(zoe.locator(".news")).containsText("fo-other a pris la demande");
        Pages.pictures(zoe, "following-list");
        zoe.getByText("Tout marquer comme lu").click();
        assertThat(zoe.locator(".news")).hasCount(0);
        assertThat(zoe.locator("#tickets tbody tr")).hasCount(1);

        zoe.navigate(address("/tickets/" + number));
        zoe.keyboard().press("s");
        assertThat(zoe.getByText("Vous ne suivez plus cette demande")).isVisible();
        zoe.navigate(address("/tickets?view=following"));
        assertThat(zoe.getByText("Vous ne suivez aucune demande")).isVisible();
        Pages.accessible(zoe);
    }

    @Test
    void anOfficerNamesAndFollowsNobody() {
        var number = received("Trou rue Gioffredo");
        var paul = signedIn("fo-paul", "Paul Roux", Role.OFFICER, new ServiceCode("voirie"), "/service");

        assertThat(paul.request().get(address("/tickets/people?name=b")).status())
                .isEqualTo(FORBIDDEN);
        assertThat(paul.request()
                        .post(address("/tickets/" + number + "/follow"))
                        .status())
                .isEqualTo(FORBIDDEN);
    }

    @Test
    void aTaskIsAddedDoneByTheServiceAndNeededBeforeTheEnd() {
        var number = received("Fil qui pend rue Barla");
        var lea = signedIn("fo-lea", "Léa Petit", Role.AGENT, null, "/tickets/" + number);
        lea.getByText("Prendre cette demande").click();
        addTask(lea, "Prendre une photo", "Léa Petit", false);
        addTask(lea, "Couper le courant", "Éclairage public", true);
        Pages.accessible(lea);
        Pages.pictures(lea, "tasks-ticket");
        resolve(lea);
        assertThat(lea.getByText("La demande reste ouverte : une tâche indispensable n’est pas faite."))
                .isVisible();

        var remy = signedIn("fo-remy", "Rémy Noir", Role.OFFICER, new ServiceCode("eclairage"), "/service");
        assertThat(remy.locator(".tasks li")).hasCount(1);
        assertThat(remy.locator(".tasks")).containsText("Couper le courant");
        Pages.accessible(remy);
        Pages.pictures(remy, "tasks-service");
        remy.getByLabel("Fait : Couper le courant").press("Enter");
        assertThat(remy.getByText("C’est noté : la tâche est faite.")).isVisible();
        remy.getByText("Annuler : ce n’est pas fait").click();
        remy.getByLabel("Fait : Couper le courant").click();
        assertThat(remy.locator(".tasks li")).hasCount(0);
        var paul = signedIn("fo-paul2", "Paul Gris", Role.OFFICER, new ServiceCode("voirie"), "/service");
        assertThat(paul.locator(".tasks li")).hasCount(0);
        var photo = tasks.of(id(number)).getFirst().id();
        assertThat(posted(remy, "/service/tasks/" + photo + "/done"))
                .as("a person's task is no service's")
                .isEqualTo(NOT_FOUND);
        assertThat(posted(
                        paul, "/service/tasks/" + tasks.of(id(number)).getLast().id() + "/reopen"))
                .as("a task of another service")
                .isEqualTo(NOT_FOUND);

        lea.reload();
        assertThat(lea.locator(".tasks")).containsText("fait par Rémy Noir le");
        lea.navigate(address("/tickets/tasks"));
        assertThat(lea.locator("tbody tr")).hasCount(1);
        Pages.accessible(lea);
        Pages.pictures(lea, "tasks-mine");
        lea.getByLabel("Fait : Prendre une photo").press("Enter");
        assertThat(lea.getByText("Vous n’avez aucune tâche à faire")).isVisible();
        lea.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Annuler").setExact(true))
                .click();
        assertThat(lea.locator("tbody tr")).hasCount(1);
        lea.navigate(address("/tickets/" + number));
        lea.locator("summary", new Page.LocatorOptions().setHasText("Clore la demande"))
                .click();
        assertThat(lea.getByText("Ces tâches ne sont pas faites.")).isVisible();
        Pages.pictures(lea, "tasks-warned");
        lea.locator("form[action$=resolve] button").click();
        assertThat(lea.getByText("La demande est close.")).isVisible();
    }

    private static void addTask(Page page, String text, String whose, boolean needed) {
        page.getByText("Ajouter une tâche").click();
        page.getByLabel("À faire").fill(text);
        page.locator("#task-whose").selectOption(new SelectOption().setLabel(whose));
        page.locator("#task-days").fill("2");
        if (needed) {
            page.getByLabel("Indispensable : la demande").check();
        }
        page.getByLabel("À faire").press("Enter");
        assertThat(page.getByText("La tâche est ajoutée.")).isVisible();
        assertThat(page.locator(".tasks")).containsText(text);
    }

    private static void resolve(Page page) {
        page.locator("summary", new Page.LocatorOptions().setHasText("Clore la demande"))
                .click();
        page.locator("form[action$=resolve] button").click();
    }

    /// As a form of the page would.
    private int posted(Page page, String path) {
        var token = page.locator("form[action='/sign-out'] input[name=_csrf]").inputValue();
        return page.request()
                .post(
                        address(path),
                        RequestOptions.create().setForm(FormData.create().set("_csrf", token)))
                .status();
    }

    private TicketId id(String number) {
        return ticketing.byNumber(number).orElseThrow().summary().id();
    }

    private String received(String subject) {
        return Objects.requireNonNull(transaction.execute(_ -> ticketing.receive(new InboundContact(
                        ContactId.next(),
                        ChannelKind.EMAIL,
                        "<" + ContactId.next() + "@example.org>",
                        Instant.now(),
                        new Sender("Marie Giraud", new EmailAddress("marie@example.org"), null),
                        new CategoryCode("roads.pothole"),
                        subject,
                        "Merci de regarder.",
                        null,
                        List.of(),
                        List.of(),
                        "fr"))))
                .number();
    }

    private Page signedIn(String login, String name, Role role, @Nullable ServiceCode service, String path) {
        accounts.put(new Account(new AgentId("fo-xaviere"), "Xavière Brun", Role.AGENT, null, true), PASSWORD);
        accounts.put(new Account(new AgentId(login), name, role, service, true), PASSWORD);
        var page = CHROMIUM.open(new NewContextOptions().setLocale("fr-FR"), address(path));
        Pages.signIn(page, login, PASSWORD);
        page.locator(".user").waitFor();
        page.waitForLoadState();
        return page;
    }

    private String address(String path) {
        return "http://localhost:" + port + path;
    }
}
