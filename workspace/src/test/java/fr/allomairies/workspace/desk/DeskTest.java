package fr.allomairies.workspace.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.DangerCorrected;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing.Phase;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.workspace.preview.MemoryRouting;
import fr.allomairies.workspace.preview.MemoryTicketing;
import fr.allomairies.workspace.preview.PreviewApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import org.springframework.web.context.WebApplicationContext;

/// The desk's addresses, over front doors in memory.
@SpringBootTest(classes = PreviewApplication.class)
class DeskTest {

    private static final AgentId ALINE = new AgentId("aline.durand");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final Sender MARIE = new Sender("Marie Giraud", new EmailAddress("marie@example.org"), null);

    @Autowired
    MemoryRouting routing;

    @Autowired
    MemoryTicketing ticketing;

    @Autowired
    EventLog log;

    private MockMvcTester http;

    @Autowired
    void reach(WebApplicationContext context) {
        http = MockMvcTester.from(context);
    }

    @BeforeEach
    void alineIsThere() {
        routing.forget();
        routing.setSkills(ALINE, List.of(new SkillNeed(new Skill("voirie"), 3)));
        routing.makeAvailable(ALINE);
    }

    @Test
    void showsWhoSheIsAndWhatIsOfferedToHer() {
        var offered = offer(ChannelKind.EMAIL, MARIE);
        assertThat(get("/api/desk")).hasStatusOk().bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.agent.name").isEqualTo("Aline Durand");
            assertThat(json).extractingPath("$.state").isEqualTo("AVAILABLE");
            assertThat(json)
                    .extractingPath("$.offers[0].contact")
                    .isEqualTo(offered.contact().toString());
            assertThat(json).extractingPath("$.offers[0].caller").isEqualTo("Marie Giraud");
            assertThat(json).extractingPath("$.offers[0].categoryLabel").isEqualTo("Nid-de-poule ou chaussée dégradée");
            assertThat(json).extractingPath("$.offers[0].said").isEqualTo("Il est profond.");
            assertThat(json).extractingPath("$.offers[0].why.waitedSeconds").isEqualTo(125);
            assertThat(json).extractingPath("$.offers[0].why.skills[0].label").isEqualTo("Voirie");
            assertThat(json).extractingPath("$.contacts").asArray().isEmpty();
        });
    }

    @Test
    void putsAnAcceptedOfferIntoHerHands() {
        var offered = offer(ChannelKind.EMAIL, MARIE);
        assertThat(post("/api/desk/offers/" + offered.contact() + "/accept", ""))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(get("/api/desk"))
                .bodyJson()
                .extractingPath("$.contacts[0].phase")
                .isEqualTo("IN_CONVERSATION");
    }

    /// Of nobody else's contact, and once for each contact.
    @Test
    void hearsThatTheAssistantWasWrongAboutTheDanger() {
        var contact = talk().contact();
        var of = "/api/desk/contacts/" + contact + "/danger";
        assertThat(get(of)).hasStatus(HttpStatus.NO_CONTENT);
        log.append(
                new AssistantReplied(Instant.now(), contact),
                new AssistantEnded(Instant.now(), contact, AssistantEnd.DANGER, null, true));
        assertThat(get(of)).bodyJson().extractingPath("$.danger").isEqualTo(true);
        assertRefused(
                get("/api/desk/contacts/" + ContactId.next() + "/danger"), HttpStatus.CONFLICT, "contact-not-in-hand");

        var finish = "/api/desk/contacts/" + contact + "/finish";
        var wrong = "{\"disposition\":\"answered\",\"resolve\":false,\"misjudged\":true}";
        assertThat(post(finish, wrong)).hasStatus(HttpStatus.NO_CONTENT);
        assertRefused(post(finish, wrong), HttpStatus.CONFLICT, "contact-not-in-hand");

        assertThat(log.of(contact))
                .filteredOn(DangerCorrected.class::isInstance)
                .singleElement()
                .satisfies(event -> {
                    assertThat(((DangerCorrected) event).agent()).isEqualTo(ALINE);
                    assertThat(((DangerCorrected) event).danger()).isFalse();
                });
    }

    @Test
    void leavesACallToThePhone() {
        var offered = offer(ChannelKind.VOICE, MARIE);

        assertRefused(
                post("/api/desk/offers/" + offered.contact() + "/accept", ""), HttpStatus.CONFLICT, "answer-the-phone");
        assertThat(get("/api/desk"))
                .bodyJson()
                .extractingPath("$.offers[0].phase")
                .isEqualTo("OFFERED");
    }

    @Test
    void refusesAnOfferThatHasGone() {
        assertRefused(post("/api/desk/offers/" + ContactId.next() + "/accept", ""), HttpStatus.CONFLICT, "offer-gone");
    }

    @Test
    void refusesAContactThatIsNone() {
        assertRefused(post("/api/desk/offers/nonsense/accept", ""), HttpStatus.BAD_REQUEST, "invalid-request");
    }

    @Test
    void pausesForAReasonOfTheList() {
        assertThat(post("/api/desk/state", "{\"state\":\"PAUSED\",\"reason\":\"lunch\"}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(routing.agent(ALINE).pauseReason()).isEqualTo("lunch");
    }

    @Test
    void refusesAReasonThatNobodyKnows() {
        assertRefused(
                post("/api/desk/state", "{\"state\":\"PAUSED\",\"reason\":\"beach\"}"),
                HttpStatus.BAD_REQUEST,
                "invalid-value");
    }

    @Test
    void refusesAStateThatIsNone() {
        assertRefused(post("/api/desk/state", "{\"state\":\"SLEEPING\"}"), HttpStatus.BAD_REQUEST, "invalid-request");
        assertRefused(post("/api/desk/state", "{}"), HttpStatus.BAD_REQUEST, "invalid-value");
    }

    @Test
    void leavesTheContactInTheHandsOfWhoEndsTheDay() {
        inHand(ChannelKind.CHAT, MARIE);
        assertThat(post("/api/desk/state", "{\"state\":\"OFFLINE\"}")).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(routing.agent(ALINE).contacts()).hasSize(1);
    }

    @Test
    void theTicketSaysWhoHasItInHandNow() {
        var mine = inHand(ChannelKind.CHAT, MARIE);
        var others = offerTo(BRUNO, ChannelKind.EMAIL, MARIE, List.of());
        assertThat(ticketPage(others)).hasStatusOk().bodyText().doesNotContain("s’occupe de cette demande");
        routing.accept(BRUNO, others.contact());

        assertThat(ticketPage(others)).hasStatusOk().bodyText().contains("s’occupe de cette demande en ce moment");
        assertThat(ticketPage(mine)).hasStatusOk().bodyText().doesNotContain("s’occupe de cette demande");
    }

    private MvcTestResult ticketPage(Offered contact) {
        var number = ticketing.ticket(contact.ticket()).orElseThrow().summary().number();
        return http.get()
                .uri("/tickets/" + number)
                .principal(ALINE::value)
                .header("Accept-Language", "fr")
                .exchange();
    }

    @Test
    void writesAMessageOnceHoweverOftenItIsSent() {
        var chat = inHand(ChannelKind.CHAT, MARIE);
        var before =
                ticketing.ticket(chat.ticket()).orElseThrow().interactions().size();
        var message = "{\"text\":\"Bonjour\",\"key\":\"k-1\"}";
        assertThat(post(chat.path("messages"), message)).hasStatusOk();
        assertThat(post(chat.path("messages"), message)).hasStatusOk();
        assertThat(ticketing.ticket(chat.ticket()).orElseThrow().interactions()).hasSize(before + 1);
    }

    @Test
    void refusesAnotherTextUnderAKeyThatIsKnown() {
        var chat = inHand(ChannelKind.CHAT, MARIE);
        assertThat(post(chat.path("messages"), "{\"text\":\"Un\",\"key\":\"k-3\"}"))
                .hasStatusOk();
        assertThat(post(chat.ticketPath("notes"), "{\"text\":\"Un\",\"key\":\"k-4\"}"))
                .hasStatusOk();
        assertRefused(
                post(chat.path("messages"), "{\"text\":\"Deux\",\"key\":\"k-3\"}"),
                HttpStatus.CONFLICT,
                "said-otherwise");
        assertRefused(
                post(chat.ticketPath("notes"), "{\"text\":\"Deux\",\"key\":\"k-4\"}"),
                HttpStatus.CONFLICT,
                "said-otherwise");
    }

    @Test
    void saysUntilWhenAMessengerLetsTheCitizenBeAnsweredAndRefusesAfterwards() {
        var unknown = new Sender(null, null, null);
        var open = inHand(new ChannelKind("chat-whatsapp"), unknown);
        assertThat(get(open.ticketPath("")))
                .bodyJson()
                .extractingPath("$.window.how")
                .isEqualTo("FREELY");
        assertThat(post(open.path("messages"), "{\"text\":\"Bonjour\",\"key\":\"k-7\"}"))
                .hasStatusOk();

        var over = inHand(new ChannelKind("chat-messenger"), unknown);
        assertThat(get(over.ticketPath("")))
                .bodyJson()
                .extractingPath("$.window.how")
                .isEqualTo("NOT");
        assertRefused(
                post(over.path("messages"), "{\"text\":\"Bonjour\",\"key\":\"k-8\"}"),
                HttpStatus.CONFLICT,
                "window-over");
        ticketing.take(over.ticket(), ALINE);
        assertThat(ticketPage(over)).hasStatusOk().bodyText().contains("n’a pas laissé d’adresse électronique");

        var byMail = inHand(new ChannelKind("chat-messenger"), MARIE);
        assertThat(post(byMail.path("messages"), "{\"text\":\"Bonjour\",\"key\":\"k-9\"}"))
                .hasStatusOk();
        ticketing.take(byMail.ticket(), ALINE);
        assertThat(ticketPage(byMail)).hasStatusOk().bodyText().contains("data-draft=\"reply\"");
        ticketing.take(open.ticket(), ALINE);
        assertThat(ticketPage(open)).hasStatusOk().bodyText().contains("envoyée sur WhatsApp");
    }

    @Test
    void writesANoteOnceHoweverOftenItIsSent() {
        var call = inHand(ChannelKind.VOICE, MARIE);
        var before =
                ticketing.ticket(call.ticket()).orElseThrow().interactions().size();
        var note = "{\"text\":\"Rappeler demain\",\"key\":\"k-5\"}";
        assertThat(post(call.ticketPath("notes"), note)).hasStatusOk();
        assertThat(post(call.ticketPath("notes"), note)).hasStatusOk();
        assertThat(ticketing.ticket(call.ticket()).orElseThrow().interactions()).hasSize(before + 1);
    }

    @Test
    void refusesAnEmptyMessageAndNamesTheField() {
        var chat = inHand(ChannelKind.CHAT, MARIE);
        var answer = post(chat.path("messages"), "{\"text\":\" \",\"key\":\"k-2\"}");
        assertRefused(answer, HttpStatus.BAD_REQUEST, "invalid-value");
        assertThat(answer).bodyJson().extractingPath("$.field").isEqualTo("text");
    }

    @Test
    void keepsHerAwayFromTheContactsOfOthers() {
        var others = offerTo(BRUNO, ChannelKind.CHAT, MARIE, List.of());
        routing.accept(BRUNO, others.contact());
        for (var what : List.of("messages", "end", "finish")) {
            assertRefused(post(others.path(what), BODIES.get(what)), HttpStatus.CONFLICT, "contact-not-in-hand");
        }
    }

    @Test
    void cannotWriteToWhoeverLeftNoAddress() {
        var report = inHand(ChannelKind.REPORT, new Sender("Karim", null, null));
        assertRefused(post(report.path("messages"), BODIES.get("messages")), HttpStatus.CONFLICT, "no-address");
    }

    @Test
    void cannotWriteOnTheTelephone() {
        var call = inHand(ChannelKind.VOICE, MARIE);
        assertRefused(post(call.path("messages"), BODIES.get("messages")), HttpStatus.CONFLICT, "channel-cannot-carry");
    }

    @Test
    void beginsTheWrapUpWhenSheClosesAChat() {
        var chat = inHand(ChannelKind.CHAT, MARIE);
        assertThat(post(chat.path("end"), "")).hasStatus(HttpStatus.NO_CONTENT);
        assertThat(routing.agent(ALINE).contacts().getFirst().phase()).isEqualTo(Phase.WRAP_UP);
    }

    @Test
    void settlesTheRequestWhenSheSaysSo() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        assertThat(post(mail.path("finish"), "{\"disposition\":\"answered\",\"resolve\":true}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(routing.agent(ALINE).contacts()).isEmpty();
        assertThat(ticketing.ticket(mail.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.RESOLVED);
    }

    @Test
    void leavesTheRequestOpenWhenSheDoesNot() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        assertThat(post(mail.path("finish"), "{\"disposition\":\"information\",\"resolve\":false}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(ticketing.ticket(mail.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.NEW);
    }

    @Test
    void leavesToTheServiceWhatTheServiceHas() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        post(mail.ticketPath("hand-over"), "{\"service\":\"voirie\"}");
        assertRefused(
                post(mail.path("finish"), "{\"disposition\":\"answered\",\"resolve\":true}"),
                HttpStatus.CONFLICT,
                "with-service");
        assertThat(routing.agent(ALINE).contacts()).hasSize(1);
        assertThat(post(mail.path("finish"), "{\"disposition\":\"handed-over\",\"resolve\":false}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(ticketing.ticket(mail.ticket()).orElseThrow().summary().status())
                .isEqualTo(TicketStatus.WITH_SERVICE);
    }

    @Test
    void refusesADispositionThatIsNone() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        assertRefused(
                post(mail.path("finish"), "{\"disposition\":\"bored\",\"resolve\":true}"),
                HttpStatus.BAD_REQUEST,
                "invalid-value");
        assertThat(routing.agent(ALINE).contacts()).hasSize(1);
    }

    @Test
    void completesWhatIsKnownOfTheCitizenAndKeepsTheRest() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        assertThat(post(mail.ticketPath("description"), "{\"phone\":\"06 12 34 56 78\",\"address\":\"Place Masséna\"}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        var view = ticketing.ticket(mail.ticket()).orElseThrow();
        assertThat(view.citizen().name()).isEqualTo("Marie Giraud");
        assertThat(view.citizen().phone().e164()).isEqualTo("+33612345678");
        assertThat(view.place().address()).isEqualTo("Place Masséna");
        assertThat(get(mail.ticketPath("")))
                .bodyJson()
                .extractingPath("$.citizen.phone")
                .isEqualTo("06 12 34 56 78");
    }

    @Test
    void takesAwayWhatWasNotedWronglyAndKeepsTheRest() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        post(mail.ticketPath("description"), "{\"phone\":\"06 12 34 56 78\",\"address\":\"Place Masséna\"}");
        assertThat(post(mail.ticketPath("description"), "{\"email\":\"\",\"address\":\" \"}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        var view = ticketing.ticket(mail.ticket()).orElseThrow();
        assertThat(view.citizen().email()).isNull();
        assertThat(view.citizen().phone().e164()).isEqualTo("+33612345678");
        assertThat(view.citizen().name()).isEqualTo("Marie Giraud");
        assertThat(view.place().address()).isNull();
    }

    @Test
    void saysWhyANameAndASubjectAreNotEmptied() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        var path = mail.ticketPath("description");
        assertRefused(post(path, "{\"name\":\"\"}"), HttpStatus.CONFLICT, "name-blank");
        assertRefused(post(path, "{\"subject\":\" \"}"), HttpStatus.CONFLICT, "subject-blank");
    }

    @Test
    void refusesWhatIsNoAddressAndNoNumber() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        for (var wrong : List.of("{\"email\":\"marie\"}", "{\"phone\":\"soon\"}", "{\"latitude\":43.7}")) {
            assertRefused(post(mail.ticketPath("description"), wrong), HttpStatus.BAD_REQUEST, "invalid-value");
        }
    }

    @Test
    void tellsThatThereIsNoSuchTicket() {
        var path = "/api/desk/tickets/" + TicketId.next();
        assertRefused(get(path), HttpStatus.NOT_FOUND, "ticket-not-found");
        assertRefused(
                post(path + "/notes", "{\"text\":\"x\",\"key\":\"k-4\"}"), HttpStatus.NOT_FOUND, "ticket-not-found");
        assertRefused(post(path + "/description", "{}"), HttpStatus.NOT_FOUND, "ticket-not-found");
    }

    @Test
    void handsTheRequestOverToAService() {
        var mail = inHand(ChannelKind.EMAIL, MARIE);
        assertThat(post(mail.ticketPath("hand-over"), "{\"service\":\"voirie\",\"note\":\"Urgent\"}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(get(mail.ticketPath("")))
                .bodyJson()
                .extractingPath("$.ticket.serviceLabel")
                .isEqualTo("Voirie");
        assertRefused(
                post(mail.ticketPath("hand-over"), "{\"service\":\"moon\"}"),
                HttpStatus.NOT_FOUND,
                "service-not-found");
    }

    @Test
    void showsPicturesAndOnlySavesTheRest() {
        var report = offerTo(
                ALINE,
                ChannelKind.REPORT,
                MARIE,
                List.of(
                        new NewAttachment("photo.png", "image/png", new byte[] {1}),
                        new NewAttachment("page.html", "text/html", new byte[] {2})));
        var files = ticketing
                .ticket(report.ticket())
                .orElseThrow()
                .interactions()
                .getFirst()
                .attachments();
        assertThat(get(report.ticketPath("attachments/" + files.getFirst().id())))
                .hasContentType(MediaType.IMAGE_PNG)
                .headers()
                .hasHeaderSatisfying(
                        "Content-Disposition",
                        value -> assertThat(value.getFirst()).startsWith("inline"));
        assertThat(get(report.ticketPath("attachments/" + files.getLast().id())))
                .hasContentType(MediaType.APPLICATION_OCTET_STREAM)
                .headers()
                .hasHeaderSatisfying(
                        "Content-Disposition",
                        value -> assertThat(value.getFirst()).startsWith("attachment"));
    }

    @Test
    void keepsFilesWithTheirTicket() {
        var report = offerTo(
                ALINE, ChannelKind.REPORT, MARIE, List.of(new NewAttachment("photo.png", "image/png", new byte[] {1})));
        var file = ticketing
                .ticket(report.ticket())
                .orElseThrow()
                .interactions()
                .getFirst()
                .attachments()
                .getFirst();
        var other = offer(ChannelKind.EMAIL, MARIE);
        assertThat(get(other.ticketPath("attachments/" + file.id()))).hasStatus(HttpStatus.NOT_FOUND);
    }

    @Test
    void saysHowToReachHerPhone() {
        assertThat(get("/api/desk/phone")).bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.browser").isNull();
            assertThat(json).extractingPath("$.sip.user").isEqualTo("aline.durand");
            assertThat(json).extractingPath("$.reachable").isEqualTo(true);
        });
    }

    @Test
    void hearsOfAnOfferAndOfNothingThatConcernsOthers() {
        var stream = events(log.head());
        var others = offerTo(BRUNO, ChannelKind.CHAT, MARIE, List.of());
        var mine = offer(ChannelKind.EMAIL, MARIE);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(text(stream))
                        .contains("event:offer")
                        .contains(mine.contact().toString())
                        .doesNotContain(others.contact().toString()));
    }

    @Test
    void hearsAfterAReconnectWhatHappenedMeanwhile() {
        var offered = offer(ChannelKind.CHAT, MARIE);
        var seen = log.head();
        routing.accept(ALINE, offered.contact());
        ticketing.addMessage(offered.ticket(), offered.contact(), null, "Vous êtes là ?", "k-" + UUID.randomUUID());
        var stream = events(seen);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(text(stream))
                        .contains("event:contact")
                        .contains("IN_CONVERSATION")
                        .contains("event:message")
                        .contains("id:" + log.head())
                        .doesNotContain("event:offer"));
    }

    @Test
    void readsOnFromAPositionThatTheTailOfTheLogHasNotReachedYet() {
        var streams = new ArrayList<MvcTestResult>();
        for (var round = 0; round < 50; round++) {
            routing.pause(BRUNO, "lunch");
            streams.add(events(log.head()));
        }
        routing.pause(ALINE, "lunch");
        assertThat(streams).allSatisfy(stream -> {
            await().atMost(Duration.ofSeconds(30)).until(() -> text(stream).contains("event:state"));
            assertThat(text(stream)).containsOnlyOnce("event:state").doesNotContain("event:resync");
        });
    }

    @Test
    void isToldToAskAfreshWhenItsPositionIsNotOfThisLog() {
        var stream = events(log.head() + 1_000);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(text(stream)).contains("event:resync"));
    }

    @Test
    void drawsTheScreenInBothLanguages() {
        assertThat(http.get().uri("/desk").principal(ALINE::value).header("Accept-Language", "fr"))
                .hasStatusOk()
                .bodyText()
                .contains("lang=\"fr\"", "Terminer la journée", "\"desk.offer.accept\":\"Prendre\"");
        assertThat(http.get().uri("/desk").principal(ALINE::value).header("Accept-Language", "en"))
                .bodyText()
                .contains("lang=\"en\"", "End the day", "Pothole or damaged road");
    }

    private static final java.util.Map<String, String> BODIES = java.util.Map.of(
            "messages", "{\"text\":\"Bonjour\",\"key\":\"k-3\"}",
            "end", "",
            "finish", "{\"disposition\":\"answered\",\"resolve\":false}");

    private record Offered(ContactId contact, TicketId ticket) {

        String path(String what) {
            return "/api/desk/contacts/" + contact + "/" + what;
        }

        String ticketPath(String what) {
            return "/api/desk/tickets/" + ticket + (what.isEmpty() ? "" : "/" + what);
        }
    }

    private Offered inHand(ChannelKind channel, Sender sender) {
        var offered = offer(channel, sender);
        routing.accept(ALINE, offered.contact());
        return offered;
    }

    @Test
    void showsWhoElseIsAtWorkAndWhoKnowsWhat() {
        routing.setSkills(BRUNO, List.of(new SkillNeed(new Skill("voirie"), 1)));
        routing.makeAvailable(BRUNO);
        routing.pause(new AgentId("chloe"), "lunch");
        routing.setSkills(new AgentId("chloe"), List.of(new SkillNeed(new Skill("voirie"), 1)));
        routing.signOut(new AgentId("david"));

        assertThat(get("/api/desk/transfer-targets")).hasStatusOk().bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.colleagues[*].login").asArray().containsExactly("bruno", "chloe");
            assertThat(json).extractingPath("$.colleagues[0].name").isEqualTo("Bruno Martin");
            assertThat(json).extractingPath("$.colleagues[1].state").isEqualTo("PAUSED");
            assertThat(json).extractingPath("$.colleagues[1].reason").isEqualTo("lunch");
            assertThat(json).extractingPath("$.themes[0].code").isEqualTo("roads.pothole");
            assertThat(json).extractingPath("$.themes[0].present").isEqualTo(2);
            assertThat(json).extractingPath("$.themes[0].free").isEqualTo(1);
            assertThat(json).extractingPath("$.themes[1].present").isEqualTo(0);
        });
    }

    @Test
    void passesACallOnWithAWordForWhoeverIsNext() {
        var call = talk();
        routing.makeAvailable(BRUNO);

        assertThat(transfer(call, "\"agent\":\"bruno\",\"note\":\" Parle du devis. \""))
                .hasStatus(HttpStatus.NO_CONTENT);

        assertThat(get("/api/desk")).bodyJson().satisfies(json -> {
            assertThat(json).extractingPath("$.contacts[*].phase").asArray().containsExactly("WRAP_UP");
            assertThat(json).extractingPath("$.contacts[0].ticket").isEqualTo(ticketOf(call));
            assertThat(json).extractingPath("$.contacts[0].passed").isNull();
            assertThat(json).extractingPath("$.contacts[0].passedOn").isEqualTo(true);
        });
        assertThat(getAs(BRUNO, "/api/desk")).bodyJson().satisfies(json -> {
            assertThat(json)
                    .extractingPath("$.offers[0].contact")
                    .isEqualTo(call.contact().toString());
            assertThat(json).extractingPath("$.offers[0].passed.by").isEqualTo("Aline Durand");
            assertThat(json).extractingPath("$.offers[0].passed.note").isEqualTo("Parle du devis.");
        });
    }

    @Test
    void tellsTheDeskThatACallHasLeftAndWhatIsLeftOfIt() {
        var call = talk();
        var before = log.head();

        transfer(call, "\"agent\":\"bruno\"");

        var stream = events(before);
        await().untilAsserted(() -> assertThat(stream)
                .bodyText()
                .contains("event:transferred", "\"contact\":\"" + call.contact() + "\"", "\"phase\":\"WRAP_UP\""));
    }

    /// It is the colleague's to settle, who speaks with the citizen.
    @Test
    void doesNotSettleTheRequestOfWhomShePassedOn() {
        transfer(talk(), "\"agent\":\"bruno\"");
        var rest = "/api/desk/contacts/"
                + routing.agent(ALINE).contacts().getFirst().contact() + "/finish";

        assertRefused(post(rest, "{\"disposition\":\"answered\",\"resolve\":true}"), HttpStatus.CONFLICT, "passed-on");
        assertThat(post(rest, "{\"disposition\":\"handed-over\",\"resolve\":false}"))
                .hasStatus(HttpStatus.NO_CONTENT);
        assertThat(routing.agent(ALINE).contacts()).isEmpty();
    }

    @Test
    void refusesATransferThatMakesNoSense() {
        var call = talk();

        assertRefused(transfer(call, "\"note\":\"?\""), HttpStatus.BAD_REQUEST, "invalid-value");
        assertRefused(
                transfer(call, "\"agent\":\"bruno\",\"category\":\"other\""), HttpStatus.BAD_REQUEST, "invalid-value");
        assertRefused(
                transfer(call, "\"agent\":\"bruno\",\"note\":\"" + "x".repeat(501) + "\""),
                HttpStatus.BAD_REQUEST,
                "invalid-value");
        assertRefused(transfer(call, "\"category\":\"no.such\""), HttpStatus.NOT_FOUND, "category-not-found");
        assertRefused(transfer(call, "\"category\":\"roads.pothole\""), HttpStatus.CONFLICT, "nobody-signed-in");
        assertRefused(
                transfer(offer(ChannelKind.VOICE, MARIE), "\"agent\":\"bruno\""),
                HttpStatus.CONFLICT,
                "contact-not-in-hand");
    }

    @Test
    void consultsByTopicAColleagueOrTheOutsideAndOnlyOneOfThem() {
        routing.setSkills(BRUNO, List.of(new SkillNeed(new Skill("voirie"), 1)));
        routing.makeAvailable(BRUNO);
        var call = talk();
        assertRefused(
                consult(call, "\"agent\":\"bruno\",\"outside\":\"0493000000\""),
                HttpStatus.BAD_REQUEST,
                "invalid-value");
        assertRefused(consult(call, "\"note\":\"Bonjour\""), HttpStatus.BAD_REQUEST, "invalid-value");
        assertRefused(consult(call, "\"outside\":\"" + "0".repeat(26) + "\""), HttpStatus.BAD_REQUEST, "invalid-value");
        assertRefused(consult(call, "\"category\":\"nonsense\""), HttpStatus.NOT_FOUND, "category-not-found");
        assertRefused(consult(call, "\"outside\":\"0493000000\""), HttpStatus.CONFLICT, "telephone-unavailable");

        assertThat(consult(call, "\"category\":\"roads.pothole\"")).hasStatus2xxSuccessful();

        assertThat(get("/api/desk"))
                .bodyJson()
                .extractingPath("$.contacts[0].consult.speaks")
                .isEqualTo(false);
    }

    private MvcTestResult consult(Offered call, String body) {
        return post(
                "/api/desk/contacts/" + call.contact() + "/consult",
                "{\"key\":\"" + UUID.randomUUID() + "\"," + body + "}");
    }

    private Offered talk() {
        var call = offer(ChannelKind.VOICE, MARIE);
        routing.accept(ALINE, call.contact());
        return call;
    }

    private String ticketOf(Offered call) {
        return ticketing.byContact(call.contact()).orElseThrow().summary().id().toString();
    }

    private MvcTestResult transfer(Offered call, String body) {
        return post(
                "/api/desk/contacts/" + call.contact() + "/transfer",
                "{\"key\":\"" + UUID.randomUUID() + "\"," + body + "}");
    }

    private MvcTestResult getAs(AgentId agent, String path) {
        return http.get().uri(path).principal(agent::value).exchange();
    }

    private Offered offer(ChannelKind channel, Sender sender) {
        return offerTo(ALINE, channel, sender, List.of());
    }

    private Offered offerTo(AgentId agent, ChannelKind channel, Sender sender, List<NewAttachment> files) {
        var contact = ContactId.next();
        var category = new CategoryCode("roads.pothole");
        var receipt = ticketing.receive(new InboundContact(
                contact,
                channel,
                contact.toString(),
                Instant.now(),
                sender,
                category,
                "Un trou",
                "Il est profond.",
                null,
                files,
                List.of(),
                "fr"));
        routing.offer(agent, channel, receipt.ticket(), contact, category);
        return new Offered(contact, receipt.ticket());
    }

    private MvcTestResult get(String path) {
        return http.get().uri(path).principal(ALINE::value).exchange();
    }

    private MvcTestResult post(String path, String body) {
        return http.post()
                .uri(path)
                .principal(ALINE::value)
                .contentType(MediaType.APPLICATION_JSON)
                .content(body)
                .exchange();
    }

    private MvcTestResult events(long after) {
        return http.get()
                .uri("/api/desk/events?after=" + after)
                .principal(ALINE::value)
                .asyncExchange();
    }

    private static String text(MvcTestResult stream) {
        return new String(stream.getResponse().getContentAsByteArray(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private static void assertRefused(MvcTestResult answer, HttpStatus status, String code) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.code").isEqualTo(code);
    }
}
