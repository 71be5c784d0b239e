package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.channels.Intake;
import fr.allomairies.channels.Intake.Result;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.SteeringEvent.RulesActivated;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Routing.HeldContact;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.routing.World;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.Ticketing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;

/// What citizens write of Villefranche goes to whom knows it, by a rule on the commune in the running product.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"allo.parts.asterisk=false", "allo.parts.mail=false", "allo.telephony.adapter=sandbox"})
class CommuneIT {

    private static final AgentId ALINE = new AgentId("aline");
    private static final AgentId BRUNO = new AgentId("bruno");
    private static final Skill VILLEFRANCHE = new Skill("commune-06159");

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Value("${allo.report.api-keys}")
    String reportKey;

    @Autowired
    RoutingRules rules;

    @Autowired
    Routing routing;

    @Autowired
    Catalogue catalogue;

    @Autowired
    Intake intake;

    @Autowired
    Ticketing ticketing;

    @Autowired
    EventLog log;

    @BeforeEach
    void brunoAloneKnowsVillefranche() {
        var line = """
                line villefranche when commune = 06159 class written
                  step needs and commune

                line other when""";
        var text = rules.shipped().replace("line other when", line);
        var saved = rules.save(
                ALINE,
                text,
                "for the test",
                new World(
                        Set.of(
                                ChannelKind.VOICE,
                                ChannelKind.RELAY,
                                ChannelKind.EMAIL,
                                ChannelKind.REPORT,
                                ChannelKind.CHAT),
                        Map.of(catalogue.other().code(), List.of()),
                        Set.of(),
                        Set.of("voicemail"),
                        Map.of(BRUNO, List.of(new SkillNeed(VILLEFRANCHE, 1)))));
        assertThat(saved.version())
                .describedAs("%s", saved.checked().findings())
                .isNotNull();
        assertThat(rules.activate(Objects.requireNonNull(saved.version()).number(), null, ALINE))
                .isEmpty();
        await().until(() -> routesBy(saved.version().number()));
        var known = catalogue.categories().stream()
                .map(Category::skill)
                .distinct()
                .map(skill -> new SkillNeed(skill, 1))
                .toList();
        routing.setSkills(ALINE, known);
        routing.setSkills(
                BRUNO,
                Stream.concat(known.stream(), Stream.of(new SkillNeed(VILLEFRANCHE, 1)))
                        .toList());
    }

    @AfterEach
    void theyGoHome() {
        for (var agent : List.of(ALINE, BRUNO)) {
            routing.pause(agent, "training");
            routing.agent(agent).contacts().forEach(held -> routing.finish(agent, held.contact(), "answered"));
            routing.signOut(agent);
        }
        routing.snapshot().waiting().forEach(waiting -> routing.abandon(waiting.contact()));
    }

    @Test
    void aReportWithAnAddressThere() {
        arrive();
        report("2 quai Courbet, 06230 Villefranche-sur-Mer");

        assertThat(queued(offeredTo(BRUNO).contact()).commune()).isEqualTo("06159");
        assertThat(routing.agent(ALINE).contacts()).isEmpty();
    }

    @Test
    void aMailThatNamesItWhichTheTicketThenShows() {
        arrive();
        var contact = mail("Bonjour, le trottoir de la rue du Poilu est cassé à Villefranche sur mer.");

        assertThat(offeredTo(BRUNO).contact()).isEqualTo(contact);
        assertThat(queued(contact).commune()).isEqualTo("06159");
        assertThat(ticketing.byContact(contact).orElseThrow().place().address()).isEqualTo("Villefranche-sur-Mer");
    }

    @Test
    void waitsWhileOnlyOthersAreThereAndAnythingElseIsTheirs() {
        assertThat(routing.makeAvailable(ALINE)).isEmpty();
        var there = mail("Bonjour, le trottoir est cassé à Villefranche-sur-Mer.");
        var elsewhere = mail("Bonjour, le trottoir est cassé route de Villefranche-sur-Mer à Vence.");

        assertThat(offeredTo(ALINE).contact()).isEqualTo(elsewhere);
        assertThat(queued(elsewhere).commune()).isEqualTo("06157");
        assertThat(routing.snapshot().waiting()).extracting(Waiting::contact).containsExactly(there);
    }

    /// Aline has been there for longer.
    private void arrive() {
        assertThat(routing.makeAvailable(ALINE)).isEmpty();
        assertThat(routing.makeAvailable(BRUNO)).isEmpty();
    }

    private HeldContact offeredTo(AgentId agent) {
        return await().atMost(Duration.ofSeconds(30))
                .until(() -> routing.agent(agent).contacts(), held -> !held.isEmpty())
                .getFirst();
    }

    /// In force is not yet routed by: that begins with the next turn.
    private boolean routesBy(int version) {
        return log.read(0, 10_000).stream()
                .anyMatch(entry -> entry.event() instanceof RulesActivated activated && activated.version() == version);
    }

    private ContactQueued queued(ContactId contact) {
        return log.of(contact).stream()
                .filter(ContactQueued.class::isInstance)
                .map(ContactQueued.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private ContactId mail(String text) {
        var id = "<" + UUID.randomUUID() + "@example.org>";
        var mail = "From: " + UUID.randomUUID() + "@example.org\nSubject: Bonjour\nMessage-ID: " + id
                + "\nContent-Type: text/plain; charset=UTF-8\n\n" + text;
        var message = intake.store(
                        ChannelKind.EMAIL, List.of(new RawMessage(id, Map.of(), mail.getBytes(StandardCharsets.UTF_8))))
                .getFirst();
        return switch (intake.process(message)) {
            case Result.Queued queued -> queued.contact();
            case Result.Joined joined -> joined.contact();
            case Result.Duplicate already -> already.contact();
            case Result result -> throw new AssertionError(result);
        };
    }

    private void report(String address) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("api_key", reportKey);
        form.add("service_code", "roads.pothole");
        form.add("address_string", address);
        form.add("description", "Nid-de-poule");
        RestClient.create("http://127.0.0.1:" + port)
                .post()
                .uri("/open311/v2/requests.json")
                .body(form)
                .retrieve()
                .toBodilessEntity();
    }
}
