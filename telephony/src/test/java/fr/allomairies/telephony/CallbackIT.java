package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Step;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Citizens who hang up, keep their place and are called back, and those who ask the assistant meanwhile, on a real
/// Asterisk.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "allo.voice.hours.always-open=true",
            "allo.telephony.resync-every=3s",
            "allo.telephony.announce-every=1s",
            "allo.telephony.callback-pause=1s"
        })
@DirtiesContext
class CallbackIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    static final World CITY = new World(
            VoicemailIT.CITY.channels(),
            VoicemailIT.CITY.categories(),
            Set.of(),
            Set.of("callback", "assistant"),
            VoicemailIT.CITY.agents());
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /// He is asked for his number while he presses, and has pressed enough for one and not too much.
    private static final int THREES = 22;
    /// The silence that ends a number.
    private static final Duration TYPED = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    RoutingRules rules;

    @Autowired
    EventLog log;

    Hotline hotline;

    @BeforeEach
    void open() {
        if (rules.versions().size() == 1) {
            proposeBothAfterASecond(rules);
        }
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
        Hotline.await("telephony is connected", () -> telephony.status().connected());
    }

    static void proposeBothAfterASecond(RoutingRules rules) {
        var sonia = new AgentId("sonia");
        var text = rules.shipped()
                .replace(
                        "overflow voicemail after 3m if nobody",
                        "overflow callback after 1s\n  overflow assistant after 1s");
        assertThat(rules.save(sonia, text, "for the test", CITY).checked().findings())
                .isEmpty();
        assertThat(rules.activate(2, null, sonia)).isEmpty();
    }

    @AfterEach
    void close() {
        hotline.close();
        routing.snapshot().waiting().forEach(waiting -> routing.abandon(waiting.contact()));
    }

    @Test
    void keepsHisPlaceAndCallsHimBackWhenAnAgentTakesIt() {
        var asked = asksToBeCalledBack();
        assertThat(hotline.await(asked, ContactEnded.class, PATIENCE).outcome()).isEqualTo(Outcome.CALLBACK);
        var back = hotline.nextContact();
        keepsThePlaceOf(asked, back);
        assertThat(telephony.view(back).orElseThrow().callback()).isTrue();
        hotline.sipp.citizens(AsteriskExtension.running().outgoingPort(), AT_ONCE, '1');

        var seat = hotline.available(Sipp.AT_ONCE);

        assertThat(hotline.await(back, ContactConnected.class, PATIENCE).agent())
                .isEqualTo(seat.agent());
        assertThat(telephony.hangUp(seat.agent(), back)).isEmpty();
        hotline.await(back, ConversationEnded.class);
        assertThat(hotline.story(asked))
                .containsExactly("ContactArrived", "ContactQueued", "ContactOverflowed", "ContactEnded");
        assertThat(hotline.story(back)).doesNotContain("CitizenNotReached");
    }

    @Test
    void triesAgainWhenAMachineAnswers() {
        var asked = asksToBeCalledBack();
        hotline.await(asked, ContactEnded.class, PATIENCE);
        var first = hotline.nextContact();
        var port = AsteriskExtension.running().outgoingPort();
        var machine = hotline.sipp.citizens(port, AT_ONCE, null);
        var seat = hotline.available(Sipp.AT_ONCE);

        var missed = hotline.await(first, CitizenNotReached.class, PATIENCE);

        assertThat(missed.attempt()).isEqualTo(1);
        assertThat(missed.last()).isFalse();
        machine.kill();
        hotline.sipp.citizens(port, AT_ONCE, '1');
        var second = hotline.nextContact();
        keepsThePlaceOf(asked, second);
        assertThat(routing.finish(seat.agent(), first, "not-reached")).isEmpty();
        hotline.await(second, ContactConnected.class, PATIENCE);
    }

    @Test
    void isServedWhoHangsUpAfterTheAnswer() {
        var caller = asksTheAssistant("");
        var contact = hotline.nextContact();
        hotline.await(contact, AssistantReplied.class, PATIENCE);
        Hotline.await("he is told", this::isTold);

        caller.hangUp();

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(hotline.story(contact))
                .containsExactly(
                        "ContactArrived", "ContactQueued", "AssistantReplied", "ContactOverflowed", "ContactEnded");
        assertThat(routing.snapshot().waiting()).isEmpty();
    }

    @Test
    void hearsAGoodbyeWhenHePressesThatItIsEnough() {
        var caller = asksTheAssistant("1".repeat(20));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactEnded.class, PATIENCE).outcome())
                .isEqualTo(Outcome.SELF_SERVED);

        assertThat(caller.await("over", Hotline.SOON)).isTrue();
        assertThat(hotline.story(contact)).doesNotContain("ContactAbandoned");
    }

    @Test
    void waitsOnInHisPlaceAndIsMissedWhenHeHangsUpThen() {
        var caller = asksTheAssistant("0".repeat(20));
        var contact = hotline.nextContact();
        var since = hotline.await(contact, ContactQueued.class).at();
        hotline.await(contact, AssistantReplied.class, PATIENCE);
        Hotline.await("he waits on", () -> hears("allo/assistant-back"));
        assertThat(routing.snapshot().waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.since()).isCloseTo(since, within(1, ChronoUnit.SECONDS)));

        Hotline.await("he hears music", () -> !hears("allo/assistant-back"));
        caller.hangUp();

        hotline.await(contact, ContactAbandoned.class);
    }

    @Test
    void isAnsweredInTheMiddleByWhoIsFreeThen() {
        asksTheAssistant("");
        var contact = hotline.nextContact();
        hotline.await(contact, AssistantReplied.class, PATIENCE);

        var seat = hotline.available(Sipp.AT_ONCE);

        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(seat.agent());
        assertThat(telephony.hangUp(seat.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        assertThat(hotline.story(contact)).doesNotContain("ContactOverflowed", "ContactAbandoned");
    }

    /// Three is the key of the assistant, and the only digit of his request: as many as go by before he is asked are
    /// not heard.
    private SippRun asksTheAssistant(String thenPresses) {
        return hotline.sipp.call(asking("0493112233", thenPresses));
    }

    static Caller asking(String from, String thenPresses) {
        var steps = new ArrayList<Step>();
        for (var key : ("000" + "3".repeat(THREES)).toCharArray()) {
            steps.add(new Step.Pause(Duration.ofSeconds(1)));
            steps.add(new Step.Key(key));
        }
        if (!thenPresses.isEmpty()) {
            steps.add(new Step.Pause(TYPED));
        }
        for (var key : thenPresses.toCharArray()) {
            steps.add(new Step.Pause(Duration.ofSeconds(1)));
            steps.add(new Step.Key(key));
        }
        return new Caller("3906", from, steps, Duration.ofMinutes(2));
    }

    private boolean isTold() {
        return AsteriskExtension.running()
                .cli("core show channels concise")
                .lines()
                .map(line -> AsteriskExtension.running().cli("core show channel " + line.split("!", 2)[0]))
                .anyMatch(channel -> channel.contains("ALLO_ANSWER=told"));
    }

    private boolean hears(String prompt) {
        return AsteriskExtension.running().cli("core show channels concise").contains(prompt);
    }

    /// So often that he is heard when he is asked, and confirms the number that he calls from.
    private ContactId asksToBeCalledBack() {
        hotline.call("000" + "1".repeat(60), Duration.ofMinutes(2));
        return hotline.nextContact();
    }

    private void keepsThePlaceOf(ContactId asked, ContactId back) {
        assertThat(hotline.await(back, ContactQueued.class).since())
                .isCloseTo(hotline.await(asked, ContactQueued.class).at(), within(1, ChronoUnit.SECONDS));
    }
}
