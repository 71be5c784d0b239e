package fr.allomairies;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.testkit.Chromium;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.Account;
import fr.allomairies.workspace.Accounts;
import fr.allomairies.workspace.Role;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// An administrator who says what citizens meant, has it learned, and decides: by keyboard, in a real browser, with the
/// real learning.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class LearningPageIT {

    @RegisterExtension
    static final Chromium CHROMIUM = new Chromium();

    private static final String PASSWORD = "a good long password";
    private static final AgentId ADA = new AgentId("ada");
    private static final double LEARNED = 400_000;

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

    @Autowired
    JdbcClient db;

    @Test
    void whatWasNotUnderstoodIsLabelledLearnedComparedAndDecidedByKeyboard() {
        accounts.put(new Account(ADA, "Ada Rossi", Role.ADMINISTRATOR, null, true), PASSWORD);
        var page = CHROMIUM.open(
                new NewContextOptions().setLocale("fr-FR").setViewportSize(1280, 900),
                "http://127.0.0.1:" + port + "/administration/assistant");
        Pages.signIn(page, "ada", PASSWORD);
        assertThat(page.getByText("Tout a été compris")).isVisible();
        Pages.accessible(page);
        Pages.pictures(page, "learning-empty");
        button(page, "Apprendre de nouveau").click();
        assertThat(page.locator(".notice-bad")).hasText("Aucune phrase gardée à apprendre.");

        answered("civil.id-card", "Le lampadaire de ma rue est éteint");
        answered("civil.id-card", "Il y a un trou dans la chaussée");
        answered("civil.id-card", "Ma poubelle n'a pas été ramassée devant chez M. Martin");
        page.reload();
        assertThat(page.locator(".utterance")).hasCount(3);
        assertThat(page.locator(".utterance").first()).not().containsText("Martin");
        Pages.accessible(page);
        Pages.pictures(page, "learning-words");

        var first = page.locator(".utterance").first();
        first.getByLabel("Phrase").fill("Ma poubelle n'a pas été ramassée");
        first.getByLabel("Sujet").fill("Rien de tel");
        first.getByLabel("Sujet").press("Enter");
        assertThat(page.locator("#words .notice-bad")).containsText("Ce sujet n’existe pas");
        assertThat(first.getByLabel("Phrase")).hasValue("Ma poubelle n'a pas été ramassée");
        assertThat(first.getByLabel("Sujet")).hasValue("Rien de tel");
        Pages.accessible(page);
        Pages.pictures(page, "learning-refused");
        first.getByLabel("Sujet").fill("waste.missed");
        first.getByLabel("Sujet").press("Enter");
        assertThat(page.locator("#words .notice-good")).hasText("Phrase gardée.");
        page.keyboard().press("Tab");
        assertThat(page.locator(".utterance").first().getByLabel("Phrase")).isFocused();
        keep(page);
        keep(page);
        assertThat(page.locator(".utterance")).hasCount(0);
        page.setViewportSize(390, 844);
        assertThat(page.evaluate("document.documentElement.scrollWidth")).isEqualTo(390);
        page.setViewportSize(1280, 900);

        button(page, "Apprendre de nouveau").press("Enter");
        assertThat(page.locator("progress")).isVisible();
        Pages.accessible(page);
        Pages.pictures(page, "learning-under-way");
        assertThat(button(page, "Activer la version 1"))
                .isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(LEARNED));
        assertThat(page.locator("#v1")).containsText("à décider");
        Pages.accessible(page);
        Pages.pictures(page, "learning-measured");

        button(page, "Activer la version 1").press("Enter");
        assertThat(page.locator("#in-use")).hasText("En service : version 1");
        button(page, "Revenir à la version livrée").press("Enter");
        assertThat(page.locator("#in-use")).hasText("En service : la version livrée");
        assertThat(button(page, "Revenir à la version 1")).isVisible();
        Pages.pictures(page, "learning-rolled-back");
    }

    private static void keep(Page page) {
        var left = page.locator(".utterance").count();
        page.locator(".utterance").first().getByLabel("Sujet").press("Enter");
        assertThat(page.locator(".utterance")).hasCount(left - 1);
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new GetByRoleOptions().setName(name).setExact(true));
    }

    /// As it stands in the end: somebody has answered, and it is resolved.
    private void answered(String category, String words) {
        var receipt = Objects.requireNonNull(transaction.execute(_ -> ticketing.receive(new InboundContact(
                ContactId.next(),
                ChannelKind.EMAIL,
                "<" + ContactId.next() + "@example.org>",
                Instant.now(),
                new Sender("Marie Giraud", new EmailAddress("marie@example.org"), null),
                new CategoryCode(category),
                "",
                words,
                null,
                List.of(),
                List.of(),
                "fr"))));
        db.sql("update ticket set last_agent = 'ada' where id = ?")
                .param(receipt.ticket().value())
                .update();
        assertThat(ticketing.resolve(receipt.ticket(), "answered", ADA)).isEmpty();
    }
}
