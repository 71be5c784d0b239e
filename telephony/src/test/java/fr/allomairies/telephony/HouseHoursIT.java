package fr.allomairies.telephony;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.SteeringEvent.ExceptionalDaysRemoved;
import fr.allomairies.contact.SteeringEvent.ExceptionalDaysSet;
import fr.allomairies.contact.SteeringEvent.HouseHoursSet;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.CityNumber.Hours;
import fr.allomairies.telephony.HouseHours.Change;
import fr.allomairies.telephony.HouseHours.Days;
import fr.allomairies.telephony.HouseHours.What;
import fr.allomairies.testkit.AsteriskExtension;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.voiceassistant.ExceptionalDays;
import fr.allomairies.voiceassistant.Span;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What is said of the hours of the house, and calls on a real Asterisk a moment later. Its settings say day and night,
/// but for one day to come.
@SpringBootTest(
        classes = HotlineApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {"allo.voice.hours.always-open=true", "allo.voice.hours.closures=2099-12-24"})
@DirtiesContext
class HouseHoursIT {

    @DynamicPropertySource
    static void servers(DynamicPropertyRegistry registry) {
        Hotline.register(registry, AsteriskExtension.running());
    }

    private static final AgentId ADA = new AgentId("ada");
    private static final String MAIN = "3906";
    private static final Duration STAY = Duration.ofMinutes(2);
    private static final LocalDate OF_THE_SETTINGS = LocalDate.of(2099, 12, 24);
    private static final List<Span> DAY_AND_NIGHT = Span.list("00:00-24:00");

    @Autowired
    HouseHours hours;

    @Autowired
    CityNumbers numbers;

    @Autowired
    Telephony telephony;

    @Autowired
    Routing routing;

    @Autowired
    EventLog log;

    @Autowired
    JdbcClient db;

    Hotline hotline;

    final LocalDate today = LocalDate.now(ZoneId.of("Europe/Paris"));

    @BeforeEach
    void open() {
        hotline = new Hotline(AsteriskExtension.running(), telephony, routing, log);
        Hotline.await("telephony is connected", () -> telephony.status().connected());
    }

    @AfterEach
    void close() {
        hotline.close();
        numbers.remove(MAIN, ADA);
        db.sql("truncate house_week, house_days").update();
    }

    @Test
    void isClosedByAnExceptionalClosureOfAMomentAgoAndOpenAgainWithoutIt() {
        assertThat(hours.add(today, today.plusDays(1), "Panne de chauffage", "", ADA))
                .isEmpty();

        hotline.call("", STAY);
        Hotline.await("he hears that it is closed", () -> hotline.told("allo/closed"));
        assertThat(hotline.await(hotline.nextContact(), ContactEnded.class).outcome())
                .isEqualTo(Outcome.SELF_SERVED);

        assertThat(hours.remove(today, ADA)).isEmpty();
        hotline.call("0", STAY);
        hotline.await(hotline.nextContact(), ContactQueued.class, Duration.ofSeconds(30));
    }

    @Test
    void closesANumberOfItsOwnHoursWithTheHouseButNotOneThatIsAlwaysOpen() {
        say(new Hours.Own(Map.of(today.getDayOfWeek(), "00:00-24:00"), Set.of()));
        assertThat(hours.add(today, today.plusDays(1), "Grève", "", ADA)).isEmpty();
        callMain();
        assertThat(hotline.await(hotline.nextContact(), ContactEnded.class).outcome())
                .isEqualTo(Outcome.SELF_SERVED);

        say(new Hours.Always());
        callMain();
        hotline.await(hotline.nextContact(), ContactQueued.class, Duration.ofSeconds(30));
    }

    @Test
    void takesTheSettingsOverWithTheFirstChangeAndTellsWhoMadeIt() {
        var before = log.head();
        assertThat(hours.isFromSettings()).isTrue();
        assertThat(hours.days()).containsExactly(new Days(closed(OF_THE_SETTINGS), ""));

        assertThat(hours.setWeek(false, Map.of(DayOfWeek.MONDAY, "08:00-12:00", DayOfWeek.TUESDAY, " "), ADA))
                .isEmpty();
        assertThat(hours.remove(OF_THE_SETTINGS, ADA)).isEmpty();
        assertThat(hours.add(today, today, "Journée citoyenne", "00:00-24:00", ADA))
                .isEmpty();

        assertThat(hours.isFromSettings()).isFalse();
        assertThat(hours.inForce().week()).isEqualTo(Map.of(DayOfWeek.MONDAY, Span.list("08:00-12:00")));
        assertThat(hours.inForce().exceptions()).containsExactly(new ExceptionalDays(today, today, DAY_AND_NIGHT));
        assertThat(hours.history(10))
                .extracting(Change::what)
                .<Class<? extends What>>extracting(What::getClass)
                .isEqualTo(List.of(
                        What.DaysAdded.class,
                        What.DaysRemoved.class,
                        What.WeekSet.class,
                        What.DaysAdded.class,
                        What.WeekSet.class));
        assertThat(hours.history(10))
                .extracting(change -> Optional.ofNullable(change.by()))
                .isEqualTo(List.of(
                        Optional.of(ADA), Optional.of(ADA), Optional.of(ADA), Optional.empty(), Optional.empty()));
        // behind what others are still writing
        Hotline.await(
                "the log tells it",
                () -> log.read(before, 100).stream()
                        .map(LogEntry::event)
                        .<Class<? extends Event>>map(Event::getClass)
                        .collect(Collectors.toSet())
                        .containsAll(
                                Set.of(HouseHoursSet.class, ExceptionalDaysSet.class, ExceptionalDaysRemoved.class)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        0,   -1,  Inventaire, '',                      days-backwards
        -1,  0,   Inventaire, '',                      days-past
        0,   800, Inventaire, '',                      days-too-far
        2,   3,   ' ',        '',                      reason-form
        2,   3,   Inventaire, 18:00-08:00,             hours-backwards
        2,   3,   Inventaire, '08:00-12:00,11:00-13:00', hours-overlap
        2,   3,   Inventaire, 8h,                      hours-malformed
        9,   12,  Inventaire, '',                      days-overlap
        """)
    void refusesWhatMakesNoSense(int from, int until, String reason, String spans, String code) {
        assertThat(hours.add(today.plusDays(10), today.plusDays(10), "Pont", "", ADA))
                .isEmpty();

        assertThat(hours.add(today.plusDays(from), today.plusDays(until), reason, spans, ADA))
                .map(Refusal::code)
                .contains(code);
    }

    @Test
    void leavesTheSettingsInForceWhenTheFirstChangeIsRefused() {
        assertThat(hours.setWeek(false, Map.of(DayOfWeek.MONDAY, " "), ADA))
                .map(Refusal::code)
                .contains("week-empty");
        assertThat(hours.remove(today, ADA)).map(Refusal::code).contains("days-unknown");

        assertThat(hours.isFromSettings()).isTrue();
        assertThat(hours.history(1)).isEmpty();
    }

    private void callMain() {
        hotline.sipp.call(Caller.pressing(MAIN, "0493112233", "", STAY));
    }

    private void say(Hours of) {
        assertThat(numbers.put(
                        new CityNumber(MAIN, "Accueil", new CategoryCode("roads.pothole"), "fr", false, of), ADA))
                .isEmpty();
        Hotline.await(
                "Asterisk knows",
                () -> AsteriskExtension.running()
                        .cli("database get allo-language " + MAIN)
                        .contains("Value: fr"));
    }

    private static ExceptionalDays closed(LocalDate day) {
        return new ExceptionalDays(day, day, List.of());
    }
}
