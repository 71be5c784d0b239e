package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.AssistantEnd;
import fr.allomairies.contact.ContactEvent.AssistantEnded;
import fr.allomairies.contact.ContactEvent.AssistantReplied;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.routing.RoutingRules;
import fr.allomairies.routing.World;
import fr.allomairies.telephony.Appointments.Appointment;
import fr.allomairies.telephony.Appointments.State;
import fr.allomairies.telephony.Appointments.Window;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

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
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final AgentId MARIE = new AgentId("marie");
    private static final Duration LASTS = Duration.ofHours(1);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    RoutingRules rules;

    @Autowired
    EventLog log;

    @Autowired
    Appointments appointments;

    @Autowired
    PromisesOfChats promises;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient db;

    final Keypad keypad = new Keypad(AsteriskExtension.running());
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
    void callsBackWhoChoseItInAChatAtTheAgeOfHisChat() {
        var chat = ContactId.next();
        var ticket = new TicketId(UUID.randomUUID());
        var since = Instant.now().minusSeconds(300).truncatedTo(ChronoUnit.MILLIS);
        promises.promise(chat, new PhoneNumber("+33493112233"));
        transaction.executeWithoutResult(_ -> {
            log.append(new ContactArrived(since, chat, ChannelKind.CHAT));
            log.append(new ContactQueued(
                    since,
                    chat,
                    ChannelKind.CHAT,
                    ticket,
                    new CategoryCode("roads.pothole"),
                    List.of(new SkillNeed(new Skill("roads"), SkillNeed.LOWEST)),
                    5,
                    4,
                    "fr",
                    null,
                    null,
                    null,
                    null,
                    null));
        });
        Hotline.await(
                "routing knows him",
                () -> routing.snapshot().waiting().stream()
                        .anyMatch(waiting -> waiting.contact().equals(chat)));
        hotline.sipp.citizens(AsteriskExtension.running().outgoingPort(), AT_ONCE, '1');

        routing.leave(chat, ContactOverflowed.CALLBACK);

        assertThat(hotline.await(chat, ContactEnded.class).outcome()).isEqualTo(Outcome.CALLBACK);
        var back = CallId.callback(1, CallId.chat(chat)).contact();
        assertThat(hotline.await(back, ContactQueued.class).since()).isEqualTo(since);
        assertThat(telephony.view(back).orElseThrow().callback()).isTrue();
        var seat = hotline.available(Sipp.AT_ONCE);
        assertThat(hotline.await(back, ContactConnected.class, PATIENCE).agent())
                .isEqualTo(seat.agent());
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
    void callsBackAtTheTimeThatWasAgreed() {
        var ticket = new TicketId(UUID.randomUUID());
        var seat = hotline.available(Sipp.AT_ONCE);
        hotline.sipp.citizens(AsteriskExtension.running().outgoingPort(), AT_ONCE, '1');
        var from = tomorrowAtNoon();

        assertThat(appointments.make(ticket, "04 93 11 22 33", window(from), seat.agent()))
                .isEmpty();

        var made = appointments.of(ticket).orElseThrow();
        assertThat(made.state()).isEqualTo(State.PLANNED);
        assertThat(appointments.make(ticket, "04 93 11 22 33", window(from.plusHours(1)), seat.agent()))
                .map(Refusal::code)
                .contains("appointment-exists");
        var begins = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        begins(made, begins);
        var back = hotline.nextContact();
        assertThat(hotline.await(back, ContactQueued.class).since()).isEqualTo(begins);
        assertThat(hotline.await(back, ContactConnected.class, PATIENCE).agent())
                .isEqualTo(seat.agent());
        Hotline.await("it is kept", () -> appointments.of(ticket).orElseThrow().state() == State.KEPT);
    }

    @Test
    void isMovedAndCalledOffUntilItsTimeHasCome() {
        var ticket = new TicketId(UUID.randomUUID());
        var from = tomorrowAtNoon();
        assertThat(appointments.make(ticket, "0493112233", window(from), MARIE)).isEmpty();
        var made = appointments.of(ticket).orElseThrow();

        assertThat(appointments.move(made.id(), window(from.plusHours(1)), MARIE))
                .isEmpty();

        assertThat(dueOf(made)).isEqualTo(from.plusHours(1).toInstant());
        assertThat(appointments.cancel(made.id(), MARIE)).isEmpty();
        assertThat(appointments.of(ticket).orElseThrow().state()).isEqualTo(State.CANCELLED);
        assertThat(callsOf(made)).isZero();
        assertThat(appointments.move(made.id(), window(from.plusHours(2)), MARIE))
                .map(Refusal::code)
                .contains("appointment-gone");
    }

    /// As when we were down for all of its window.
    @Test
    void tellsThatNobodyWasCalledAndCallsNobodyAtAnHourThatWasNotAgreed() {
        var ticket = new TicketId(UUID.randomUUID());
        assertThat(appointments.make(ticket, "0493112233", window(tomorrowAtNoon()), MARIE))
                .isEmpty();
        var made = appointments.of(ticket).orElseThrow();
        var missed = appointments.missed();

        begins(made, Instant.now().minus(LASTS).minusSeconds(60));

        Hotline.await(
                "it is missed", () -> appointments.of(ticket).orElseThrow().state() == State.MISSED);
        assertThat(appointments.missed()).isEqualTo(missed + 1);
        assertThat(callsOf(made)).isZero();
        assertThat(appointments.settle(made.id(), MARIE)).isEmpty();
        assertThat(appointments.missed()).isEqualTo(missed);
    }

    private static Window window(ZonedDateTime from) {
        return new Window(from.toLocalDate(), from.toLocalTime(), LASTS);
    }

    /// When no clock is changed.
    private static ZonedDateTime tomorrowAtNoon() {
        return ZonedDateTime.now(PARIS).plusDays(1).with(LocalTime.NOON);
    }

    /// As if it had been made for then.
    private void begins(Appointment appointment, Instant at) {
        db.sql("""
                        with moved as (
                            update appointment set from_at = :from, until_at = :until where id = :id returning id)
                        update call set due_at = :from, place_since = :from
                        from moved where callback_of = 'appointment-' || moved.id::text
                        """)
                .param("id", appointment.id())
                .param("from", Timestamp.from(at))
                .param("until", Timestamp.from(at.plus(LASTS)))
                .update();
    }

    private int callsOf(Appointment appointment) {
        return db.sql("select count(*) from call where callback_of = ?")
                .param("appointment-" + appointment.id())
                .query(Integer.class)
                .single();
    }

    private Instant dueOf(Appointment appointment) {
        return db.sql("select due_at from call where callback_of = ?")
                .param("appointment-" + appointment.id())
                .query((row, _) -> row.getTimestamp(1).toInstant())
                .single();
    }

    @Test
    void isServedWhoHangsUpAfterTheAnswer() {
        var caller = hotline.call("000", Duration.ofMinutes(2));
        var contact = isTold();

        caller.hangUp();

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(hotline.story(contact))
                .containsExactly(
                        "ContactArrived",
                        "ContactQueued",
                        "AssistantReplied",
                        "AssistantEnded",
                        "ContactOverflowed",
                        "ContactEnded");
        assertThat(hotline.await(contact, AssistantEnded.class).how())
                .as("a hang-up confirms nothing")
                .isEqualTo(AssistantEnd.LEFT);
        assertThat(routing.snapshot().waiting()).isEmpty();
    }

    @Test
    void hearsAGoodbyeWhenHePressesThatItIsEnough() {
        var caller = hotline.call("000", Duration.ofMinutes(2));
        var contact = isTold();

        keypad.press(channel("/assistant,"), "1");

        assertThat(hotline.await(contact, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);
        assertThat(caller.awaitEnd(Hotline.SOON)).isTrue();
        assertThat(hotline.story(contact)).doesNotContain("ContactAbandoned");
    }

    @Test
    void waitsOnInHisPlaceAndIsMissedWhenHeHangsUpThen() {
        var caller = hotline.call("000", Duration.ofMinutes(2));
        var contact = isTold();
        var since = hotline.await(contact, ContactQueued.class).at();

        keypad.press(channel("/assistant,"), "0");

        Hotline.await("he waits on", () -> find("/assistant,").isEmpty());
        assertThat(routing.snapshot().waiting())
                .singleElement()
                .satisfies(waiting -> assertThat(waiting.since()).isCloseTo(since, within(1, ChronoUnit.SECONDS)));
        caller.hangUp();
        hotline.await(contact, ContactAbandoned.class);
    }

    @Test
    void isAnsweredInTheMiddleByWhoIsFreeThen() {
        hotline.sipp.call(askingTheAssistant("0493112233"));
        var contact = hotline.nextContact();
        hotline.await(contact, AssistantReplied.class, PATIENCE);

        var seat = hotline.available(Sipp.AT_ONCE);

        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(seat.agent());
        assertThat(telephony.hangUp(seat.agent(), contact)).isEmpty();
        hotline.await(contact, ConversationEnded.class);
        assertThat(hotline.story(contact)).doesNotContain("ContactOverflowed", "ContactAbandoned");
    }

    /// He is asked for the key only once he waits; until then it means nothing to him.
    static Caller askingTheAssistant(String from) {
        return Caller.pressing("3906", from, "000" + "3".repeat(30), Duration.ofMinutes(2));
    }

    /// A caller has asked the assistant, and heard its answer to the end.
    private ContactId isTold() {
        var contact = hotline.nextContact();
        Hotline.await("it is proposed", () -> find("allo/assistant-offer").isPresent());
        keypad.press(channel("allo/assistant-offer"), "3");
        hotline.await(contact, AssistantReplied.class);
        keypad.press(channel("/assistant,"), "33000333#");
        Hotline.await(
                "he is told",
                () -> AsteriskExtension.running()
                        .cli("core show channel " + channel("/assistant,"))
                        .contains("ALLO_ANSWER=told"));
        return contact;
    }

    private String channel(String inDialplan) {
        return find(inDialplan).orElseThrow();
    }

    private Optional<String> find(String inDialplan) {
        return AsteriskExtension.running()
                .cli("core show channels concise")
                .lines()
                .filter(line -> line.contains(inDialplan))
                .map(line -> line.split("!", 2)[0])
                .findFirst();
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
