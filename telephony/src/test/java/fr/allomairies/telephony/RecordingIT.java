package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ConferenceBegan;
import fr.allomairies.contact.ContactEvent.ConsultBegan;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.RecordingEvent.Objector;
import fr.allomairies.contact.RecordingEvent.RecordingHeard;
import fr.allomairies.contact.RecordingEvent.RecordingKept;
import fr.allomairies.contact.RecordingEvent.RecordingObjected;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.Transfer;
import fr.allomairies.routing.Transfer.Colleague;
import fr.allomairies.telephony.CallRecording.Mark;
import fr.allomairies.telephony.RecordingArchive.Answer;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Step;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Conversations that are recorded, on a real line.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.recording.enabled=true",
            "hotline.every-call-recorded=true"
        })
@DirtiesContext
class RecordingIT {

    private static final Duration STAY = Duration.ofMinutes(1);
    private static final Step A_SECOND = new Step.Pause(Duration.ofSeconds(1));
    private static final int TRIES = 20;
    private static final Duration IN_A_CONFERENCE = Duration.ofSeconds(10);
    private static final Duration IN_THE_CONVERSATION = Duration.ofSeconds(6);
    private static final Duration TAKEN_IN = Duration.ofSeconds(20);
    private static final AgentId SYLVIE = new AgentId("sylvie");

    static RealAsterisk asterisk;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        asterisk = ShortNotice.asterisk();
        Hotline.register(registry, asterisk);
    }

    @Autowired
    Telephony telephony;

    @Autowired
    CallRecording recording;

    @Autowired
    RecordingArchive archive;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(asterisk, telephony, routing, log);
        Hotline.await(
                "nothing is left of another test", () -> hotline.recordings().isEmpty());
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @AfterAll
    static void stop() {
        asterisk.close();
    }

    /// Two seconds of talk, and twice as much of pause and hold.
    @Test
    void keepsBothVoicesSealedAndNothingOfPausesAndHolds() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.call("000", STAY);
        var contact = connected();
        Hotline.await("she is told", () -> recording.mark(contact).equals(Optional.of(Mark.RECORDED)));
        assertThat(code(recording.pause(SYLVIE, contact))).isEqualTo("not-in-conversation");

        Thread.sleep(1_000);
        assertThat(recording.pause(marie.agent(), contact)).isEmpty();
        assertThat(recording.mark(contact)).contains(Mark.PAUSED);
        Thread.sleep(2_000);
        assertThat(recording.resume(marie.agent(), contact)).isEmpty();
        Thread.sleep(1_000);
        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ContactHeld.class);
        Thread.sleep(2_000);
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class);
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        Hotline.await(
                "she has nobody on the line",
                () -> telephony.hangUp(marie.agent(), contact).isPresent());
        assertThat(code(recording.object(marie.agent(), contact))).isEqualTo("not-in-conversation");

        var kept = awaitEvent(contact, RecordingKept.class);
        assertThat(kept.length()).isBetween(Duration.ofMillis(1_500), Duration.ofMillis(4_500));
        Hotline.await("Asterisk keeps nothing", () -> hotline.recordings().isEmpty());
        var wav = listen(contact);
        assertThat(wav).startsWith("RIFF".getBytes(StandardCharsets.US_ASCII));
        assertThat(Tones.callerHeard(wav)).isTrue();
        assertThat(Tones.agentHeard(wav)).isTrue();
    }

    @Test
    void goesOnWithTheNextAgentWhenTheCallIsPassedOn() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.call("000", STAY);
        var contact = connected();
        Hotline.await("it is recorded", () -> !hotline.recordings().isEmpty());
        Thread.sleep(1_000);
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(telephony.transfer(marie.agent(), contact, new Transfer(new Colleague(paul.agent()), null)))
                .isEmpty();
        Hotline.await(
                "he has the call",
                () -> hotline.events(contact).stream()
                        .anyMatch(event -> event instanceof ContactConnected connected
                                && paul.agent().equals(connected.agent())));
        assertThat(recording.mark(contact)).contains(Mark.RECORDED);
        assertThat(code(recording.pause(marie.agent(), contact))).isEqualTo("not-in-conversation");
        Thread.sleep(2_000);
        assertThat(telephony.hangUp(paul.agent(), contact)).isEmpty();

        assertThat(awaitEvent(contact, RecordingKept.class).length()).isGreaterThan(Duration.ofMillis(2_500));
    }

    /// He presses the key some seconds after the three are together.
    @Test
    void recordsAConferenceInTheHouseUntilHeObjectsInIt() throws Exception {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.sipp.call(new Caller("3906", "0493112233", objecting(3, IN_A_CONFERENCE), STAY));
        var contact = connected();
        Hotline.await("it is recorded", () -> !hotline.recordings().isEmpty());
        var paul = hotline.available(Sipp.AT_ONCE);
        assertThat(telephony.consult(marie.agent(), contact, paul.agent(), null))
                .isEmpty();
        hotline.await(contact, ConsultBegan.class);
        Hotline.await(
                "she holds him", () -> telephony.view(contact).orElseThrow().heldSince() != null);
        assertThat(telephony.conference(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConferenceBegan.class);
        assertThat(recording.mark(contact)).contains(Mark.RECORDED);

        assertThat(awaitEvent(contact, RecordingObjected.class).by()).isEqualTo(Objector.CITIZEN);
        assertThat(telephony.inConference(contact)).isTrue();
        Hotline.await("Asterisk keeps nothing", () -> hotline.recordings().isEmpty());
    }

    private byte[] listen(ContactId contact) throws IOException {
        assertThat(archive.ask(contact, SYLVIE, "why not")).isInstanceOf(Answer.Refused.class);
        var granted = (Answer.Granted) archive.ask(contact, SYLVIE, "formation de mars, accueil");
        assertThat(archive.sound(granted.listening(), new AgentId("somebody"))).isEmpty();
        assertThat(log.of(contact)).filteredOn(RecordingHeard.class::isInstance).hasSize(1);
        var sound = archive.sound(granted.listening(), SYLVIE).orElseThrow();
        try (var content = sound.content().get()) {
            var wav = content.readAllBytes();
            assertThat(wav.length).isEqualTo(sound.bytes());
            return wav;
        }
    }

    @Test
    void keepsNothingOfWhoObjectsToTheNotice() {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.sipp.call(new Caller("3906", "0493112233", objecting(1, Duration.ZERO), STAY));
        var contact = connected();

        assertThat(awaitEvent(contact, RecordingObjected.class).by()).isEqualTo(Objector.CITIZEN);
        assertThat(recording.mark(contact)).isEmpty();
        assertThat(code(recording.pause(marie.agent(), contact))).isEqualTo("not-recorded");
        assertThat(hotline.recordings()).isEmpty();
    }

    @Test
    void keepsNothingOfWhoObjectsInTheConversation() {
        hotline.available(Sipp.AT_ONCE);
        hotline.sipp.call(new Caller("3906", "0493112233", objecting(3, IN_THE_CONVERSATION), STAY));
        var contact = connected();
        Hotline.await("it is recorded", () -> !hotline.recordings().isEmpty());

        assertThat(awaitEvent(contact, RecordingObjected.class).by()).isEqualTo(Objector.CITIZEN);

        assertThat(recording.mark(contact)).isEmpty();
        Hotline.await("nothing is left", () -> hotline.recordings().isEmpty());
    }

    @Test
    void keepsNothingWhenTheAgentObjects() {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.call("000", STAY);
        var contact = connected();
        Hotline.await("it is recorded", () -> !hotline.recordings().isEmpty());

        assertThat(recording.object(marie.agent(), contact)).isEmpty();

        assertThat(awaitEvent(contact, RecordingObjected.class).by()).isEqualTo(Objector.AGENT);
        Hotline.await("nothing is left", () -> hotline.recordings().isEmpty());
    }

    /// Keys again and again, for on a busy machine what they answer may begin late. To the menu any of them means a
    /// person; after the notice zero is no objection.
    private static List<Step> objecting(int zeros, Duration after) {
        var steps = new ArrayList<Step>(press('0', zeros));
        steps.add(new Step.Pause(after.plusMillis(1)));
        steps.addAll(press('9', TRIES));
        return steps;
    }

    private static List<Step> press(char key, int times) {
        return Collections.nCopies(times, List.of(A_SECOND, new Step.Key(key))).stream()
                .flatMap(List::stream)
                .toList();
    }

    private ContactId connected() {
        var contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class, TAKEN_IN);
        return contact;
    }

    private <E extends Event> E awaitEvent(ContactId contact, Class<E> type) {
        Hotline.await(
                type.getSimpleName(), TAKEN_IN, () -> log.of(contact).stream().anyMatch(type::isInstance));
        return log.of(contact).stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow();
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("done");
    }
}
