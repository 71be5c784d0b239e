package fr.allomairies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.OverflowReason;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.RoutingSnapshot.Waiting;
import fr.allomairies.routing.World;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/// Chats that wait under rules which send the assistant to them, through the whole application.
@SpringBootTest(
        classes = AlloMairies.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "allo.parts.asterisk=false",
            "allo.parts.mail=false",
            "allo.telephony.adapter=sandbox",
            "allo.voice.hours.always-open=true"
        })
class ChatOverflowIT {

    private static final AgentId ADA = new AgentId("ada");
    private static final AgentId ALINE = new AgentId("aline");
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) throws IOException {
        FreshInstallation.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    RoutingRules rules;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    Catalogue catalogue;

    @BeforeEach
    void theAssistantAnswersWhoWaits() {
        var text = rules.shipped().replace("class chat\n", "class chat\n  overflow assistant after 1s\n");
        var saved = rules.save(ADA, text, "assistant", world());
        assertThat(saved.checked().findings()).isEmpty();
        assertThat(rules.activate(Objects.requireNonNull(saved.version()).number(), null, ADA))
                .isEmpty();
    }

    @Test
    void aRequestThatTheAssistantNotedLeavesTheQueueAndWaitsAsWrittenWork() throws Exception {
        var token = start();
        say(token, "message-1", "Bonjour, le lampadaire devant chez moi ne marche plus");
        var contact = waiting(ChannelKind.CHAT).contact();
        var ticket = waiting(ChannelKind.CHAT).ticket();
        awaitReplies(contact, 1);
        say(token, "message-2", "12 rue Masséna à Nice");
        say(token, "message-3", "depuis mardi");
        awaitReplies(contact, 3);
        say(token, "message-4", "par écrit");

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(events(contact, ContactEnded.class))
                        .singleElement()
                        .satisfies(ended -> assertThat(ended.outcome()).isEqualTo(Outcome.OVERFLOWED)));
        assertThat(events(contact, ContactOverflowed.class)).singleElement().satisfies(left -> {
            assertThat(left.to()).isEqualTo(ContactOverflowed.ASSISTANT);
            assertThat(left.reason()).isEqualTo(OverflowReason.CHOSEN);
        });
        var written = waiting(new ChannelKind("web"));
        assertThat(written.ticket()).isEqualTo(ticket);
        routing.abandon(written.contact());
    }

    @Test
    void whoAsksForAPersonIsOfferedAtHisAge() throws Exception {
        var token = start();
        say(token, "message-1", "ma poubelle n'a pas été vidée");
        var before = waiting(ChannelKind.CHAT);
        awaitReplies(before.contact(), 1);
        say(token, "message-2", "conseiller");
        awaitReplies(before.contact(), 2);

        assertThat(waiting(ChannelKind.CHAT).since()).isEqualTo(before.since());
        routing.setSkills(
                ALINE,
                catalogue.categories().stream()
                        .map(Category::skill)
                        .distinct()
                        .map(skill -> new SkillNeed(skill, 3))
                        .toList());
        routing.makeAvailable(ALINE);
        await().atMost(SOON).until(() -> routing.accept(ALINE, before.contact()).isEmpty());
        say(token, "message-3", "au 3 rue de France");

        assertThat(events(before.contact(), AssistantReplied.class)).hasSize(2);
        assertThat(events(before.contact(), ContactOverflowed.class)).isEmpty();
        routing.finish(ALINE, before.contact(), "answered");
        routing.signOut(ALINE);
    }

    private World world() {
        return new World(
                Set.of(
                        ChannelKind.VOICE,
                        ChannelKind.CHAT,
                        ChannelKind.RELAY,
                        new ChannelKind("email"),
                        new ChannelKind("report"),
                        new ChannelKind("web"),
                        new ChannelKind("voicemail")),
                catalogue.categories().stream()
                        .collect(Collectors.toMap(
                                Category::code, category -> List.of(new SkillNeed(category.skill(), 1)))),
                Set.of(),
                Set.of("voicemail", "callback", "assistant"),
                Map.of());
    }

    private Waiting waiting(ChannelKind channel) {
        return await().atMost(SOON)
                .until(
                        () -> routing.snapshot().waiting().stream()
                                .filter(waiting -> waiting.channel().equals(channel))
                                .findFirst(),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void awaitReplies(ContactId contact, int many) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(events(contact, AssistantReplied.class)).hasSize(many));
    }

    private <E extends Event> List<E> events(ContactId contact, Class<E> type) {
        Stream<Event> all = log.of(contact).stream();
        return all.filter(type::isInstance).map(type::cast).toList();
    }

    private String start() throws Exception {
        return JSON.readTree(post("", Map.of("name", "Jeanne", "language", "fr")))
                .get("token")
                .asString();
    }

    private void say(String token, String id, String text) throws Exception {
        post("/" + token + "/messages", Map.of("id", id, "text", text));
    }

    private String post(String path, Map<String, String> body) throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/chat/conversations" + path))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(201, 202);
        return answer.body();
    }
}
