package fr.allomairies.channels.handover;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.allomairies.channels.OnRealServers;
import fr.allomairies.channels.SignedPost;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.HandOverFailed;
import fr.allomairies.contact.TicketEvent.TaskRefused;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.CatalogueVersions;
import fr.allomairies.ticketing.CatalogueVersions.Part;
import fr.allomairies.ticketing.FollowUps;
import fr.allomairies.ticketing.HandOvers;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Tasks;
import fr.allomairies.ticketing.Tasks.Answered;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Interaction;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A service by mail and another by its own software, with a real mail server and a real HTTP server.
class HandOverIT extends OnRealServers {

    private static final AgentId AMINA = new AgentId("amina");
    private static final AgentId ADMIN = new AgentId("admin");
    private static final ServiceCode ROADS = new ServiceCode("voirie");
    private static final ServiceCode LIGHTS = new ServiceCode("eclairage");
    private static final String ROADS_MAIL = "voirie@services.test";
    private static final String SECTORS = """
            {"type":"FeatureCollection","features":[{"type":"Feature",
             "properties":{"name":"Nice Ouest","service":"voirie"},
             "geometry":{"type":"Polygon","coordinates":
              [[[7.20,43.68],[7.25,43.68],[7.25,43.72],[7.20,43.72],[7.20,43.68]]]}}]}""";

    private static final List<Post> POSTS = new CopyOnWriteArrayList<>();
    private static final AtomicInteger REFUSALS = new AtomicInteger();
    private static volatile int refusedWith = 503;
    private static final HttpServer SOFTWARE = software();
    private static final String BOUNCE = """
            Return-Path: <>
            From: Mail Delivery System <MAILER-DAEMON@services.test>
            To: mairie@allo.test
            Subject: Undelivered Mail Returned to Sender
            Message-ID: <%s@services.test>
            Content-Type: multipart/report; report-type=delivery-status; boundary=b

            --b
            Content-Type: text/plain

            It could not be delivered.
            --b
            Content-Type: message/delivery-status

            Final-Recipient: rfc822; %s
            Action: failed
            Status: 5.1.1
            --b
            Content-Type: text/rfc822-headers

            Message-ID: %s
            --b--
            """;
    private static final JsonMapper JSON = JsonMapper.shared();

    @DynamicPropertySource
    static void hosts(DynamicPropertyRegistry properties) {
        properties.add("allo.services.webhook-hosts", () -> "127.0.0.1:" + port(SOFTWARE));
        properties.add("allo.public-url", () -> "http://allo.test");
    }

    @LocalServerPort
    int port;

    @Autowired
    CatalogueVersions versions;

    @Autowired
    HandOvers handOvers;

    @Autowired
    FollowUps followUps;

    @Autowired
    Tasks tasks;

    @BeforeEach
    void bothAreOutside() {
        POSTS.clear();
        REFUSALS.set(0);
        refusedWith = 503;
        var now = versions.current();
        var services = versions.write(
                        Part.SERVICES, versions.version(0).orElseThrow().content())
                .replace("voirie,Voirie,Roads,inside,,", "voirie,Voirie,Roads,mail," + ROADS_MAIL + ",")
                .replace(
                        "eclairage,\"Éclairage public\",\"Street lighting\",inside,,",
                        "eclairage,\"Éclairage public\",\"Street lighting\",webhook,,http://127.0.0.1:" + port(SOFTWARE)
                                + "/in");
        take(Part.SERVICES, services, now.number());
        take(Part.SECTORS, SECTORS, versions.current().number());
        assertThat(versions.current().content().services())
                .filteredOn(each -> each.code().equals(LIGHTS))
                .allMatch(each -> each.webhook() != null);
    }

    @AfterAll
    static void stop() {
        SOFTWARE.stop(0);
    }

    @Test
    void writesToTheServiceWhatItNeedsAndNothingOfTheCitizen() throws Exception {
        var ticket = handOver(ROADS, "Attention, école à côté.");

        var mail = mailOf(ticket);

        assertThat(textOf(mail))
                .contains("Nid-de-poule", "12 rue de France", "Secteur : Nice Ouest", "Attention, école à côté.")
                .contains("Un trou profond devant le 12.", "http://allo.test/transmission/")
                .doesNotContain("Jeanne", "jeanne");
        within(SOON, () -> {
            assertThat(handOvers.of(ticket).getFirst().sentAt()).isNotNull();
            return null;
        });
    }

    @Test
    void takesTheAnswerOfWhoHoldsTheLink() throws Exception {
        var ticket = handOver(ROADS, null);
        var link = link(mailOf(ticket));

        assertThat(post(link, "progress=IN_PROGRESS&key=2").statusCode()).isEqualTo(302);
        var done = "progress=DONE&key=3&reason=Rebouch%C3%A9";
        assertThat(post(link, done).statusCode()).isEqualTo(302);

        assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.RESOLVED);
        var token = link.substring(link.lastIndexOf('/') + 1);
        assertThat(handOvers.live(token)).isEmpty();
    }

    @Test
    void isToldAgainWhatIsNotFixed() throws Exception {
        var receipt = receive();
        var ticket = handOver(receipt, ROADS, null);
        var link = link(mailOf(ticket));
        assertThat(post(link, "progress=DONE&key=3&reason=Rebouch%C3%A9").statusCode())
                .isEqualTo(302);

        assertThat(followUps.notFixed(ticket, receipt.trackingToken(), "Il est revenu.", null, true, "fr", "k1"))
                .isTrue();

        var again = within(SOON, () -> {
            var mails = mailsOf(ticket);
            assertThat(mails).hasSize(2);
            return mails.stream()
                    .filter(mail -> !textOf(mail).contains(link))
                    .findFirst()
                    .orElseThrow();
        });
        assertThat(textOf(again)).contains("Un trou profond devant le 12.", "Il est revenu.", "pas réglé");
        assertThat(post(link(again), "progress=DONE&key=4&reason=Fini").statusCode())
                .isEqualTo(302);
        assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.RESOLVED);
    }

    @Test
    void tellsANoteToWhoHasItAlready() throws Exception {
        var ticket = handOver(ROADS, null);
        mailOf(ticket);

        assertThat(ticketing.handOver(ticket, ROADS, "La rue est barrée.", AMINA))
                .isEmpty();

        within(SOON, () -> {
            assertThat(mailsOf(ticket)).hasSize(2).anyMatch(mail -> textOf(mail).contains("La rue est barrée."));
            return null;
        });
    }

    @Test
    void givesNothingBackToAServiceThatTakesNoMoreWork() throws Exception {
        var receipt = receive();
        var ticket = handOver(receipt, ROADS, null);
        assertThat(post(link(mailOf(ticket)), "progress=DONE&key=3").statusCode())
                .isEqualTo(302);
        var now = versions.current();
        take(Part.SECTORS, "", now.number());
        var content = versions.current().content();
        take(
                Part.CATEGORIES,
                versions.write(Part.CATEGORIES, content).replace(",voirie,", ",proprete,"),
                versions.current().number());
        take(
                Part.SERVICES,
                versions.write(Part.SERVICES, versions.current().content())
                        .lines()
                        .filter(line -> !line.startsWith("voirie,"))
                        .collect(Collectors.joining("\n")),
                versions.current().number());

        assertThat(followUps.notFixed(ticket, receipt.trackingToken(), "Il est revenu.", null, true, "fr", "k1"))
                .isTrue();

        within(SOON, () -> {
            assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.IN_HAND);
            return null;
        });
        assertThat(handOvers.of(ticket)).hasSize(1);
    }

    @Test
    void mailsATaskWhoseAnswersTheCitizenIsToldOf() throws Exception {
        var ticket = receive().ticket();
        assertThat(tasks.add(ticket, "Poser une barrière", new For.Service(ROADS), 3, true, AMINA))
                .isEmpty();

        var mail = mailOf(ticket);
        assertThat(mail.getSubject()).contains("Poser une barrière");
        assertThat(textOf(mail))
                .contains("Poser une barrière", "12 rue de France", "http://allo.test/transmission/")
                .doesNotContain("Jeanne");
        assertThat(code(ticketing.resolve(ticket, "answered", AMINA))).contains("task-needed");

        var day = LocalDate.now().plusDays(30);
        assertThat(post(link(mail), "progress=DELAYED&key=1&reason=Barri%C3%A8re+en+atelier&newDate=" + day)
                        .statusCode())
                .isEqualTo(302);
        var task = tasks.of(ticket).getFirst();
        assertThat(task.due()).isEqualTo(day);
        assertThat(task.answered()).isEqualTo(Answered.DELAYED);
        assertThat(letter(ticket, "Barrière en atelier")).contains("Voirie", "nouvelle date annoncée");

        assertThat(post(link(mail), "progress=DONE&key=2").statusCode()).isEqualTo(302);
        assertThat(tasks.of(ticket).getFirst().isDoneByService()).isTrue();
        assertThat(letter(ticket, "c’est fait")).contains("Voirie").doesNotContain("Poser une barrière");
        assertThat(handOvers.live(token(mail))).isEmpty();
        assertThat(ticketing.resolve(ticket, "answered", AMINA)).isEmpty();
    }

    @Test
    void keepsATaskThatTheSoftwareOfAServiceRefusesToBeDone() throws Exception {
        var ticket = receive().ticket();
        tasks.add(ticket, "Couper le courant", new For.Service(LIGHTS), 3, true, AMINA);
        var told = postOf(ticket, 1);
        assertThat(told.path("event").asString()).isEqualTo("task.handed-over");
        assertThat(told.path("task").asString()).isEqualTo("Couper le courant");
        var answers = told.path("answers").asString();
        var secret = handOvers.secret(LIGHTS);

        assertThat(call(answers, "t-1", "{\"progress\":\"REFUSED\"}", secret).statusCode())
                .isEqualTo(400);
        var refused = "{\"progress\":\"REFUSED\",\"reason\":\"Réseau d’Enedis\"}";
        assertThat(call(answers, "t-2", refused, secret).statusCode()).isEqualTo(204);

        var task = tasks.of(ticket).getFirst();
        assertThat(task.isRefused()).isTrue();
        assertThat(task.reason()).isEqualTo("Réseau d’Enedis");
        assertThat(code(ticketing.resolve(ticket, "answered", AMINA))).contains("task-needed");
        assertThat(view(ticket).interactions()).anyMatch(said -> said.text().contains("Réseau d’Enedis"));
        assertThat(log.of(ticket)).anyMatch(TaskRefused.class::isInstance);
        assertThat(call(answers, "t-3", "{\"progress\":\"DONE\"}", secret).statusCode())
                .isEqualTo(404);

        assertThat(tasks.reopen(task.id(), AMINA)).isEmpty();
        assertThat(call(postOf(ticket, 2).path("answers").asString(), "t-4", "{\"progress\":\"DONE\"}", secret)
                        .statusCode())
                .isEqualTo(204);
        assertThat(tasks.of(ticket).getFirst().isOpen()).isFalse();
    }

    @Test
    void answersTheTaskAndTheRequestEachByItsOwnLink() throws Exception {
        var ticket = handOver(ROADS, null);
        var whole = link(mailOf(ticket));
        tasks.add(ticket, "Couper le courant", new For.Service(LIGHTS), 3, true, AMINA);
        var answers = postOf(ticket, 1).path("answers").asString();

        assertThat(post(whole, "progress=DONE&key=1&reason=Rebouch%C3%A9").statusCode())
                .isEqualTo(302);
        assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.IN_HAND);
        assertThat(letter(ticket, "– Voirie : c’est fait")).contains("– Éclairage public : à faire d’ici le");
        assertThat(call(answers, "w-1", "{\"progress\":\"DONE\"}", handOvers.secret(LIGHTS))
                        .statusCode())
                .isEqualTo(204);

        assertThat(letter(ticket, "– Éclairage public : c’est fait")).contains("– Voirie : c’est fait");
        assertThat(ticketing.resolve(ticket, "answered", AMINA)).isEmpty();
    }

    @Test
    void closesTheLinkOfATaskThatIsCalledOff() throws Exception {
        var ticket = receive().ticket();
        tasks.add(ticket, "Poser une barrière", new For.Service(ROADS), 3, true, AMINA);
        var token = token(mailOf(ticket));
        assertThat(handOvers.live(token)).isPresent();

        assertThat(tasks.callOff(tasks.of(ticket).getFirst().id(), AMINA)).isEmpty();

        assertThat(handOvers.live(token)).isEmpty();
    }

    @Test
    void takesAMailThatBouncedAsNotSentAndSendsItAgain() throws Exception {
        var ticket = handOver(ROADS, null);
        var id = mailOf(ticket).getMessageID();
        within(SOON, () -> {
            assertThat(handOvers.of(ticket).getFirst().sentAt()).isNotNull();
            return null;
        });

        mail("", BOUNCE.formatted(UUID.randomUUID(), ROADS_MAIL, id));

        within(SOON, () -> {
            assertThat(handOvers.of(ticket).getFirst().failure()).isEqualTo("bounced");
            return null;
        });
        var told = handOvers.of(ticket).getFirst();
        assertThat(told.sentAt()).isNull();
        assertThat(handOvers.failing(10)).contains(told);
        assertThat(log.of(ticket)).anyMatch(HandOverFailed.class::isInstance);
        handOvers.again(told.id());
        within(SOON, () -> {
            assertThat(mailsOf(ticket)).hasSize(2);
            return null;
        });
    }

    @Test
    void locksNobodyOutForLinksThatAreOver() throws Exception {
        var ticket = handOver(ROADS, null);
        var over = link(mailOf(ticket));
        assertThat(post(over, "progress=DONE&key=1").statusCode()).isEqualTo(302);
        for (int i = 0; i < 25; i++) {
            post(over, "progress=DONE&key=2");
        }

        var other = link(mailOf(handOver(ROADS, null)));
        assertThat(post(other, "progress=DONE&key=1").statusCode()).isEqualTo(302);
    }

    @Test
    void knowsNoLinkThatItDidNotMakeItself() throws Exception {
        var ticket = handOver(ROADS, null);
        var token = handOvers
                .matter(handOvers.of(ticket).getFirst())
                .orElseThrow()
                .page()
                .replaceAll(".*/", "");
        var wrong = token.substring(0, token.length() - 1) + (token.endsWith("0") ? "1" : "0");

        assertThat(handOvers.live(token)).isPresent();
        assertThat(handOvers.live(wrong)).isEmpty();
        assertThat(handOvers.live(UUID.randomUUID() + token.substring(36))).isEmpty();
        assertThat(ticketing.handOver(ticket, LIGHTS, null, AMINA)).isEmpty();
        assertThat(handOvers.live(token)).isEmpty();
    }

    @Test
    void givesARefusedRequestBackToTheAgentsWithTheReason() throws Exception {
        var ticket = handOver(ROADS, null);
        var link = link(mailOf(ticket));

        assertThat(post(link, "progress=REFUSED&key=2&reason=Route+d%C3%A9partementale")
                        .statusCode())
                .isEqualTo(302);

        var view = view(ticket);
        assertThat(view.summary().status()).isEqualTo(TicketStatus.IN_HAND);
        assertThat(view.interactions().getLast().text()).contains("Route départementale");
    }

    @Test
    void keepsAnAnswerByMailAsTheWordOfTheService() throws Exception {
        var ticket = handOver(ROADS, null);
        var id = mailOf(ticket).getMessageID();
        var answer =
                "From: %s\nTo: %s\nMessage-ID: <%s@services.test>\nIn-Reply-To: %s\nSubject: Re: Demande\n\nUne équipe passe mardi.\n";

        mail("somebody@else.test", answer.formatted("somebody@else.test", CITY, UUID.randomUUID(), id));
        mail(ROADS_MAIL, answer.formatted(ROADS_MAIL, CITY, UUID.randomUUID(), id));

        within(SOON, () -> {
            assertThat(view(ticket).interactions())
                    .filteredOn(said -> said.text().contains("Une équipe passe mardi."))
                    .singleElement()
                    .satisfies(said -> assertThat(said.service()).isEqualTo(ROADS));
            return null;
        });
        assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.WITH_SERVICE);
    }

    @Test
    void tellsTheSoftwareOfAServiceUntilItTakesIt() throws Exception {
        REFUSALS.set(1);
        var ticket = handOver(LIGHTS, null);

        var post = within(SOON, () -> {
            assertThat(of(ticket)).hasSize(1);
            return of(ticket).getFirst();
        });

        assertThat(post.signature())
                .isEqualTo("sha256=" + SignedPost.hmac(handOvers.secret(LIGHTS), post.timestamp() + "." + post.body()));
        assertThat(post.body()).doesNotContain("Jeanne");
        assertThat(post.json().path("due").asString()).isNotBlank();
        assertThat(handOvers.of(ticket).getFirst().tries()).isGreaterThanOrEqualTo(2);
    }

    @Test
    void saysOnTheTicketThatTheSoftwareWillNotTakeIt() throws Exception {
        REFUSALS.set(1);
        refusedWith = 422;
        var ticket = handOver(LIGHTS, null);

        within(SOON, () -> {
            assertThat(view(ticket).interactions()).anyMatch(said -> said.text().contains("http-422"));
            return null;
        });

        var told = handOvers.of(ticket).getFirst();
        assertThat(told.dueAt()).isNull();
        assertThat(handOvers.failing(10)).contains(told);
        handOvers.again(told.id());
        within(SOON, () -> {
            assertThat(of(ticket)).hasSize(1);
            return null;
        });
    }

    @Test
    void takesSignedAnswersOfTheSoftwareEachOnce() throws Exception {
        var ticket = handOver(LIGHTS, null);
        var answers = within(SOON, () -> {
            assertThat(of(ticket)).hasSize(1);
            return of(ticket).getFirst().json().path("answers").asString();
        });
        var begun = "{\"progress\":\"DELAYED\",\"reason\":\"Pièce commandée\",\"newDate\":\"2099-01-01\"}"
                .replace(
                        "2099",
                        String.valueOf(Instant.now().atZone(ZoneOffset.UTC).getYear() + 1));

        assertThat(call(answers, "d-1", begun, "another secret").statusCode()).isEqualTo(401);
        var secret = handOvers.secret(LIGHTS);
        assertThat(call(answers, "d-0", begun, secret, "d-9").statusCode())
                .as("signed for another delivery")
                .isEqualTo(401);
        assertThat(call(answers, "d-1", "{", handOvers.secret(LIGHTS)).statusCode())
                .isEqualTo(400);
        assertThat(call(answers, "d-1", begun, handOvers.secret(LIGHTS)).statusCode())
                .isEqualTo(204);
        assertThat(call(answers, "d-1", begun, handOvers.secret(LIGHTS)).statusCode())
                .isEqualTo(204);
        assertThat(call(answers, "d-2", "{\"progress\":\"DELAYED\"}", handOvers.secret(LIGHTS))
                        .statusCode())
                .isEqualTo(400);

        assertThat(view(ticket).interactions())
                .filteredOn(said -> said.text().equals("Pièce commandée"))
                .hasSize(1);
        assertThat(call(answers, "d-3", "{\"progress\":\"DONE\"}", handOvers.secret(LIGHTS))
                        .statusCode())
                .isEqualTo(204);
        assertThat(view(ticket).summary().status()).isEqualTo(TicketStatus.RESOLVED);
        assertThat(call(answers, "d-4", "{\"progress\":\"DONE\"}", handOvers.secret(LIGHTS))
                        .statusCode())
                .isEqualTo(404);
    }

    private void take(Part part, String text, long seen) {
        var reading = versions.read(part, text);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.content()).isNotNull();
        versions.change(seen, reading.content(), ADMIN);
    }

    private TicketId handOver(ServiceCode service, String note) {
        return handOver(receive(), service, note);
    }

    private TicketId handOver(Receipt receipt, ServiceCode service, String note) {
        assertThat(ticketing.handOver(receipt.ticket(), service, note, AMINA)).isEmpty();
        return receipt.ticket();
    }

    private Receipt receive() {
        var contact = new InboundContact(
                ContactId.next(),
                ChannelKind.REPORT,
                "<" + UUID.randomUUID() + "@example.org>",
                Instant.now(),
                new Sender("Jeanne Martin", new EmailAddress("jeanne-" + UUID.randomUUID() + "@example.org"), null),
                new CategoryCode("roads.pothole"),
                "Nid-de-poule",
                "Un trou profond devant le 12.",
                new Place(43.70, 7.22, "12 rue de France, Nice"),
                List.of(),
                List.of(),
                "fr");
        return transaction.execute(_ -> ticketing.receive(contact));
    }

    private TicketView view(TicketId ticket) {
        return ticketing.ticket(ticket).orElseThrow();
    }

    private MimeMessage mailOf(TicketId ticket) throws Exception {
        return within(SOON, () -> {
            var mails = mailsOf(ticket);
            assertThat(mails).hasSize(1);
            return mails.getFirst();
        });
    }

    private List<MimeMessage> mailsOf(TicketId ticket) throws Exception {
        var number = view(ticket).summary().number();
        return inboxOf(ROADS_MAIL).stream()
                .filter(mail -> textOf(mail).contains(number))
                .toList();
    }

    /// A letter of the house itself to the citizen.
    private String letter(TicketId ticket, String with) throws Exception {
        return within(
                SOON,
                () -> view(ticket).interactions().stream()
                        .filter(said -> said.direction() == Direction.OUT)
                        .map(Interaction::text)
                        .filter(text -> text.contains(with))
                        .findFirst()
                        .orElseThrow(AssertionError::new));
    }

    private static Optional<String> code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code);
    }

    private JsonNode postOf(TicketId ticket, int count) throws Exception {
        return within(SOON, () -> {
            assertThat(of(ticket)).hasSize(count);
            return of(ticket).getLast().json();
        });
    }

    private static String link(MimeMessage mail) {
        return textOf(mail)
                .lines()
                .filter(line -> line.contains("/transmission/"))
                .findFirst()
                .orElseThrow()
                .strip();
    }

    private static String token(MimeMessage mail) {
        return link(mail).replaceAll(".*/", "");
    }

    private List<Post> of(TicketId ticket) {
        var number = view(ticket).summary().number();
        return POSTS.stream()
                .filter(post -> post.json().path("number").asString().equals(number))
                .toList();
    }

    private HttpResponse<String> post(String link, String form) throws Exception {
        return send(HttpRequest.newBuilder(here(link))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    private HttpResponse<String> call(String address, String delivery, String body, String secret) throws Exception {
        return call(address, delivery, body, secret, delivery);
    }

    private HttpResponse<String> call(String address, String delivery, String body, String secret, String signedFor)
            throws Exception {
        var time = Long.toString(Instant.now().getEpochSecond());
        return send(HttpRequest.newBuilder(here(address))
                .header("Content-Type", "application/json")
                .header("Allo-Delivery", delivery)
                .header("Allo-Timestamp", time)
                .header(
                        "Allo-Signature",
                        "sha256=" + SignedPost.hmac(secret, String.join(".", time, signedFor, token(address), body)))
                .POST(BodyPublishers.ofString(body)));
    }

    private static String token(String answers) {
        return answers.replaceAll(".*/hand-overs/(.*)/progress", "$1");
    }

    private URI here(String address) {
        return URI.create(address.replace("http://allo.test", "http://127.0.0.1:" + port));
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static HttpServer software() {
        try {
            var server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            server.createContext("/in", HandOverIT::answer);
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var refused = REFUSALS.getAndDecrement() > 0;
        if (!refused) {
            POSTS.add(new Post(headers.getFirst("Allo-Timestamp"), headers.getFirst("Allo-Signature"), body));
        }
        exchange.sendResponseHeaders(refused ? refusedWith : 204, -1);
        exchange.close();
    }

    private static int port(HttpServer server) {
        return server.getAddress().getPort();
    }

    private record Post(String timestamp, String signature, String body) {

        JsonNode json() {
            return JSON.readTree(body);
        }
    }
}
