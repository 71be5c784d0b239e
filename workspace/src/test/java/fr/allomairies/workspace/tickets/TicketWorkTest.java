package fr.allomairies.workspace.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.workspace.preview.MemoryTicketing;
import fr.allomairies.workspace.preview.PreviewApplication;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/// The page of a ticket that somebody has taken, over tickets in memory.
@SpringBootTest(classes = PreviewApplication.class)
class TicketWorkTest {

    private static final AgentId ALINE = new AgentId("aline.durand");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final Sender MARIE = new Sender("Marie Giraud", new EmailAddress("marie@example.org"), null);
    private static final Sender NOBODY = new Sender(null, null, null);

    @Autowired
    MemoryTicketing ticketing;

    private MockMvcTester http;

    @Autowired
    void reach(WebApplicationContext context) {
        http = MockMvcTester.from(context);
    }

    @Test
    void offersWorkToItsOwnerAlone() {
        var ticket = received(MARIE);
        assertThat(page(ticket)).bodyText().doesNotContain("Répondre à l’usager");
        ticketing.take(ticket, BRUNO);
        assertThat(page(ticket)).bodyText().doesNotContain("Répondre à l’usager");
        ticketing.giveBack(ticket, BRUNO);
        ticketing.take(ticket, ALINE);

        assertThat(page(ticket)).bodyText().contains("Répondre à l’usager", "Confier à un service", "Clore la demande");
    }

    @Test
    void writesTheAnswerOnceHoweverOftenItIsSent() {
        var ticket = taken(MARIE);
        var before = view(ticket).interactions().size();
        var answer = Map.of("text", "C’est réparé.", "key", "once");

        assertThat(after(send(ticket, "reply", answer)))
                .bodyText()
                .contains("Votre réponse est partie.", "C’est réparé.");
        send(ticket, "reply", answer);

        assertThat(view(ticket).interactions()).hasSize(before + 1);
    }

    @Test
    void keepsWhatWasTypedWhenItIsRefused() {
        var ticket = taken(MARIE);
        var tooLong = "Cher Monsieur, ".repeat(2_000);

        assertThat(after(send(ticket, "note", Map.of("text", tooLong, "key", "k"))))
                .bodyText()
                .contains("dépasse 20 000 caractères", tooLong);
        assertThat(after(send(ticket, "reply", Map.of("text", " ", "key", "k"))))
                .bodyText()
                .contains("le texte est vide");
        assertThat(view(ticket).interactions()).noneMatch(said -> said.text().startsWith("Cher Monsieur"));
    }

    @Test
    void countsALineBreakAsOneCharacterAsTheFieldDoes() {
        var ticket = taken(MARIE);
        var list = "à voir\r\n".repeat(2_600);

        assertThat(after(send(ticket, "note", Map.of("text", list, "key", "k"))))
                .bodyText()
                .contains("La note est ajoutée.");
        assertThat(view(ticket).interactions().getLast().text())
                .startsWith("à voir\nà voir\n")
                .doesNotContain("\r");
    }

    @Test
    void refusesCodesThatNoFormSends() {
        var ticket = taken(MARIE);

        assertThat(after(send(ticket, "resolve", Map.of("disposition", "because"))))
                .bodyText()
                .contains("ce motif n’existe pas");
        assertThat(view(ticket).summary().status()).isNotEqualTo(TicketStatus.RESOLVED);
        assertThat(sent(ticket, "category", Map.of("category", "Not A Code"))).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(sent(ticket, "hand-over", Map.of("service", "voirie!"))).hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void writesToNobodyWhoLeftNoAddress() {
        var ticket = taken(NOBODY);
        var before = view(ticket).interactions().size();

        assertThat(page(ticket)).bodyText().contains("n’a pas laissé d’adresse électronique");
        assertThat(after(send(ticket, "reply", Map.of("text", "Bonjour", "key", "k"))))
                .bodyText()
                .contains("n’a pas laissé d’adresse électronique");
        assertThat(view(ticket).interactions()).hasSize(before);
    }

    @Test
    void carriesOutWhatTheOwnerDecides() {
        var ticket = taken(MARIE);

        assertThat(after(send(ticket, "category", Map.of("category", "lighting.lamp-out"))))
                .bodyText()
                .contains("Le thème est enregistré.");
        assertThat(view(ticket).summary().category()).isEqualTo(new CategoryCode("lighting.lamp-out"));
        assertThat(after(send(ticket, "resolve", Map.of("disposition", "answered"))))
                .bodyText()
                .contains("La demande est close.");
        assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(after(send(ticket, "hand-over", Map.of("service", "eclairage", "note", "poteau 12"))))
                .bodyText()
                .contains("confiée au service", "poteau 12");
        assertThat(view(ticket).summary().service()).isEqualTo(new ServiceCode("eclairage"));
    }

    @Test
    void refusesWhoHasNotTakenIt() {
        var ticket = received(MARIE);
        var before = view(ticket);

        assertThat(after(send(ticket, "reply", Map.of("text", "Bonjour", "key", "k"))))
                .bodyText()
                .contains("prenez d’abord cette demande");
        send(ticket, "resolve", Map.of("disposition", "answered"));
        send(ticket, "hand-over", Map.of("service", "eclairage"));

        assertThat(view(ticket)).isEqualTo(before);
    }

    @Test
    void whoReadsAddsANoteThatNamesWhoFollowsFromThenOn() {
        var ticket = received(MARIE);
        assertThat(page(ticket)).bodyText().contains("Note interne", "Suivre");

        assertThat(after(send(ticket, "note", Map.of("text", "@Bruno Martin, qu’en dis-tu ?", "key", "k"))))
                .bodyText()
                .contains("La note est ajoutée.", "@Bruno Martin, qu’en dis-tu ?", "Suivie par Bruno Martin");
    }

    @Test
    void followsAndUnfollows() {
        var ticket = received(MARIE);

        assertThat(after(send(ticket, "follow", Map.of())))
                .bodyText()
                .contains("Vous suivez cette demande", "Ne plus suivre", "Suivie par Aline Durand");
        assertThat(after(send(ticket, "unfollow", Map.of())))
                .bodyText()
                .contains("Vous ne suivez plus cette demande")
                .doesNotContain("Suivie par");
        assertThat(http.post()
                        .uri("/tickets/NCA-26-999999/follow")
                        .principal(ALINE::value)
                        .exchange())
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    private TicketId taken(Sender citizen) {
        var ticket = received(citizen);
        ticketing.take(ticket, ALINE);
        return ticket;
    }

    private TicketId received(Sender citizen) {
        var contact = ContactId.next();
        return ticketing
                .receive(new InboundContact(
                        contact,
                        ChannelKind.EMAIL,
                        contact.toString(),
                        Instant.now(),
                        citizen,
                        new CategoryCode("roads.pothole"),
                        "Un trou",
                        "Il est profond.",
                        null,
                        List.of(),
                        List.of(),
                        "fr"))
                .ticket();
    }

    private TicketView view(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow();
    }

    private String path(TicketId ticket) {
        return "/tickets/" + view(ticket).summary().number();
    }

    private MvcTestResult page(TicketId ticket) {
        return page(path(ticket), Map.of());
    }

    private MvcTestResult send(TicketId ticket, String form, Map<String, String> fields) {
        var sent = sent(ticket, form, fields);
        assertThat(sent).hasStatus(HttpStatus.FOUND);
        return sent;
    }

    private MvcTestResult sent(TicketId ticket, String form, Map<String, String> fields) {
        var request = http.post().uri(path(ticket) + "/" + form).principal(ALINE::value);
        fields.forEach(request::param);
        return request.exchange();
    }

    /// The page to which a form leads.
    private MvcTestResult after(MvcTestResult sent) {
        return page(
                String.valueOf(sent.getResponse().getRedirectedUrl()),
                sent.getMvcResult().getFlashMap());
    }

    private MvcTestResult page(String path, Map<String, ?> flash) {
        var request = http.get().uri(path).principal(ALINE::value).header("Accept-Language", "fr");
        flash.forEach(request::flashAttr);
        return request.exchange();
    }
}
