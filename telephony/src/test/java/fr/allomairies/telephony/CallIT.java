package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OfferDeclined;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.SelfCalls.SelfCall;
import fr.allomairies.telephony.SelfCalls.Stage;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.SmartLifecycle;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Calls of citizens on a real Asterisk, from the first ring to the last word in the log.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.key-patience=1s",
            "allo.telephony.self-call.every=24h",
            "allo.voice.menu[0].key=1",
            "allo.voice.menu[0].prompt=theme-roads",
            "allo.voice.menu[0].category=roads.pothole"
        })
@DirtiesContext
class CallIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    private static final World CITY = new World(
            Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
            Map.of(new CategoryCode("roads.pothole"), List.of()),
            Set.of(),
            Set.of("voicemail", "callback"),
            Map.of());

    /// The whole menu twice, which is the most that rubbish makes it say.
    private static final Duration MENU_TWICE = Duration.ofSeconds(50);

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    RoutingRules rules;

    @Autowired
    EventLog log;

    @Autowired
    SelfCalls selfCalls;

    @Autowired
    @Qualifier("asteriskConnections")
    SmartLifecycle line;

    Hotline hotline;

    @BeforeEach
    void open() {
        ringForThreeSeconds();
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
    }

    private void ringForThreeSeconds() {
        if (rules.versions().size() == 1) {
            var sonia = new AgentId("sonia");
            var saved = rules.save(sonia, rules.shipped().replace("lease      20s", "lease 3s"), "for the test", CITY);
            assertThat(saved.checked().findings()).isEmpty();
            assertThat(rules.activate(2, null, sonia)).isEmpty();
        }
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void goesFromTheMenuToAnAgentAndEndsWhenTheCitizenHangsUp() {
        var marie = hotline.available(Sipp.AT_ONCE);

        var caller = hotline.call("1".repeat(7), Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactQueued.class).category().value())
                .isEqualTo("roads.pothole");
        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(marie.agent());
        hotline.awaitState(marie.agent(), AgentState.ON_CONTACT);
        assertThat(telephony.caller(contact)).contains(new PhoneNumber("+33493112233"));

        caller.hangUp();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.CITIZEN);
        hotline.awaitState(marie.agent(), AgentState.WRAP_UP);
        assertThat(marie.phone().await("released", SOON)).isTrue();
        assertThat(hotline.story(contact))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "ContactOffered",
                        "OfferAccepted",
                        "ContactConnected",
                        "ConversationEnded");
    }

    /// As Spring does with an application that is not needed for a while.
    @Test
    void takesCallsAgainAfterTheLineWasStoppedAndStarted() {
        line.stop();
        Hotline.await("it is away", () -> !telephony.status().connected());
        line.start();

        var marie = hotline.available(Sipp.AT_ONCE);
        var caller = hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(hotline.story(contact)).containsOnlyOnce("ContactArrived", "ContactConnected");
        caller.hangUp();
        hotline.await(contact, ConversationEnded.class);
    }

    @Test
    void endsWithAGoodbyeWhenTheAgentHangsUp() {
        hotline.available(new Manner.Answers(Duration.ofMillis(300), Duration.ofSeconds(1)));

        var caller = hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(caller.await("released", SOON)).isTrue();
        assertThat(hotline.story(contact)).containsOnlyOnce("ConversationEnded").doesNotContain("ContactAbandoned");
    }

    @Test
    void endsFromTheDesk() {
        var marie = hotline.available(Sipp.AT_ONCE);
        var caller = hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        hotline.await(contact, ContactConnected.class);

        assertThat(telephony.hangUp(new AgentId("somebody-else"), contact))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("not-in-conversation"));
        assertThat(telephony.hangUp(marie.agent(), contact)).isEmpty();

        assertThat(hotline.await(contact, ConversationEnded.class).by()).isEqualTo(EndedBy.AGENT);
        assertThat(caller.await("released", SOON)).isTrue();
    }

    /// Zero in the middle of the first prompt, rubbish, and silence: all of them end with a person.
    @ParameterizedTest
    @ValueSource(strings = {"0", "78", "*#7*8", "70", ""})
    void leadsToAPersonWhateverIsPressed(String keys) {
        hotline.call(keys, Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactQueued.class, MENU_TWICE)
                        .category()
                        .value())
                .isEqualTo("other");
    }

    @Test
    void countsWhoLeavesInTheMenu() {
        hotline.call("", Duration.ofMillis(1500));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactAbandoned.class).stage()).isEqualTo(ContactEvent.Stage.MENU);
        assertThat(hotline.story(contact)).containsExactly("ContactArrived", "ContactAbandoned");
    }

    @Test
    void countsWhoLeavesWhileWaitingAndTellsHimHisPlaceBefore() {
        var first = hotline.call(Duration.ofMinutes(1));
        var second = hotline.call(Duration.ofMinutes(1));
        var contacts = List.of(hotline.nextContact(), hotline.nextContact());
        contacts.forEach(contact -> hotline.await(contact, ContactQueued.class));
        Hotline.await("places are told", () -> hotline.told("ALLO_POSITION=1") && hotline.told("ALLO_POSITION=2"));

        first.hangUp();
        second.hangUp();

        for (var contact : contacts) {
            assertThat(hotline.await(contact, ContactAbandoned.class).stage()).isEqualTo(ContactEvent.Stage.WAITING);
            assertThat(hotline.story(contact)).containsExactly("ContactArrived", "ContactQueued", "ContactAbandoned");
        }
    }

    @Test
    void stopsTheAgentsPhoneWhenTheCitizenLeavesWhileItRings() {
        var marie = hotline.available(Sipp.NEVER);
        var caller = hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        assertThat(marie.phone().await("rings", SOON)).isTrue();

        caller.hangUp();

        assertThat(hotline.await(contact, ContactAbandoned.class).stage()).isEqualTo(ContactEvent.Stage.RINGING);
        assertThat(marie.phone().await("cancelled", SOON)).isTrue();
        assertThat(hotline.story(contact)).doesNotContain("ContactConnected");
    }

    @Test
    void goesOnToTheNextAgentWhenTheFirstDoesNotAnswer() {
        var absent = hotline.available(Sipp.NEVER);
        hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();
        assertThat(absent.phone().await("rings", SOON)).isTrue();
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(paul.agent());
        assertThat(absent.phone().await("cancelled", SOON)).isTrue();
        assertThat(routing.agent(absent.agent()).state()).isEqualTo(AgentState.PAUSED);
        assertThat(routing.agent(absent.agent()).pauseReason()).isEqualTo("no-answer");
        assertThat(hotline.story(contact)).containsSubsequence("OfferNotAnswered", "OfferAccepted", "ContactConnected");
    }

    /// Nothing is announced while a phone rings: he would not hear that somebody answers.
    @Test
    void tellsHimHisPlaceAgainWhenNobodyAnswered() {
        var absent = hotline.available(Sipp.NEVER);
        hotline.call(Duration.ofMinutes(1));
        assertThat(absent.phone().await("rings", SOON)).isTrue();
        Hotline.await("it is quiet", () -> hotline.told("ALLO_RINGING=1"));

        assertThat(absent.phone().await("cancelled", SOON)).isTrue();
        Hotline.await("places are told again", () -> !hotline.told("ALLO_RINGING=1"));
    }

    @Test
    void goesOnToTheNextAgentWhenTheFirstRejects() {
        hotline.available(new Manner.Rejects("603 Decline"));
        hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        hotline.await(contact, OfferDeclined.class);
        var paul = hotline.available(Sipp.AT_ONCE);

        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(paul.agent());
    }

    @Test
    void stopsTheAgentsOtherPhoneWhenOneIsAnswered() {
        var marie = hotline.agent(new Manner.Answers(Duration.ofSeconds(1), Duration.ofHours(2)));
        var browser = hotline.browser(marie, Sipp.NEVER);
        hotline.awaitAvailable(marie);

        hotline.call(Duration.ofMinutes(1));
        hotline.await(hotline.nextContact(), ContactConnected.class);

        assertThat(browser.await("cancelled", SOON)).isTrue();
        assertThat(marie.phone().count("released")).isZero();
    }

    /// The citizen gives up from long before to long after the agent picks up.
    @Test
    void countsOnceWhoLeavesAtTheInstantOfTheAnswer() {
        var marie = hotline.agent(new Manner.Answers(Duration.ofMillis(300), Duration.ofHours(2)));
        for (int patience = 150; patience <= 600; patience += 50) {
            hotline.awaitAvailable(marie);
            hotline.call("0", Duration.ofMillis(patience));
            var contact = hotline.nextContact();

            Hotline.await("it is over", () -> hotline.story(contact).stream().anyMatch(Hotline.ENDS::contains));
            Hotline.await(
                    "the phone is free",
                    () -> marie.phone().count("rings")
                            == marie.phone().count("cancelled") + marie.phone().count("released"));
            routing.finish(marie.agent(), contact, "answered");
            assertThat(hotline.story(contact))
                    .filteredOn(Hotline.ENDS::contains)
                    .hasSize(1);
        }
    }

    @Test
    void takesTheOfferBackWhenThePhoneCannotBeReached() {
        var marie = hotline.available(Sipp.AT_ONCE);
        hotline.sipp.unregister(List.of(marie.account()));
        Hotline.await("the phone is gone", () -> !telephony.reachable(marie.agent()));
        routing.makeAvailable(marie.agent());
        hotline.call(Duration.ofMinutes(1));
        var contact = hotline.nextContact();

        hotline.await(contact, ContactQueued.class);
        Hotline.await(
                "no offer stays at an agent who cannot be rung",
                () -> routing.agent(marie.agent()).state() != AgentState.OFFERED);
        assertThat(hotline.story(contact)).doesNotContain("OfferAccepted");
    }

    @Test
    void answersTheNextCallAfterRubbishOnTheSipPort() throws Exception {
        hotline.rubbish();
        hotline.available(Sipp.AT_ONCE);

        hotline.call(Duration.ofMinutes(1));

        hotline.await(hotline.nextContact(), ContactConnected.class);
    }

    @Test
    void callsItselfHeardAtBothEndsAndInNobodysFigures() {
        var marie = hotline.available(Sipp.AT_ONCE);
        var before = log.head();

        var call = callsItself();

        assertThat(call.failed()).isNull();
        assertThat(call.took()).containsOnlyKeys(Stage.values());
        assertThat(selfCalls.healthy()).contains(true);
        assertThat(selfCalls.failedInARow()).hasValue(0);
        assertThat(marie.phone().count("rings")).isZero();
        assertThat(log.read(before, 1000)).noneMatch(entry -> entry.event() instanceof ContactEvent);
    }

    @Test
    void isNotKeptBackByWhatEveryCallerHears() {
        var asterisk = AsteriskExtension.running();
        asterisk.cli("dialplan add extension s,1,Wait,70 into crisis replace");
        try {
            assertThat(callsItself().failed()).isNull();
        } finally {
            asterisk.cli("dialplan reload");
        }
    }

    /// As when we are dead: the safety net rings nobody for it.
    @Test
    void tellsThatItsCallFellIntoTheSafetyNetWhichRingsNobody() {
        var asterisk = AsteriskExtension.running();
        var marie = hotline.available(Sipp.AT_ONCE);
        Hotline.await("she stands by", () -> hotline.standsBy(marie));
        asterisk.cli("dialplan add extension s,1,Return,stale into heartbeat replace");
        try {
            assertThat(callsItself().failed()).isEqualTo(Stage.DIALOGUE);
        } finally {
            asterisk.cli("dialplan reload");
        }
        assertThat(marie.phone().count("rings")).isZero();
    }

    @Test
    void tellsAtWhichStageItsCallFailsAndThatItGetsThroughAgain() {
        var asterisk = AsteriskExtension.running();
        asterisk.cli("dialplan remove extension _desk-.@from-self");
        try {
            assertThat(callsItself().failed()).isEqualTo(Stage.CALLER_HEARS);
            assertThat(selfCalls.healthy()).contains(false);
            assertThat(selfCalls.failedInARow().orElseThrow()).isPositive();
        } finally {
            asterisk.cli("dialplan reload");
        }

        assertThat(callsItself().failed()).isNull();
        assertThat(selfCalls.failedInARow()).hasValue(0);
    }

    private SelfCall callsItself() {
        var asked = Instant.now();
        assertThat(selfCalls.callNow()).isEmpty();
        return after(asked);
    }

    private SelfCall after(Instant asked) {
        Hotline.await(
                "the line has called itself",
                MENU_TWICE,
                () -> selfCalls.newest(1).stream()
                        .anyMatch(call -> !call.at().isBefore(asked.truncatedTo(ChronoUnit.MILLIS))));
        return selfCalls.newest(1).getFirst();
    }
}
