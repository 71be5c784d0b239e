package fr.allomairies.telephony;

import static fr.allomairies.telephony.Hotline.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.SteeringEvent.NumberRemoved;
import fr.allomairies.contact.SteeringEvent.NumberSet;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.CityNumbers.Unknown;
import fr.allomairies.telephony.Telephony.Dialled;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// Calls to several numbers of one city, on a real Asterisk. None of them is in its settings but 3906.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = "allo.voice.hours.always-open=true")
@DirtiesContext
class NumbersIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    private static final AgentId ADA = new AgentId("ada");
    private static final String WATER = "0493000010";
    private static final CategoryCode ROADS = new CategoryCode("roads.pothole");
    private static final Hours HOUSE = new Hours.OfTheHouse();
    private static final Duration STAY = Duration.ofMinutes(2);

    @Autowired
    CityNumbers numbers;

    @Autowired
    BlockedCallers blocks;

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    Hotline hotline;

    @BeforeEach
    void open() {
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
        Hotline.await("telephony is connected", () -> telephony.status().connected());
    }

    @AfterEach
    void close() {
        hotline.close();
        numbers.remove(WATER, ADA);
    }

    /// Nothing is pressed, and with the menu he would be queued without a matter.
    @Test
    void leadsStraightToTheQueueInTheLanguageOfTheNumber() {
        say(ROADS, "en", false, HOUSE);

        call(WATER);
        var contact = hotline.nextContact();

        var queued = hotline.await(contact, ContactQueued.class, Duration.ofSeconds(30));
        assertThat(queued.category()).isEqualTo(ROADS);
        assertThat(queued.language()).isEqualTo("en");
        assertThat(queued.channel()).isEqualTo(ChannelKind.VOICE);
        assertThat(telephony.view(contact).orElseThrow().dialled()).isEqualTo(new Dialled("+33493000010", "Eau"));
        assertThat(hotline.told("Language: en")).isTrue();
    }

    @Test
    void isClosedByItsOwnHoursFromTheNextCallOn() {
        say(ROADS, "fr", false, closedToday());
        call(WATER);
        var first = hotline.nextContact();
        assertThat(hotline.await(first, ContactEnded.class).outcome()).isEqualTo(Outcome.SELF_SERVED);

        say(ROADS, "fr", false, new Hours.Always());
        call(WATER);

        hotline.await(hotline.nextContact(), ContactQueued.class, Duration.ofSeconds(30));
    }

    @Test
    void doesNotLetCallsOfABlockedNumberThrough() {
        var caller = "0493998877";
        assertThat(blocks.propose("04 93 99 88 77", "insulte chaque jour", ADA)).isEmpty();
        hotline.sipp.call(Caller.askingForAPerson("3906", caller, STAY));
        hotline.await(hotline.nextContact(), ContactQueued.class, Duration.ofSeconds(60));

        assertThat(blocks.block(blocks.proposed(1).getFirst().id(), Duration.ofDays(7), ADA))
                .isEmpty();
        hotline.sipp.call(Caller.askingForAPerson("3906", caller, STAY));
        assertThat(hotline.await(hotline.nextContact(), ContactEnded.class).outcome())
                .isEqualTo(Outcome.BLOCKED);
        Hotline.await("he is told so", () -> hotline.told("allo/blocked"));

        assertThat(blocks.current())
                .singleElement()
                .satisfies(block -> assertThat(block.refused()).isEqualTo(1));
        assertThat(blocks.lift(blocks.current().getFirst().id(), ADA)).isEmpty();
        hotline.sipp.call(Caller.askingForAPerson("3906", caller, STAY));
        hotline.await(hotline.nextContact(), ContactQueued.class, Duration.ofSeconds(60));
        assertThat(log.read(0, 10_000).stream().map(LogEntry::event).map(Event::toString))
                .as("the log does not name the number")
                .noneMatch(event -> event.contains("493998877"));
    }

    /// Asterisk takes it, as it takes what comes by the operator's trunk.
    @Test
    void meetsWithTheGeneralWelcomeByANumberOfWhichNothingWasSaid() {
        AsteriskExtension.running().cli("database put allo-language 0493000077 fr");
        call("0493000077");

        var contact = hotline.nextContact();
        Hotline.await("he hears the welcome", () -> hotline.told("ALLO_STATE=welcome"));

        assertThat(telephony.view(contact).orElseThrow().dialled()).isEqualTo(new Dialled("+33493000077", ""));
        assertThat(numbers.unknown()).extracting(Unknown::number).containsExactly("+33493000077");
        assertThat(numbers.find("0493000077")).isEmpty();
    }

    /// The agent's phone answers at once, and may have rung before he was answered himself.
    @Test
    void isQueuedOnArrivalByADialplanOfOnesOwn() {
        say(ROADS, "fr", false, HOUSE);
        var asterisk = AsteriskExtension.running();
        asterisk.cli("dialplan add extension 7001,1,Set(ALLO_NUMBER=" + WATER + ") into city-numbers");
        asterisk.cli("dialplan add extension 7001,2,Goto(straight,s,1) into city-numbers");
        var marie = hotline.available(Sipp.AT_ONCE);

        var caller = call("7001");
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(hotline.await(contact, ContactQueued.class).category()).isEqualTo(ROADS);
        caller.hangUp();
        hotline.await(contact, ConversationEnded.class);
        assertThat(hotline.story(contact)).filteredOn("ContactOffered"::equals).hasSize(1);
    }

    @Test
    void isAChannelOfItsOwnForRelayedCalls() {
        say(null, "fr", true, HOUSE);
        var marie = hotline.available(Sipp.AT_ONCE);

        var caller = hotline.sipp.call(Caller.askingForAPerson(WATER, "0800112233", STAY));
        var contact = hotline.nextContact();

        assertThat(hotline.await(contact, ContactArrived.class).channel()).isEqualTo(ChannelKind.RELAY);
        assertThat(hotline.await(contact, ContactQueued.class).channel()).isEqualTo(ChannelKind.RELAY);
        assertThat(hotline.await(contact, ContactConnected.class).agent()).isEqualTo(marie.agent());
        assertThat(telephony.caller(contact)).isEmpty();
        caller.hangUp();
        hotline.await(contact, ConversationEnded.class);
    }

    @Test
    void tellsTheLogWhoChangedWhat() {
        var before = log.head();
        say(ROADS, "fr", false, HOUSE);
        assertThat(numbers.remove(WATER, ADA)).isEmpty();

        // behind what others are still writing
        Hotline.await(
                "the log tells both",
                () -> log.read(before, 100).stream()
                        .map(LogEntry::event)
                        .<Class<? extends Event>>map(Event::getClass)
                        .collect(Collectors.toSet())
                        .containsAll(Set.of(NumberSet.class, NumberRemoved.class)));
        assertThat(numbers.history(1)).singleElement().satisfies(change -> {
            assertThat(change.removed()).isTrue();
            assertThat(change.by()).isEqualTo(ADA);
        });
        assertThat(numbers.remove(WATER, ADA))
                .hasValueSatisfying(refusal -> assertThat(refusal.code()).isEqualTo("number-unknown"));
    }

    private void say(@Nullable CategoryCode straightTo, String language, boolean relayed, Hours hours) {
        assertThat(numbers.put(new CityNumber(WATER, "Eau", straightTo, language, relayed, hours), ADA))
                .isEmpty();
        Hotline.await(
                "Asterisk knows",
                SOON,
                () -> AsteriskExtension.running()
                        .cli("database get allo-language 0493000010")
                        .contains("Value: " + language));
    }

    private static Hours closedToday() {
        var today = LocalDate.now(ZoneId.of("Europe/Paris"));
        return new Hours.Own(Map.of(today.plusDays(2).getDayOfWeek(), "08:00-18:00"), Set.of());
    }

    private SippRun call(String number) {
        return hotline.sipp.call(Caller.pressing(number, "0493112233", "", STAY));
    }
}
