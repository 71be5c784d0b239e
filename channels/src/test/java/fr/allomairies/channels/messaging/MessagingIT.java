package fr.allomairies.channels.messaging;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import fr.allomairies.channels.OnRealServers;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.chat.ChatRounds;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.MessageReached;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.PersonalData;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Delivery;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// WhatsApp and Messenger against a provider that answers as the real one does. Each test has a citizen of its own. The
/// assistant answers first in French; who writes in English reaches people at once.
class MessagingIT extends OnRealServers {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String SECRET = "the-secret-of-the-citys-app";
    private static final String VERIFY = "the-verify-token-of-the-city";
    private static final String TOKEN = "the-token-of-the-city";
    private static final String NUMBER = "106540352242922";
    private static final String PAGE = "110200140298";
    private static final String ENGLISH = "Hello, can you help me with the street lamp, it is broken";
    private static final AgentId AMINA = new AgentId("amina");
    private static final ChannelKind WHATSAPP = new ChannelKind("chat-whatsapp");
    private static final AtomicLong CITIZENS = new AtomicLong(33_700_000_000L);
    private static final WireMockServer META =
            new WireMockServer(WireMockConfiguration.options().dynamicPort().bindAddress("127.0.0.1"));

    static {
        META.start();
        META.stubFor(post(urlPathMatching("/v23.0/" + NUMBER + "/messages"))
                .atPriority(9)
                .willReturn(aResponse()
                        .withTransformers("response-template")
                        .withBody("{\"messages\": [{\"id\": \"wamid.{{randomValue type='UUID'}}\"}]}")));
        META.stubFor(post(urlPathMatching("/v23.0/" + PAGE + "/messages"))
                .atPriority(9)
                .willReturn(aResponse()
                        .withTransformers("response-template")
                        .withBody("{\"message_id\": \"m_{{randomValue type='UUID'}}\"}")));
    }

    @LocalServerPort
    private int port;

    @Autowired
    private ProviderEvents providerEvents;

    @Autowired
    private ApplicationContext house;

    @Autowired
    @Qualifier("messagesOfCitizens")
    private PersonalData messages;

    private final String citizen = String.valueOf(CITIZENS.incrementAndGet());

    @DynamicPropertySource
    static void meta(DynamicPropertyRegistry properties) {
        properties.add("allo.chat.assistant", () -> "true");
        properties.add("allo.chat.messages-per-minute", () -> "5");
        properties.add("allo.whatsapp.phone-number-id", () -> NUMBER);
        properties.add("allo.whatsapp.verify-token", () -> VERIFY);
        properties.add("allo.whatsapp.app-secret", () -> SECRET);
        properties.add("allo.whatsapp.token", () -> TOKEN);
        properties.add("allo.whatsapp.api", () -> META.baseUrl() + "/v23.0");
        properties.add("allo.whatsapp.template", () -> "demande_repondue");
        properties.add("allo.messenger.page-id", () -> PAGE);
        properties.add("allo.messenger.verify-token", () -> VERIFY);
        properties.add("allo.messenger.app-secret", () -> SECRET);
        properties.add("allo.messenger.token", () -> TOKEN);
        properties.add("allo.messenger.api", () -> META.baseUrl() + "/v23.0");
    }

    @AfterAll
    static void stop() {
        META.stop();
    }

    @Test
    void theProviderProvesItselfOnceAndSignsEachCall() throws Exception {
        assertThat(verify("whatsapp", VERIFY).body()).isEqualTo("1158201444");
        assertThat(verify("whatsapp", "another").statusCode()).isEqualTo(403);
        assertThat(verify("signal", VERIFY).statusCode()).isEqualTo(404);

        var call = text("wamid.signed-" + citizen, ENGLISH, Instant.now());
        assertThat(send("whatsapp", call, "sha256=" + MessagingWebhook.hmac("another secret, as long", bytes(call)))
                        .statusCode())
                .isEqualTo(403);
        assertThat(send("whatsapp", call, null).statusCode()).isEqualTo(403);
        assertThat(stored("wamid.signed-" + citizen)).isZero();
        assertThat(tell("whatsapp", "not JSON").statusCode()).isEqualTo(400);
        assertThat(tell("whatsapp", call).statusCode()).isEqualTo(200);
        assertThat(stored("wamid.signed-" + citizen)).isEqualTo(1);
    }

    @Test
    void aMessageToldAgainIsOneAndTheNextAreOnTheSameTicketInTheirOrder() throws Exception {
        var first = text("wamid.1-" + citizen, ENGLISH, Instant.now());
        tell("whatsapp", first);
        tell("whatsapp", first);
        tell("whatsapp", text("wamid.2-" + citizen, "second", Instant.now()));
        tell("whatsapp", first);
        tell("whatsapp", text("wamid.3-" + citizen, "third", Instant.now()));

        var ticket = within(SOON, () -> {
            assertThat(spoken(ticket())).containsExactly(ENGLISH, "second", "third");
            return ticket();
        });
        assertThat(ticket.summary().channel()).isEqualTo(WHATSAPP);
        assertThat(ticket.citizen().name()).isEqualTo("Jeanne Martin");
        assertThat(ticket.citizen().phone().e164()).isEqualTo("+" + citizen);
        assertThat(events(ContactQueued.class).stream()
                        .filter(queued ->
                                queued.ticket().equals(ticket.summary().id())))
                .hasSize(1);
        assertThat(db.sql("select count(*) from channels_messaging_event where party = ?")
                        .param(citizen)
                        .query(Integer.class)
                        .single())
                .as("nothing of a citizen stays when it is handled")
                .isZero();
    }

    @Test
    void anAnswerGoesOutAndIsMarkedAsReadOnceItIs() throws Exception {
        var ticket = opened();
        var answer = answer(ticket, "We are on it.\nGood evening.");

        var request = within(SOON, () -> sentTo(citizen, 1)).getFirst();
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TOKEN);
        assertThat(JSON.readTree(request.getBody()).at("/text/body").asString())
                .isEqualTo("We are on it.\nGood evening.");
        within(SOON, () -> assertThat(delivery(ticket, answer)).isEqualTo(Delivery.SENT));

        var id = providerId();
        tell("whatsapp", status(id, "read", ""));
        within(SOON, () -> assertThat(delivery(ticket, answer)).isEqualTo(Delivery.READ));
        tell("whatsapp", status(id, "delivered", ""));
        tell("whatsapp", text("wamid.after-" + citizen, "thanks", Instant.now()));
        within(SOON, () -> assertThat(spoken(ticket())).contains("thanks"));
        assertThat(delivery(ticket, answer)).isEqualTo(Delivery.READ);
        assertThat(events(MessageReached.class))
                .filteredOn(reached -> reached.interaction().equals(answer))
                .singleElement()
                .satisfies(reached -> assertThat(reached.read()).isTrue());
    }

    @Test
    void whatTheProviderCannotDeliverIsSaidOnTheTicket() throws Exception {
        var ticket = opened();
        var answer = answer(ticket, "Where is it?");
        within(SOON, () -> sentTo(citizen, 1));
        tell("whatsapp", status(providerId(), "failed", ", \"errors\": [{\"code\": 131026, \"title\": \"x\"}]"));

        within(SOON, () -> assertThat(delivery(ticket, answer)).isEqualTo(Delivery.FAILED));
        assertThat(failure(answer)).isEqualTo("not-reachable");
    }

    @Test
    void aProviderThatIsAwayIsTriedAgainAndOneThatRefusesIsNot() throws Exception {
        var ticket = opened();
        var messages = urlPathMatching("/v23.0/" + NUMBER + "/messages");
        META.stubFor(post(messages)
                .inScenario(citizen)
                .whenScenarioStateIs(Scenario.STARTED)
                .withRequestBody(containing(citizen))
                .willReturn(aResponse().withStatus(500).withBody("{\"error\": {\"code\": 131000}}"))
                .willSetStateTo("back"));
        answer(ticket, "first");
        answer(ticket, "second");

        var sent = within(SOON, () -> sentTo(citizen, 3));
        assertThat(sent)
                .extracting(request ->
                        JSON.readTree(request.getBody()).at("/text/body").asString())
                .as("the second waits for the first")
                .containsExactly("first", "first", "second");

        META.stubFor(post(messages)
                .withRequestBody(containing(citizen))
                .willReturn(aResponse().withStatus(400).withBody("{\"error\": {\"code\": 131047}}")));
        var refused = answer(ticket, "third");
        within(SOON, () -> assertThat(failure(refused)).isEqualTo("window-over"));
    }

    @Test
    void whoWroteLongAgoGetsTheTemplateWithTheAddressOfHisRequest() throws Exception {
        tell("whatsapp", text("wamid.old-" + citizen, ENGLISH, Instant.now().minus(Duration.ofHours(25))));
        var ticket = within(SOON, this::ticket);
        answer(ticket, "Too late for words of our own.");

        var sent = within(SOON, () -> sentTo(citizen, 1)).getFirst().getBodyAsString();
        assertThat(sent)
                .contains("demande_repondue", ticket.summary().number(), "/suivi/" + ticket.trackingToken())
                .doesNotContain("Too late");
    }

    @Test
    void whoCannotBeWrittenToInMessengerGetsAMailWhereHisAddressIsKnown() throws Exception {
        tell("messenger", onPage("old-" + citizen, ENGLISH, Instant.now().minus(Duration.ofDays(3))));
        var ticket = within(SOON, this::ticket);
        var mute = answer(ticket, "Nobody hears this.");
        within(SOON, () -> assertThat(failure(mute)).isEqualTo("window-over"));

        var address = "citizen-" + citizen + "@example.org";
        ticketing.describe(ticket.summary().id(), null, null, new Sender(null, new EmailAddress(address), null), AMINA);
        var heard = answer(ticket, "By mail then.");
        within(SOON, () -> assertThat(inboxOf(address)).isNotEmpty());
        within(SOON, () -> assertThat(delivery(ticket, heard)).isEqualTo(Delivery.SENT));
    }

    @Test
    void messengerHearsAndAnswersAndSeesWhatWasRead() throws Exception {
        tell("messenger", onPage("1-" + citizen, ENGLISH, Instant.now()));
        var ticket = within(SOON, this::ticket);
        var answer = answer(ticket, "Yes.");
        within(SOON, () -> sentTo(citizen, 1));
        within(SOON, () -> assertThat(delivery(ticket, answer)).isEqualTo(Delivery.SENT));
        var read = """
                {"object": "page", "entry": [{"id": "%s", "messaging": [{"sender": {"id": "%s"},
                 "recipient": {"id": "%s"}, "timestamp": 1, "read": {"watermark": %d}}]}]}
                """.formatted(PAGE, citizen, PAGE, Instant.now().toEpochMilli());
        tell("messenger", read);

        within(SOON, () -> assertThat(delivery(ticket, answer)).isEqualTo(Delivery.READ));
    }

    @Test
    void aPhotoIsFetchedWithOurTokenAndKeptWithTheMessage() throws Exception {
        var jpeg = new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};
        file("photo" + citizen, "/photo", jpeg);
        file("tool" + citizen, "/tool", new byte[] {'M', 'Z', 0, 1, 2, 3});
        META.stubFor(get(urlEqualTo("/v23.0/large" + citizen))
                .willReturn(okJson("{\"url\": \"" + META.baseUrl() + "/large\", \"file_size\": 99000000}")));
        META.stubFor(get(urlEqualTo("/v23.0/foreign" + citizen))
                .willReturn(okJson("{\"url\": \"http://169.254.169.254/latest\"}")));
        tell("whatsapp", image("photo" + citizen, "The lamp that is broken, can you see it"));
        var ticket = within(SOON, this::ticket);
        tell("whatsapp", image("tool" + citizen, ""));
        tell("whatsapp", image("large" + citizen, ""));
        tell("whatsapp", image("foreign" + citizen, ""));

        within(
                SOON,
                () -> assertThat(spoken(ticket()))
                        .containsExactly(
                                "The lamp that is broken, can you see it",
                                "[Fichier non repris : type non accepté]",
                                "[Fichier non repris : plus de 16 Mo, ou de 30 Mo avec les autres]",
                                "[Fichier non repris : adresse non autorisée]"));
        assertThat(ticketing
                        .ticket(ticket.summary().id())
                        .orElseThrow()
                        .interactions()
                        .getFirst()
                        .attachments())
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.name()).isEqualTo("image.jpg");
                    assertThat(kept.bytes()).isEqualTo(jpeg.length);
                });
        META.verify(getRequestedFor(urlEqualTo("/photo")).withHeader("Authorization", equalTo("Bearer " + TOKEN)));
    }

    @Test
    void filesOfOneMessageAreThirtyMegabytesAtMost() throws Exception {
        var large = new byte[14_000_000];
        large[0] = (byte) 0xFF;
        large[1] = (byte) 0xD8;
        large[2] = (byte) 0xFF;
        META.stubFor(get(urlEqualTo("/album"))
                .willReturn(aResponse().withFixedDelay(300).withBody(large)));
        var one = "{\"type\": \"image\", \"payload\": {\"url\": \"" + META.baseUrl() + "/album\"}}";
        var call = onPage("album-" + citizen, ENGLISH, Instant.now());
        var three = "\"attachments\": [%s, %s, %s], \"text\":".formatted(one, one, one);
        var album = call.replace("\"text\":", three);
        tell("messenger", album);
        tell("messenger", album.replace(citizen, citizen + "-and-another"));

        var first = within(SOON, this::ticket).interactions().getFirst();
        assertThat(first.text()).contains(ENGLISH, "30 Mo avec les autres");
        assertThat(first.attachments()).hasSize(2);
        within(
                SOON,
                () -> assertThat(db.sql("""
                                select count(*) from channels_chat_message m
                                join channels_chat_conversation c on c.id = m.conversation where c.party = ?
                                """)
                                .param(citizen + "-and-another")
                                .query(Integer.class)
                                .single())
                        .as("that of the other waits its turn")
                        .isEqualTo(1));
    }

    @Test
    void whatNobodyHasSentIsSetAside() throws Exception {
        var id = "wamid.nobody-" + citizen;
        var call = text(id, "A word of nobody " + citizen, Instant.now());
        tell("whatsapp", call.replace("\"from\": \"" + citizen + "\",", ""));

        within(
                SOON,
                () -> assertThat(intake.quarantine(50)).anySatisfy(aside -> {
                    assertThat(aside.reason()).isEqualTo("chat-malformed");
                    assertThat(new String(
                                    intake.raw(aside.message()).orElseThrow().body(), StandardCharsets.UTF_8))
                            .contains("A word of nobody " + citizen);
                }));
        within(SOON, () -> assertThat(unhandled()).isZero());
    }

    @Test
    void whatIsTakenWithoutAnIdIsSentOnce() throws Exception {
        var ticket = opened();
        META.stubFor(post(urlPathMatching("/v23.0/" + NUMBER + "/messages"))
                .withRequestBody(containing(citizen))
                .willReturn(okJson("{}")));
        var answer = answer(ticket, "Once.");

        within(SOON, () -> assertThat(delivery(ticket, answer)).isEqualTo(Delivery.SENT));
        sentTo(citizen, 1);
    }

    @Test
    void whatIsFaultedForNoReasonThatPassesHoldsUpNothing() throws Exception {
        var ticket = opened();
        META.stubFor(post(urlPathMatching("/v23.0/" + NUMBER + "/messages"))
                .withRequestBody(containing(citizen))
                .withRequestBody(containing("Faulted"))
                .willReturn(aResponse().withStatus(400).withBody("{\"error\": {\"code\": 131999}}")));
        var faulted = answer(ticket, "Faulted.");
        var next = answer(ticket, "Next.");

        within(SOON, () -> assertThat(failure(faulted)).isEqualTo("refused"));
        within(SOON, () -> assertThat(delivery(ticket, next)).isEqualTo(Delivery.SENT));
    }

    @Test
    void noTokenOpensTheConversationToTheWidget() throws Exception {
        opened();
        var id = db.sql("select id::text from channels_chat_conversation where party = ?")
                .param(citizen)
                .query(String.class)
                .single();
        assertThat(widget(id)).as("its id").isEqualTo(404);

        db.sql("update channels_chat_conversation set token_hash = ? where party = ?")
                .params(RawMessage.fingerprint(bytes("known-" + citizen)), citizen)
                .update();
        assertThat(widget("known-" + citizen)).as("a token that somebody knows").isEqualTo(404);
        assertThat(spoken(ticket())).containsExactly(ENGLISH);
    }

    private int widget(String token) throws Exception {
        var conversation = "http://127.0.0.1:" + port + "/api/chat/conversations/" + token;
        var events =
                HttpRequest.newBuilder(URI.create(conversation + "/events")).build();
        var read = HTTP.send(events, BodyHandlers.ofInputStream());
        read.body().close();
        var words = BodyPublishers.ofString("{\"id\": \"12345678\", \"text\": \"It is me\"}");
        var write = HttpRequest.newBuilder(URI.create(conversation + "/messages"))
                .header("Content-Type", "application/json")
                .POST(words)
                .build();
        assertThat(HTTP.send(write, BodyHandlers.discarding()).statusCode()).isEqualTo(read.statusCode());
        return read.statusCode();
    }

    private int unhandled() {
        return db.sql("""
                        select count(*) from channels_messaging_event
                        where piece is not null and strpos(convert_from(piece, 'UTF8'), ?) > 0
                        """)
                .param("A word of nobody " + citizen)
                .query(Integer.class)
                .single();
    }

    @Test
    void theAssistantAnswersFirstAndAPhotoBringsAPerson() throws Exception {
        tell("whatsapp", text("wamid.1-" + citizen, "il y a un trou dans la chaussée", Instant.now()));
        var said = within(SOON, () -> sentTo(citizen, 2));
        assertThat(said.getFirst().getBodyAsString()).contains("assistant");
        assertThat(tickets()).isEmpty();

        file("hole" + citizen, "/hole", new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1});
        tell("whatsapp", image("hole" + citizen, ""));
        var ticket = within(SOON, this::ticket);
        assertThat(spoken(ticket).getFirst()).contains("il y a un trou dans la chaussée", "[Fichier joint]");
        within(
                SOON,
                () -> assertThat(ticket().interactions().stream()
                                .flatMap(interaction -> interaction.attachments().stream()))
                        .hasSize(1));
    }

    @Test
    void whoAnswersTheAssistantNoMoreHasHisTicketAndIsNotGone() throws Exception {
        tell("whatsapp", text("wamid.1-" + citizen, "il y a un tag sur le mur de l'école", Instant.now()));
        within(SOON, () -> sentTo(citizen, 2));
        ChatRounds.now(house);
        assertThat(tickets()).as("not so soon").isEmpty();
        db.sql("update channels_chat_conversation set seen_at = seen_at - interval '20 min' where party = ?")
                .param(citizen)
                .update();
        ChatRounds.now(house);

        var ticket = ticket();
        assertThat(spoken(ticket).getFirst()).contains("il y a un tag sur le mur de l'école");
        assertThat(log.of(contact(ticket))).noneMatch(CitizenLeft.class::isInstance);
        tell("whatsapp", text("wamid.2-" + citizen, "rue de France", Instant.now()));
        within(SOON, () -> assertThat(spoken(ticket())).hasSize(2).last().isEqualTo("rue de France"));
    }

    @Test
    void whoWritesAgainAfterTheEndIsOnTheSameTicketAndAReactionIsNoMessage() throws Exception {
        var ticket = opened();
        var first = contact(ticket);
        transaction.executeWithoutResult(_ -> {
            log.append(new OfferAccepted(Instant.now(), first, AMINA));
            log.append(new ConversationEnded(Instant.now(), first, AMINA, EndedBy.AGENT));
        });
        tell("whatsapp", reaction());
        tell("whatsapp", text("wamid.again-" + citizen, "me again", Instant.now()));

        within(SOON, () -> assertThat(spoken(ticket())).containsExactly(ENGLISH, "me again"));
        assertThat(tickets()).hasSize(1);
        assertThat(events(ContactQueued.class).stream()
                        .filter(queued ->
                                queued.ticket().equals(ticket.summary().id())))
                .hasSize(2);
    }

    @Test
    void whoWritesTooFastIsHeardLaterAndNobodyFillsTheHouse() throws Exception {
        for (int i = 0; i < 7; i++) {
            tell("whatsapp", text("wamid.fast-" + i + "-" + citizen, ENGLISH + i, Instant.now()));
        }
        within(SOON, () -> assertThat(spoken(ticket())).hasSize(5));
        assertThat(waiting()).isEqualTo(2);
        for (int i = 0; i < ProviderEvents.MOST_WAITING; i++) {
            var piece = new Piece("flood-" + i + "-" + citizen, citizen, JSON.createObjectNode());
            transaction.executeWithoutResult(_ -> providerEvents.add(WHATSAPP, piece, Instant.now()));
        }
        assertThat(waiting()).isEqualTo(ProviderEvents.MOST_WAITING);
    }

    @Test
    void whoIsErasedIsNotKnownByHisNumberAnyMoreAndNothingGoesOutToHim() throws Exception {
        var ticket = opened();
        var phone = new PhoneNumber("+" + citizen);
        transaction.executeWithoutResult(_ ->
                messages.erase(new PersonalData.Traces(List.of(), List.of(), List.of(), List.of(), List.of(phone))));

        assertThat(db.sql("select count(*) from channels_chat_conversation c where c::text like '%' || ? || '%'")
                        .param(citizen)
                        .query(Integer.class)
                        .single())
                .isZero();
        var answer = answer(ticket, "Are you there?");
        within(SOON, () -> assertThat(failure(answer)).isEqualTo("no-conversation"));
    }

    private int waiting() {
        return db.sql("select count(*) from channels_messaging_event where party = ? and piece is not null")
                .param(citizen)
                .query(Integer.class)
                .single();
    }

    private TicketView opened() throws Exception {
        tell("whatsapp", text("wamid.open-" + citizen, ENGLISH, Instant.now()));
        return within(SOON, this::ticket);
    }

    private List<UUID> tickets() {
        return db.sql("""
                        select distinct m.contact from channels_chat_message m
                        join channels_chat_conversation c on c.id = m.conversation where c.party = ?
                        """).param(citizen).query(UUID.class).list().stream()
                .map(contact -> ticketing.byContact(new ContactId(contact)).orElseThrow())
                .map(ticket -> ticket.summary().id().value())
                .distinct()
                .toList();
    }

    private TicketView ticket() {
        var tickets = tickets();
        assertThat(tickets).hasSize(1);
        return ticketing.ticket(new TicketId(tickets.getFirst())).orElseThrow();
    }

    private static ContactId contact(TicketView ticket) {
        return ticket.interactions().getFirst().contact();
    }

    private static List<String> spoken(TicketView ticket) {
        return ticket.interactions().stream()
                .filter(said -> said.direction() == Direction.IN)
                .map(TicketView.Interaction::text)
                .toList();
    }

    private InteractionId answer(TicketView ticket, String words) {
        return ticketing.addMessage(
                ticket.summary().id(),
                contact(ticket),
                AMINA,
                words,
                UUID.randomUUID().toString());
    }

    private Delivery delivery(TicketView ticket, InteractionId answer) {
        return ticketing.ticket(ticket.summary().id()).orElseThrow().interactions().stream()
                .filter(said -> said.id().equals(answer))
                .findFirst()
                .orElseThrow()
                .delivery();
    }

    private String failure(InteractionId answer) {
        return db.sql("select coalesce(failure, '') from interaction where id = ?")
                .param(answer.value())
                .query(String.class)
                .single();
    }

    /// In the order in which they came.
    private static List<LoggedRequest> sentTo(String citizen, int many) {
        var sent = META.findAll(postRequestedFor(urlPathMatching(".*/messages")).withRequestBody(containing(citizen)));
        assertThat(sent).hasSize(many);
        return sent.stream()
                .sorted(Comparator.comparing(LoggedRequest::getLoggedDate))
                .toList();
    }

    /// By which the provider named what it took last for the citizen.
    private String providerId() {
        return META.getAllServeEvents().stream()
                .filter(served -> served.getRequest().getBodyAsString().contains(citizen))
                .map(served -> JSON.readTree(served.getResponse().getBodyAsString())
                        .at("/messages/0/id")
                        .asString())
                .findFirst()
                .orElseThrow();
    }

    private static void file(String id, String path, byte[] content) {
        META.stubFor(get(urlEqualTo("/v23.0/" + id))
                .withHeader("Authorization", equalTo("Bearer " + TOKEN))
                .willReturn(
                        okJson("{\"url\": \"" + META.baseUrl() + path + "\", \"file_size\": " + content.length + "}")));
        META.stubFor(get(urlEqualTo(path)).willReturn(aResponse().withBody(content)));
    }

    private int stored(String id) {
        return db.sql("select count(*) from channels_messaging_event where external_id = ?")
                .param(ProviderEvents.hash(id))
                .query(Integer.class)
                .single();
    }

    private String text(String id, String words, Instant at) {
        return MessengerContract.text("whatsapp/text")
                .replace("33612345678", citizen)
                .replace("wamid.HBgLMzM2MTIzNDU2NzgVAgASGBQzQTRBNjU5OUFFRTAzODEwMTQ0RgA=", id)
                .replace("1749416383", String.valueOf(at.getEpochSecond()))
                .replace("Bonjour, le lampadaire devant chez moi est cassé", words);
    }

    private String image(String media, String caption) {
        return MessengerContract.text("whatsapp/image")
                .replace("33612345678", citizen)
                .replace("wamid.IMAGE", "wamid." + media)
                .replace("1749416383", String.valueOf(Instant.now().getEpochSecond()))
                .replace("1003383421387256", media)
                .replace("Voilà le trou", caption);
    }

    private String reaction() {
        return MessengerContract.text("whatsapp/reaction")
                .replace("33612345678", citizen)
                .replace("wamid.REACTION", "wamid.reaction-" + citizen)
                .replace("1749416383", String.valueOf(Instant.now().getEpochSecond()));
    }

    private String status(String id, String status, String more) {
        return """
                {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [{"field": "messages", "value":
                 {"messaging_product": "whatsapp", "metadata": {"phone_number_id": "%s"}, "statuses":
                  [{"id": "%s", "status": "%s", "timestamp": "1750030073", "recipient_id": "%s"%s}]}}]}]}
                """.formatted(NUMBER, id, status, citizen, more);
    }

    private String onPage(String id, String words, Instant at) {
        return MessengerContract.text("messenger/text")
                .replace("6823945201", citizen)
                .replace("m_text1", "m_" + id)
                .replace("1749416383000", String.valueOf(at.toEpochMilli()))
                .replace("Bonjour, à quelle heure ouvre la mairie ?", words);
    }

    private HttpResponse<String> tell(String name, String call) throws Exception {
        return send(name, call, "sha256=" + MessagingWebhook.hmac(SECRET, bytes(call)));
    }

    private HttpResponse<String> send(String name, String call, String signature) throws Exception {
        var request = HttpRequest.newBuilder(address(name))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(call));
        if (signature != null) {
            request.header("X-Hub-Signature-256", signature);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> verify(String name, String token) throws Exception {
        var address = address(name + "?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + token);
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + port + "/api/messaging/" + path);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
