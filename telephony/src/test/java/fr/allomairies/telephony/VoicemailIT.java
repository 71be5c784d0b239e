package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.call.Recording;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Citizens whom nobody can answer, on a real Asterisk, with rules that do not let them wait for long.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.telephony.resync-every=3s"})
@DirtiesContext
class VoicemailIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    static final World CITY = new World(
            Set.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.EMAIL, ChannelKind.REPORT, ChannelKind.CHAT),
            Map.of(new CategoryCode("roads.pothole"), List.of()),
            Set.of(),
            Set.of("voicemail"),
            Map.of());

    private static final Step AFTER_A_SECOND = new Step.Pause(Duration.ofSeconds(1));
    private static final int TRIES = 5;
    private static final Duration LONG = Duration.ofMinutes(2);
    /// The announcement, its tone, and a machine that is busy.
    private static final Duration ANNOUNCED = Duration.ofSeconds(45);

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    RoutingRules rules;

    @Autowired
    EventLog log;

    @Autowired
    MessageWithoutTicket messages;

    Hotline hotline;

    @BeforeEach
    void open() {
        if (rules.versions().size() == 1) {
            sendToVoicemailAfterASecond(rules);
        }
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
        Hotline.await("telephony is connected", () -> telephony.status().connected());
        Hotline.await(
                "no message is left of another test", () -> hotline.recordings().isEmpty());
    }

    static void sendToVoicemailAfterASecond(RoutingRules rules) {
        var sonia = new AgentId("sonia");
        var text = rules.shipped().replace("voicemail after 3m", "voicemail after 1s");
        assertThat(rules.save(sonia, text, "for the test", CITY).checked().findings())
                .isEmpty();
        assertThat(rules.activate(2, null, sonia)).isEmpty();
    }

    @AfterEach
    void close() {
        hotline.close();
    }

    @Test
    void keepsWhatIsSaidUntilTheCitizenHangsUp() {
        var caller = hotline.call(LONG);
        var contact = hotline.nextContact();
        hotline.await(contact, ContactOverflowed.class);
        awaitRecording();
        pause(Duration.ofSeconds(3));

        caller.hangUp();

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.OVERFLOWED);
        var message = Recording.of(messages.kept.get(contact)).orElseThrow();
        assertThat(message.duration()).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(12));
        assertThat(hotline.story(contact))
                .containsExactly("ContactArrived", "ContactQueued", "ContactOverflowed", "ContactEnded");
        Hotline.await("Asterisk keeps nothing", () -> hotline.recordings().isEmpty());
    }

    @Test
    void thanksAndHangsUpAfterTheHashKey() {
        var caller = hotline.sipp.call(
                new Caller("3906", "0493112233", asking(new Step.Pause(ANNOUNCED), new Step.Key('#')), LONG));
        var contact = hotline.nextContact();
        hotline.await(contact, ContactOverflowed.class);

        assertThat(hotline.await(contact, ContactEnded.class, LONG).outcome()).isEqualTo(Outcome.OVERFLOWED);
        assertThat(caller.await("released", Hotline.SOON)).isTrue();
        assertThat(messages.kept).containsKey(contact);
    }

    @Test
    void takesSilenceForNoMessage() {
        var caller = hotline.sipp.call(new Caller("3906", "0493112233", asking(new Step.Mute()), LONG));
        var contact = hotline.nextContact();
        hotline.await(contact, ContactOverflowed.class);

        hotline.await(contact, ContactAbandoned.class, LONG);
        assertThat(caller.await("released", Hotline.SOON)).isTrue();
        leftNothing(contact);
    }

    @Test
    void countsWhoHangsUpBeforeTheToneAsAbandoned() {
        var caller = hotline.call(LONG);
        var contact = hotline.nextContact();
        hotline.await(contact, ContactOverflowed.class);
        Hotline.await("he hears that nobody can answer", () -> hotline.told("ALLO_STATE=voicemail"));

        caller.hangUp();

        hotline.await(contact, ContactAbandoned.class);
        leftNothing(contact);
    }

    /// For a person, again and again: on a busy machine the menu may begin late.
    private static List<Step> asking(Step... then) {
        var steps = new ArrayList<Step>();
        for (var tries = 0; tries < TRIES; tries++) {
            steps.addAll(List.of(AFTER_A_SECOND, new Step.Key('0')));
        }
        steps.addAll(List.of(then));
        return steps;
    }

    private void leftNothing(ContactId contact) {
        assertThat(messages.kept).doesNotContainKey(contact);
        assertThat(hotline.story(contact))
                .containsExactly("ContactArrived", "ContactQueued", "ContactOverflowed", "ContactAbandoned");
        Hotline.await("Asterisk keeps nothing", () -> hotline.recordings().isEmpty());
    }

    private void awaitRecording() {
        Hotline.await(
                "he speaks after the tone",
                ANNOUNCED,
                () -> !hotline.recordings().isEmpty());
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
