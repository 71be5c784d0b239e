package fr.allomairies.workspace.tickets;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.workspace.lists.SavedLists;
import fr.allomairies.workspace.preview.MemoryTicketing;
import fr.allomairies.workspace.preview.PreviewApplication;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/// The list of requests, what is done with many, and the lists that are kept, over tickets in memory.
@SpringBootTest(classes = PreviewApplication.class)
class BulkPagesTest {

    private static final AgentId ALINE = new AgentId("aline.durand");
    private static final AgentId BRUNO = new AgentId("bruno");

    @Autowired
    MemoryTicketing ticketing;

    @Autowired
    SavedLists lists;

    private final MockHttpSession session = new MockHttpSession();
    private final List<String> roles = new ArrayList<>(List.of("AGENT", "SUPERVISOR"));
    private MockMvcTester http;

    @Autowired
    void reach(WebApplicationContext context) {
        http = MockMvcTester.from(context);
    }

    @Test
    void takesWhatIsFreeSaysWhoHasTheRestAndTakesItBackOnce() throws Exception {
        var free = received();
        var his = received();
        ticketing.take(ticketing.byNumber(his).orElseThrow().summary().id(), BRUNO);

        var page = after(post("/tickets/bulk", Map.of("what", "take"), free, his));

        assertThat(page)
                .bodyText()
                .contains("Demandes prises : 1.", "Laissées comme elles sont : 1", "Prise par Bruno Martin");
        assertThat(summary(free).owner()).isEqualTo(ALINE);
        var key = page.getResponse()
                .getContentAsString()
                .split("name=\"key\" value=\"")[1]
                .split("\"")[0];

        assertThat(after(post("/tickets/bulk/take-back", Map.of("key", key))))
                .bodyText()
                .contains("Remises comme elles étaient : 1.");
        assertThat(summary(free).owner()).isNull();
        assertThat(after(post("/tickets/bulk/take-back", Map.of("key", key))))
                .bodyText()
                .contains("ne peut plus être annulé");
    }

    @Test
    void doesNothingWithoutLinesOrWithoutAChoice() {
        var number = received();

        assertThat(after(post("/tickets/bulk", Map.of("what", "take"))))
                .bodyText()
                .contains("cochez d’abord des demandes");
        assertThat(after(post("/tickets/bulk", Map.of("what", "resolve", "disposition", "because"), number)))
                .bodyText()
                .contains("choisissez un motif");
        assertThat(after(post("/tickets/bulk", Map.of("what", "assign", "agent", "nobody"), number)))
                .bodyText()
                .contains("choisissez à qui");
        assertThat(summary(number).status()).isEqualTo(TicketStatus.NEW);
    }

    @Test
    void refusesWhatNoFormSends() {
        var number = received();

        assertThat(post("/tickets/bulk", Map.of("what", "erase"), number)).hasStatus(HttpStatus.BAD_REQUEST);
        assertThat(post("/tickets/bulk", Map.of("what", "take", "line", "NCA-26-000123 yesterday")))
                .hasStatus(HttpStatus.BAD_REQUEST);
    }

    @Test
    void leadsTheTickedOnesToTheMerge() {
        var first = received();
        var second = received();

        assertThat(post("/tickets/bulk", Map.of("what", "merge"), first, second))
                .hasRedirectedUrl("/tickets/merge?number=" + first + "&number=" + second);
    }

    @Test
    void comesBackToTheSameListWithItsColumns() {
        var number = received();

        assertThat(post(
                        "/tickets/bulk",
                        Map.of("what", "take", "view", "free", "order", "due", "columns", "owner", "page", "3"),
                        number))
                .hasRedirectedUrl("/tickets?view=free&order=due&columns=owner&page=3");
        assertThat(page("/tickets?columns=owner&columns=opened"))
                .bodyText()
                .contains("Prise par</th>")
                .doesNotContain("Usager</th>");
    }

    @Test
    void keepsAListWithoutTheWordsOfASearchAndOpensItAgain() {
        var saved = post(
                "/tickets/lists",
                Map.of(
                        "name",
                        " Voirie en retard ",
                        "q",
                        "Giraud",
                        "view",
                        "late",
                        "service",
                        "voirie",
                        "order",
                        "due",
                        "columns",
                        "due"));
        var list = lists.of(ALINE).stream()
                .filter(one -> one.name().equals("Voirie en retard"))
                .findFirst()
                .orElseThrow();

        assertThat(saved).hasRedirectedUrl("/tickets?list=" + list.id());
        assertThat(list.asked().toString()).doesNotContain("Giraud");
        received();
        assertThat(page("/tickets?list=" + list.id()))
                .bodyText()
                .contains("<h1>Voirie en retard</h1>", "Échéance</th>")
                .doesNotContain("Canal</th>");

        after(post("/tickets/lists/" + list.id(), Map.of("name", "Retards", "shared", "true")));
        assertThat(lists.find(list.id(), BRUNO))
                .get()
                .extracting("name", "shared")
                .containsExactly("Retards", true);
        assertThat(after(post("/tickets/lists/" + list.id() + "/remove", Map.of())))
                .bodyText()
                .contains("« Retards » est supprimée");
        assertThat(lists.find(list.id(), ALINE)).isEmpty();
        post("/tickets/lists/" + list.id() + "/restore", Map.of());
        assertThat(lists.find(list.id(), ALINE)).isPresent();
    }

    @Test
    void refusesAListWithoutANameAndOneThatIsNotThere() {
        assertThat(after(post("/tickets/lists", Map.of("name", " "))))
                .bodyText()
                .contains("Donnez un nom");
        assertThat(post("/tickets/lists/" + UUID.randomUUID(), Map.of("name", "x")))
                .hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void letsSupervisorsAloneAssignAndShare() {
        var number = received();
        roles.remove("SUPERVISOR");

        assertThat(post("/tickets/bulk", Map.of("what", "assign", "agent", "bruno"), number))
                .hasStatus(HttpStatus.FORBIDDEN);
        post("/tickets/lists", Map.of("name", "À moi seule", "shared", "true"));
        assertThat(lists.of(BRUNO)).noneMatch(list -> list.name().equals("À moi seule"));
        assertThat(lists.of(ALINE)).anyMatch(list -> list.name().equals("À moi seule"));

        roles.add("SUPERVISOR");
        assertThat(after(post("/tickets/bulk", Map.of("what", "assign", "agent", "bruno"), number)))
                .bodyText()
                .contains("Demandes attribuées : 1.");
    }

    private String received() {
        var contact = ContactId.next();
        return ticketing
                .receive(new InboundContact(
                        contact,
                        ChannelKind.EMAIL,
                        contact.toString(),
                        Instant.now(),
                        new Sender("Marie Giraud", null, null),
                        new CategoryCode("roads.pothole"),
                        "Un trou",
                        "Il est profond.",
                        null,
                        List.of(),
                        List.of(),
                        "fr"))
                .number();
    }

    private TicketSummary summary(String number) {
        return ticketing.byNumber(number).orElseThrow().summary();
    }

    private MvcTestResult post(String path, Map<String, String> fields, String... numbers) {
        var request = http.post().uri(path).session(session).principal(ALINE::value);
        fields.forEach(request::param);
        request.with(sent -> {
            roles.forEach(sent::addUserRole);
            return sent;
        });
        for (var number : numbers) {
            request.param("line", number + " " + summary(number).changedAt() + " ");
        }
        return request.exchange();
    }

    /// The page to which a form leads.
    private MvcTestResult after(MvcTestResult sent) {
        var request = http.get()
                .uri(String.valueOf(sent.getResponse().getRedirectedUrl()))
                .session(session)
                .principal(ALINE::value)
                .header("Accept-Language", "fr");
        sent.getMvcResult().getFlashMap().forEach(request::flashAttr);
        return request.exchange();
    }

    private MvcTestResult page(String path) {
        return http.get()
                .uri(path)
                .session(session)
                .principal(ALINE::value)
                .header("Accept-Language", "fr")
                .exchange();
    }
}
