package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.testkit.DatabaseAway;
import fr.allomairies.testkit.PostgresExtension;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What is around us is there, but in a bad way: Asterisk tells too much or too late, the database is away.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.key-patience=1s",
            "allo.telephony.resync-every=3s"
        })
@DirtiesContext
class LineFaultsIT {

    private static final int FLOOD = 20_000;
    private static final Duration LAG = Duration.ofMillis(300);
    private static final Duration AWAY = Duration.ofMinutes(1);

    private static final PGSimpleDataSource DATABASE = PostgresExtension.freshDatabase();

    static RealAsterisk asterisk;
    static Wire wire;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        asterisk = RealAsterisk.start(Map.of());
        wire = new Wire(asterisk.amiPort());
        asterisk.properties().forEach((name, value) -> registry.add(name, () -> value));
        registry.add("spring.datasource.url", DATABASE::getUrl);
        registry.add("spring.datasource.username", DATABASE::getUser);
        registry.add("allo.telephony.asterisk.ami-port", wire::port);
    }

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(asterisk, telephony, routing, log);
    }

    @AfterEach
    void close() {
        wire.mend();
        hotline.close();
    }

    @AfterAll
    static void stop() throws IOException {
        wire.close();
        asterisk.close();
    }

    @Test
    void goesOnThroughTwentyThousandEventsAtOnce() throws IOException {
        var marie = hotline.available(Sipp.AT_ONCE);
        var first = hotline.call(Duration.ofMinutes(2));
        var talking = hotline.nextContact();
        hotline.await(talking, ContactConnected.class);
        var paul = hotline.available(Sipp.AT_ONCE);

        flood();
        var second = hotline.call(Duration.ofMinutes(2));
        var arriving = hotline.nextContact();
        assertThat(hotline.await(arriving, ContactConnected.class).agent()).isEqualTo(paul.agent());
        first.hangUp();
        second.hangUp();

        goneThrough(talking);
        goneThrough(arriving);
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        hotline.awaitState(paul.agent(), AgentState.WRAP_UP);
    }

    @Test
    void goesOnWhenWhatAsteriskTellsComesLate() {
        var marie = hotline.available(Sipp.AT_ONCE);
        wire.slow(LAG);

        var caller = hotline.call(Duration.ofMinutes(2));
        var contact = hotline.nextContact();
        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(marie.agent());
        var impatient = hotline.call(Duration.ofMinutes(2));
        var waiting = hotline.nextContact();
        hotline.await(waiting, ContactQueued.class);
        impatient.hangUp();
        hotline.await(waiting, ContactAbandoned.class);
        caller.hangUp();

        goneThrough(contact);
        assertThat(story(waiting)).containsExactly("ContactArrived", "ContactQueued", "ContactAbandoned");
        assertThat(marie.phone().count("rings")).isOne();
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
    }

    /// One talks all the time, one hangs up meanwhile, one waits, and one calls.
    @Test
    void losesNobodyWhileTheDatabaseIsAwayForAMinute() throws InterruptedException {
        var marie = hotline.available(Sipp.AT_ONCE);
        var staying = hotline.call(Duration.ofMinutes(4));
        var stays = hotline.nextContact();
        hotline.await(stays, ContactConnected.class);
        var paul = hotline.available(Sipp.AT_ONCE);
        var leaving = hotline.call(Duration.ofMinutes(4));
        var leaves = hotline.nextContact();
        hotline.await(leaves, ContactConnected.class);
        var patient = hotline.call(Duration.ofMinutes(4));
        var waits = hotline.nextContact();
        hotline.await(waits, ContactQueued.class);

        try (var _ = DatabaseAway.of(DATABASE)) {
            leaving.hangUp();
            hotline.call(Duration.ofMinutes(4));
            Thread.sleep(AWAY);
            assertThat(marie.phone().count("released")).isZero();
            assertThat(staying.count("released")).isZero();
            assertThat(patient.count("released")).isZero();
        }

        hotline.await(leaves, ConversationEnded.class);
        goneThrough(leaves);
        var calls = hotline.nextContact();
        hotline.await(calls, ContactQueued.class);
        Hotline.await("she is free again", () -> {
            routing.finish(paul.agent(), leaves, "answered");
            return hotline.story(waits).contains("ContactConnected")
                    || hotline.story(calls).contains("ContactConnected");
        });
        staying.hangUp();
        hotline.await(stays, ConversationEnded.class);
        goneThrough(stays);
    }

    private void goneThrough(ContactId contact) {
        hotline.await(contact, ConversationEnded.class);
        assertThat(story(contact))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
    }

    /// Whether the wait was estimated meanwhile is another matter.
    private List<String> story(ContactId contact) {
        return hotline.story(contact).stream()
                .filter(event -> !event.equals("WaitEstimated"))
                .toList();
    }

    /// Told to everybody who listens to Asterisk. Comes back when all is told.
    private static void flood() throws IOException {
        var told = new StringBuilder("Action: Login\r\nUsername: %s\r\nSecret: %s\r\nEvents: off\r\n\r\n"
                .formatted("allo", asterisk.amiSecret()));
        for (var i = 0; i < FLOOD; i++) {
            told.append("Action: UserEvent\r\nUserEvent: Flood\r\nNumber: ")
                    .append(i)
                    .append("\r\n\r\n");
        }
        told.append("Action: Logoff\r\n\r\n");
        try (var line = new Socket(InetAddress.getLoopbackAddress(), asterisk.amiPort())) {
            Thread.ofVirtual().start(() -> write(line, told.toString()));
            var answers = new String(line.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(answers.split("Response: Success", -1)).hasSizeGreaterThan(FLOOD);
        }
    }

    private static void write(Socket line, String text) {
        try {
            line.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
