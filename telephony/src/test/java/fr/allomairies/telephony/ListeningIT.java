package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.await;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactHeld;
import fr.allomairies.contact.ContactEvent.ContactTransferred;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.HoldEnded;
import fr.allomairies.contact.ContactEvent.OutsideConsultBegan;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.ListeningEvent;
import fr.allomairies.contact.ListeningEvent.CallTakenOver;
import fr.allomairies.contact.ListeningEvent.ListeningEnded;
import fr.allomairies.contact.ListeningEvent.ListeningTurned;
import fr.allomairies.contact.ListeningEvent.Mode;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.Hotline.Seat;
import fr.allomairies.telephony.LiveListening.State;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// A supervisor hears the conversation of an agent, and takes it over, on a real line.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.resync-every=1s",
            "allo.telephony.listening.enabled=true"
        })
@DirtiesContext
class ListeningIT {

    /// On a busy machine the menu may begin late.
    private static final String AGAIN_AND_AGAIN = "00000000000";
    /// Longer than the comparison with Asterisk, which must leave them where they are.
    private static final Duration A_WHILE = Duration.ofMillis(2_500);
    private static final String WHY = "Accompagnement d’une nouvelle collègue";

    static RealAsterisk asterisk;

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) throws IOException {
        asterisk = ShortNotice.asterisk();
        Hotline.register(registry, asterisk);
    }

    @Autowired
    Telephony telephony;

    @Autowired
    LiveListening listening;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

    Hotline hotline;
    Seat marie;
    Seat chief;
    SippRun caller;
    ContactId contact;
    long releasedBefore;

    /// She speaks with a citizen, and a supervisor has a phone.
    @BeforeEach
    void speak() {
        hotline = new Hotline(asterisk, telephony, routing, log);
        marie = hotline.available(Sipp.AT_ONCE);
        chief = hotline.agent(Sipp.AT_ONCE);
        await(
                "callers are told",
                () -> asterisk.cli("database get allo-listening announced").contains("Value: 1"));
        call();
    }

    private void call() {
        caller = hotline.call(AGAIN_AND_AGAIN, Duration.ofMinutes(3));
        contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class);
        releasedBefore = marie.phone().count("released");
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @AfterAll
    static void stop() throws IOException {
        asterisk.close();
    }

    @Test
    void hearsThemIsHeardAndLeavesThemWhereTheyAre() throws Exception {
        var before = hotline.events(contact);
        listen();
        assertThat(spy()).contains("qESX").doesNotContain("qESXw", "qESXB");
        hearsSound();
        assertThat(listening.notice(contact)).hasValue(new LiveListening.Notice(chief.agent(), Mode.LISTEN));
        assertThat(code(begin())).isEqualTo("listening-already");

        assertThat(listening.turn(chief.agent(), Mode.WHISPER)).isEmpty();
        await("she hears him", () -> modes().equals(List.of(Mode.WHISPER)));
        await("the line says so", () -> spy().contains("qESXw"));
        hearsSound();
        assertThat(listening.turn(chief.agent(), Mode.BARGE)).isEmpty();
        await("both hear him", () -> modes().equals(List.of(Mode.WHISPER, Mode.BARGE)));
        await("the line says so", () -> spy().contains("qESXB"));
        hearsSound();
        Thread.sleep(A_WHILE);

        assertThat(listening.leave(chief.agent())).isEmpty();
        over();
        assertThat(latest().takenOver()).isFalse();
        assertThat(hotline.events(contact)).isEqualTo(before);
        goOn();
        assertThat(listening.newest(1))
                .singleElement()
                .satisfies(told -> assertThat(told.why()).isEqualTo(WHY));
    }

    /// As when the connection was cut, or we were dead, at the instant at which it was told.
    @Test
    void isKnownAgainWhateverWasNotHeardOfHim() {
        listen();
        forget("state = 'RINGING', began_at = null");
        await("he is known to listen", () -> latest().state() == State.ON);
        assertThat(listening.turn(chief.agent(), Mode.BARGE)).isEmpty();
        await("both hear him", () -> latest().mode() == Mode.BARGE);

        forget("mode = 'LISTEN'");

        await("both are known to hear him", () -> latest().mode() == Mode.BARGE);
        assertThat(listening.notice(contact)).hasValue(new LiveListening.Notice(chief.agent(), Mode.BARGE));
        assertThat(listening.leave(chief.agent())).isEmpty();
        over();
        goOn();
    }

    private void forget(String what) {
        db.sql("update live_listening set " + what + " where id = ?")
                .param(latest().id())
                .update();
    }

    @Test
    void isLetGoWithHerCallWhichIsAccountedForAsAnyOther() {
        listen();

        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();

        hotline.await(contact, ConversationEnded.class);
        over();
        assertThat(hotline.story(contact))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
        assertThat(routing.agent(chief.agent()).state()).isEqualTo(AgentState.OFFLINE);
    }

    @Test
    void staysThroughAHoldAndMayDieMeanwhile() {
        listen();
        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ContactHeld.class);
        await("he listens still", () -> spy().contains("ChanSpy"));

        hotline.hangUpAll("PJSIP/" + chief.account().user());

        over();
        assertThat(telephony.resume(marie.agent(), contact)).isEmpty();
        hotline.await(contact, HoldEnded.class);
        goOn();
        hearsNobodyOutside();
    }

    private void hearsNobodyOutside() {
        listen();
        hotline.sipp.citizens(
                asterisk.outgoingPort(), new Manner.Answers(Duration.ofMillis(200), Duration.ofMinutes(1)));
        assertThat(telephony.consultOutside(marie.agent(), contact, "04 93 00 00 00"))
                .isEmpty();
        hotline.await(contact, OutsideConsultBegan.class);
        await("he listens no more", () -> latest().state() == State.OVER && spy().isEmpty());
        assertThat(code(begin())).isEqualTo("outside-asked");
    }

    @Test
    void hearsNobodyWhoObjects() {
        listen();

        assertThat(code(listening.object(chief.agent(), contact))).isEqualTo("not-in-conversation");
        assertThat(listening.object(marie.agent(), contact)).isEmpty();

        over();
        assertThat(code(begin())).isEqualTo("citizen-objects");
        assertThat(listening.notice(contact)).isEmpty();
        goOn();
    }

    @Test
    void hearsNobodyWhoWasNotTold() {
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        routing.finish(marie.agent(), contact, "answered");
        asterisk.cli("database del allo-listening announced");
        try {
            call();
            assertThat(begin()).isEmpty();
            await("it is refused", () -> latest().state() == State.OVER);
        } finally {
            asterisk.cli("database put allo-listening announced 1");
        }
        assertThat(latest().failure()).isEqualTo("not-announced");
        assertThat(told()).isEmpty();
        assertThat(spy()).isEmpty();
        goOn();
    }

    @Test
    void takesTheCitizenOverInAConversation() throws Exception {
        listen();
        assertThat(code(listening.takeOver(chief.agent()))).isEqualTo("not-signed-in");
        routing.pause(chief.agent(), "supervision");

        assertThat(listening.takeOver(chief.agent())).isEmpty();

        takenOver();
    }

    @Test
    void takesTheCitizenOverFromHold() throws Exception {
        routing.pause(chief.agent(), "supervision");
        listen();
        assertThat(telephony.hold(marie.agent(), contact)).isEmpty();
        hotline.await(contact, ContactHeld.class);

        assertThat(listening.takeOver(chief.agent())).isEmpty();

        takenOver();
    }

    private void takenOver() throws InterruptedException {
        await(
                "the supervisor has him: " + hotline.story(contact),
                () -> hotline.events(contact).stream()
                        .anyMatch(event -> event instanceof ContactConnected connected
                                && chief.agent().equals(connected.agent())));
        over();
        assertThat(told()).last().isInstanceOf(CallTakenOver.class);
        assertThat(latest().takenOver()).isTrue();
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        hotline.awaitState(chief.agent(), AgentState.ON_CONTACT);
        assertThat(telephony.view(contact).orElseThrow().heldSince()).isNull();
        Thread.sleep(A_WHILE);
        assertThat(caller.count("released")).isZero();
        assertThat(chief.phone().count("released")).isZero();
        assertThat(hotline.await(contact, ContactTransferred.class).agent()).isEqualTo(marie.agent());
        assertThat(marie.phone().await("released", Hotline.SOON)).isTrue();

        assertThat(telephony.hangUp(chief.agent(), contact)).isEmpty();

        assertThat(hotline.await(contact, ConversationEnded.class).agent()).isEqualTo(chief.agent());
        assertThat(hotline.story(contact))
                .doesNotContain("ContactAbandoned", "ContactTakenBack")
                .endsWith("ContactTransferred", "OfferAccepted", "ContactConnected", "ConversationEnded");
    }

    /// The log may tell that she has him a moment before the telephone knows.
    private void listen() {
        await("it is allowed", () -> begin().isEmpty());
        await("he listens: " + listening.latest(chief.agent()), () -> latest().state() == State.ON);
        await("the line says so", () -> spy().contains("ChanSpy"));
    }

    private Optional<Refusal> begin() {
        return listening.begin(chief.agent(), marie.agent(), contact, WHY);
    }

    private LiveListening.Listening latest() {
        return listening.latest(chief.agent()).orElseThrow();
    }

    private void over() {
        await("he listens no more", () -> told().stream().anyMatch(ListeningEnded.class::isInstance));
        assertThat(latest().state()).isEqualTo(State.OVER);
        assertThat(told()).filteredOn(ListeningEnded.class::isInstance).hasSize(1);
    }

    /// Citizen and agent speak still.
    private void goOn() {
        assertThat(caller.count("released")).isZero();
        assertThat(marie.phone().count("released")).isEqualTo(releasedBefore);
        assertThat(hotline.story(contact))
                .doesNotContain("ConversationEnded", "ContactTakenBack", "ContactTransferred");
        assertThat(routing.agent(marie.agent()).state()).isEqualTo(AgentState.ON_CONTACT);
    }

    private List<ListeningEvent> told() {
        return log.of(contact).stream()
                .filter(ListeningEvent.class::isInstance)
                .map(ListeningEvent.class::cast)
                .toList();
    }

    private List<Mode> modes() {
        return told().stream()
                .filter(ListeningTurned.class::isInstance)
                .map(event -> ((ListeningTurned) event).mode())
                .toList();
    }

    /// What Asterisk does with the supervisor's phone.
    private String spy() {
        return asterisk.cli("core show channels concise")
                .lines()
                .filter(line -> line.startsWith("PJSIP/" + chief.account().user() + "-"))
                .findFirst()
                .orElse("");
    }

    private void hearsSound() {
        var before = packets();
        await("sound comes to him", () -> packets() > before + 10);
    }

    /// Packets that Asterisk has sent to the supervisor's phone.
    private long packets() {
        return asterisk.cli("pjsip show channelstats")
                .lines()
                .filter(line -> line.contains(chief.account().user()))
                .map(line -> line.strip().split("\\s+"))
                .mapToLong(columns -> Long.parseLong(columns[columns.length - 5]))
                .findFirst()
                .orElse(0);
    }

    private static String code(Optional<Refusal> refusal) {
        return refusal.map(Refusal::code).orElse("done");
    }
}
