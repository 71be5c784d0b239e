package fr.allomairies.workspace.board.roster;

import static fr.allomairies.workspace.board.roster.Team.AMINA;
import static fr.allomairies.workspace.board.roster.Team.BRUNO;
import static fr.allomairies.workspace.board.roster.Team.planned;
import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.workspace.board.roster.RosterFile.Line;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcalRosterTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 10, 20);
    private static final String OUTLOOK = """
            BEGIN:VTIMEZONE
            TZID:Romance Standard Time
            BEGIN:STANDARD
            DTSTART:16010101T030000
            TZOFFSETFROM:+0200
            TZOFFSETTO:+0100
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
            END:STANDARD
            BEGIN:DAYLIGHT
            DTSTART:16010101T020000
            TZOFFSETFROM:+0100
            TZOFFSETTO:+0200
            RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
            END:DAYLIGHT
            END:VTIMEZONE
            """;

    private final IcalRoster ical = new IcalRoster(Team.people(), null, TODAY);

    /// The zone is Outlook's own name for ours, and the clocks go back on the third of the days.
    @Test
    void repeatsAnEventByTheClockOnTheWall() {
        var file = ical.read(calendar(OUTLOOK + """
                BEGIN:VEVENT
                UID:1
                DTSTART;TZID=Romance Standard Time:20261023T080000
                DTEND;TZID=Romance Standard Time:20261023T120000
                RRULE:FREQ=DAILY;COUNT=5
                EXDATE;TZID=Romance Standard Time:20261026T080000
                SUMMARY:Service
                ATTENDEE:mailto:amina.saidi@ville.example
                END:VEVENT
                BEGIN:VEVENT
                UID:1
                RECURRENCE-ID;TZID=Romance Standard Time:20261027T080000
                DTSTART;TZID=Romance Standard Time:20261027T140000
                DTEND;TZID=Romance Standard Time:20261027T180000
                SUMMARY:Formation
                ATTENDEE:mailto:amina.saidi@ville.example
                END:VEVENT
                """));

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines())
                .extracting(Line::planned)
                .containsExactly(
                        planned(AMINA, Activity.SHIFT, "2026-10-23T06:00:00Z", "2026-10-23T10:00:00Z"),
                        planned(AMINA, Activity.SHIFT, "2026-10-24T06:00:00Z", "2026-10-24T10:00:00Z"),
                        planned(AMINA, Activity.SHIFT, "2026-10-25T07:00:00Z", "2026-10-25T11:00:00Z"),
                        planned(AMINA, Activity.TRAINING, "2026-10-27T13:00:00Z", "2026-10-27T17:00:00Z"));
    }

    @Test
    void repeatsFromTodayOnAndNotForEver() {
        var file = ical.read(calendar(event("""
                DTSTART;TZID=Europe/Paris:20250106T080000
                DURATION:PT4H
                RRULE:FREQ=WEEKLY;BYDAY=MO
                """)));

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines().getFirst().planned().day()).isEqualTo(LocalDate.of(2026, 10, 26));
        assertThat(file.lines().getLast().planned().day()).isEqualTo(LocalDate.of(2027, 1, 18));
        assertThat(file.lines()).hasSize(13);
    }

    /// A time without a zone is one of the city, wherever the server stands.
    @Test
    void readsTimesOfTheCityOfTheWorldAndOfElsewhere() {
        assertThat(ical.read(
                                calendar(
                                        event("DTSTART:20261207T080000\nDTEND:20261207T120000\n")
                                                + event("DTSTART:20261208T080000Z\nDTEND:20261208T120000Z\n")
                                                + event(
                                                        "DTSTART;TZID=Atlantic/Canary:20261209T080000\nDTEND;TZID=Atlantic/Canary:20261209T120000\n")))
                        .lines())
                .extracting(line -> line.planned().times())
                .containsExactly("08:00–12:00", "09:00–13:00", "09:00–13:00");
    }

    @Test
    void wholeDaysAreLeaveOfTwentyThreeToTwentyFiveHours() {
        var file = ical.read(calendar("""
                BEGIN:VEVENT
                DTSTART;VALUE=DATE:20261024
                DTEND;VALUE=DATE:20261027
                SUMMARY:Congés
                ATTENDEE;CN="Bruno Petit":mailto:b.petit@ville.example
                END:VEVENT
                """));

        assertThat(file.lines())
                .extracting(Line::planned)
                .containsExactly(
                        planned(BRUNO, Activity.LEAVE, "2026-10-23T22:00:00Z", "2026-10-24T22:00:00Z"),
                        planned(BRUNO, Activity.LEAVE, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"),
                        planned(BRUNO, Activity.LEAVE, "2026-10-25T23:00:00Z", "2026-10-26T23:00:00Z"));
    }

    @Test
    void anEventWithoutAttendeesIsOfWhoeverTheCalendarIs() {
        var event = "BEGIN:VEVENT\nDTSTART:20261207T080000\nDTEND:20261207T120000\nCATEGORIES:shift\nEND:VEVENT\n";

        assertThat(ical.read(calendar(event)).problems()).containsExactly(Problem.of(4, "nobody"));
        assertThat(new IcalRoster(Team.people(), BRUNO, TODAY)
                        .read(calendar(event))
                        .lines())
                .extracting(line -> line.planned().agent())
                .containsExactly(BRUNO);
    }

    /// The clocks change on those nights, and the zone is told by the file itself.
    @ParameterizedTest
    @ValueSource(strings = {"20261025T013000", "20261025T023000", "20270328T013000", "20270328T033000"})
    void takesTheHoursAroundTheChangeOfTheClocks(String start) {
        var file = ical.read(calendar(OUTLOOK
                + event("DTSTART;TZID=Romance Standard Time:" + start + "\nDURATION:PT1H\n")
                + event("DTSTART:" + start + "\nDURATION:PT1H\n")));

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines())
                .extracting(Line::planned)
                .extracting(planned -> Wall.text(planned.from()).substring(0, 5))
                .containsOnly(start.substring(9, 11) + ":" + start.substring(11, 13));
    }

    /// What is laid out from today on would else be the whole plan of a past day that a single event names.
    @Test
    void saysNothingOfPastDaysWhereEventsAreRepeated() {
        var past = event("DTSTART:20261006T140000\nDTEND:20261006T150000\n");
        var today = event("DTSTART:20261020T000000\nDTEND:20261020T010000\n");
        var repeated = event("DTSTART:20260907T080000\nDURATION:PT4H\nRRULE:FREQ=WEEKLY;COUNT=8\n");

        var file = ical.read(calendar(past + today + repeated));

        assertThat(file.passedOver()).isEqualTo(1);
        assertThat(file.lines())
                .extracting(line -> line.planned().day())
                .containsExactly(TODAY, LocalDate.of(2026, 10, 26));
        assertThat(ical.read(calendar(past)).lines()).hasSize(1);
    }

    @Test
    void refusesTooManyEventsBeforeItLaysOutAny() {
        var single = event("DTSTART:20261207T080000\nDURATION:PT4H\n");
        var repeated = event("DTSTART:20261207T080000\nDURATION:PT4H\nRRULE:FREQ=YEARLY\n");

        assertThat(ical.read(calendar(single.repeat(RosterFile.MOST_LINES + 1))).problems())
                .extracting(Problem::code)
                .containsExactly("many");
        assertThat(ical.read(calendar(repeated.repeat(IcalRoster.MOST_REPEATED + 1)))
                        .problems())
                .extracting(Problem::code)
                .containsExactly("many-repeated");
    }

    @Test
    void aByteOrderMarkIsNoPartOfACalendar() {
        var text = "\uFEFF" + calendar(event("DTSTART:20261207T080000\nDURATION:PT4H\n"));

        var file = new RosterFiles(Team.directory()).read(text, null, TODAY);

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines()).hasSize(1);
    }

    @Test
    void whatIsCancelledIsPassedOver() {
        var file = ical.read(calendar(event("STATUS:CANCELLED\nDTSTART:20261207T080000\nDTEND:20261207T120000\n")));

        assertThat(file.lines()).isEmpty();
        assertThat(file.problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'DTEND:20261207T120000', no-start",
        "'DTSTART:20261207T080000', no-end",
        "'DTSTART:20261207T080000/DTEND:20261207T070000', order",
        "'DTSTART;VALUE=DATE:20261207', all-day",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=SECONDLY', frequency",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=DAILY;BYMINUTE=0,1,2,3', frequency",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=DAILY/EXRULE:FREQ=SECONDLY', exception-rule",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=DAILY;COUNT=20000', frequency",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=YEARLY;BYDAY=MO,TU;BYSETPOS=90', frequency",
        "'DTSTART;VALUE=DATE:20260230', no-moment",
        "'DTSTART;VALUE=DATE:20261207/DTEND;VALUE=DATE:20261307', no-moment",
        "'DTSTART:20260231T080000/DURATION:PT1H', no-moment",
        "'DTSTART:20270328T023000/DURATION:PT1H', no-moment",
        "'DTSTART:20261207T080000/DTEND:20261207T250000', no-moment",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=DAILY/EXDATE:20270229T080000', no-moment",
        "'DTSTART:19990104T080000/DURATION:PT1H/RRULE:FREQ=DAILY', far",
        "'DTSTART;TZID=Mars/Base:20261207T080000/DURATION:PT1H', zone",
        "'DTSTART:20261207T080000/DURATION:PT1H/RRULE:FREQ=NEVER', property",
        "'DTSTART:20261207T080000/DTEND:tomorrow', property",
    })
    void saysWhatCannotBeTaken(String lines, String code) {
        assertThat(ical.read(calendar(event(lines.replace('/', '\n').replace("Mars\nBase", "Mars/Base") + "\n")))
                        .problems())
                .extracting(Problem::code)
                .contains(code);
    }

    @Test
    void whatIsNoCalendarIsSaid() {
        assertThat(ical.read("BEGIN:VCALENDAR\nEND:VCALENDAR").problems())
                .extracting(Problem::code)
                .containsExactly("not-ical");
    }

    @Test
    void readsWhatItWrites() {
        var planned = List.of(
                planned(AMINA, Activity.SHIFT, "2026-10-24T20:00:00Z", "2026-10-25T01:30:00Z"),
                planned(BRUNO, Activity.LEAVE, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"));

        var file = ical.read(IcalRoster.write(planned, activity -> "Titre, « " + activity + " »"));

        assertThat(file.problems()).isEmpty();
        assertThat(file.lines()).extracting(Line::planned).containsExactlyElementsOf(planned);
    }

    private static String event(String lines) {
        return "BEGIN:VEVENT\nSUMMARY:Service\nATTENDEE:mailto:bruno@ville.example\n" + lines + "END:VEVENT\n";
    }

    private static String calendar(String content) {
        return "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:test\n" + content + "END:VCALENDAR\n";
    }
}
