package fr.allomairies.voiceassistant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.voiceassistant.VoiceSettings.Choice;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpeningHoursTest {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    final OpeningHours hours =
            new OpeningHours(new HoursSettings(null, null, null, Set.of(LocalDate.of(2026, 12, 24))).timetable());

    @ParameterizedTest(name = "{0} {2}")
    @CsvSource(textBlock = """
        2026-01-05T08:00:00, true,  the first second of a Monday
        2026-01-05T07:59:59, false, the second before
        2026-01-09T17:59:59, true,  the last second of a Friday
        2026-01-09T18:00:00, false, the second after
        2026-01-10T09:00:00, true,  Saturday morning
        2026-01-10T12:00:00, false, Saturday noon
        2026-01-11T10:00:00, false, Sunday
        2026-01-01T10:00:00, false, New Year
        2026-04-06T10:00:00, false, Easter Monday
        2026-05-01T10:00:00, false, Labour Day
        2026-05-14T10:00:00, false, Ascension
        2026-07-14T10:00:00, false, the national holiday
        2026-11-11T10:00:00, false, Armistice Day
        2026-12-24T10:00:00, false, a closure of the city's own
        2026-12-25T10:00:00, false, Christmas
        2027-03-29T10:00:00, false, Easter Monday of another year
        2026-03-30T08:30:00, true,  the Monday after the clocks went forward
        """)
    void opensInTheHoursOfTheWeekButOnHolidays(LocalDateTime at, boolean open, String why) {
        assertThat(hours.open(at.atZone(PARIS).toInstant())).as(why).isEqualTo(open);
    }

    @Test
    void isOpenAtChristmasWhenAlwaysOpen() {
        var always = new OpeningHours(new HoursSettings(true, null, null, null).timetable());

        assertThat(always.open(Instant.parse("2026-12-25T03:00:00Z"))).isTrue();
    }

    @Test
    void closesAtNoonWhenTheDayHasTwoSpans() {
        var lunch = new OpeningHours(
                new HoursSettings(null, null, Map.of(DayOfWeek.MONDAY, "08:00-12:00, 13:30-17:00"), null).timetable());

        assertThat(lunch.open(Instant.parse("2026-01-05T11:30:00Z"))).isFalse();
        assertThat(lunch.open(Instant.parse("2026-01-05T12:30:00Z"))).isTrue();
        assertThat(lunch.open(Instant.parse("2026-01-06T09:00:00Z"))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"8h-18h", "18:00-08:00", "08:00", "08:00-25:00", "''"})
    void refusesHoursThatAreNone(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HoursSettings(null, null, Map.of(DayOfWeek.MONDAY, text), null))
                .withMessageContaining("opening hours");
    }

    @Test
    void refusesAMenuWithAKeyThatHasAnotherMeaningOrStandsTwice() {
        var roads = new CategoryCode("roads.pothole");

        assertThatIllegalArgumentException().isThrownBy(() -> new Choice('0', "theme-roads", roads));
        assertThatIllegalArgumentException().isThrownBy(() -> new Choice('1', "../secret", roads));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new VoiceSettings(
                        List.of(new Choice('1', "theme-roads", roads), new Choice('1', "theme-water", roads)),
                        null,
                        null))
                .withMessageContaining("twice");
    }

    @Test
    void closesALineOfItsOwnHoursAlsoWhenTheHouseIsClosed() {
        var house = new HoursSettings(true, null, null, Set.of(LocalDate.of(2026, 12, 24))).timetable();
        var line = new OpeningHours(
                house.ofLine(false, Map.of(DayOfWeek.THURSDAY, "20:00-22:00"), Set.of(LocalDate.of(2026, 1, 8))));

        assertThat(line.open(evening(2026, 1, 15))).isTrue();
        assertThat(line.open(evening(2026, 1, 16))).as("a Friday").isFalse();
        assertThat(line.open(evening(2026, 1, 8))).as("closed by itself").isFalse();
        assertThat(line.open(evening(2026, 12, 24))).as("closed with the house").isFalse();
        assertThat(line.open(evening(2026, 1, 1))).as("New Year").isFalse();
    }

    @Test
    void isClosedOnAnExceptionalDayAlsoWhenAlwaysOpen() {
        var house = new OpeningHours(new Timetable(
                true, PARIS, Map.of(), List.of(days("2026-12-24", "2026-12-26", "10:00-12:00"), days("2026-12-28"))));

        assertThat(house.open(at("2026-12-25T11:00"))).isTrue();
        assertThat(house.open(at("2026-12-25T12:00"))).isFalse();
        assertThat(house.open(at("2026-12-27T12:00"))).as("day and night").isTrue();
        assertThat(house.open(at("2026-12-28T12:00"))).isFalse();
    }

    @Test
    void opensOnAPublicHolidayWhenItIsSaidAndOnlyThen() {
        var house = new Timetable(
                false,
                PARIS,
                Timetable.week(Map.of(DayOfWeek.FRIDAY, "08:00-18:00")),
                List.of(days("2026-12-25", "2026-12-25", "09:00-24:00")));
        var hours = new OpeningHours(house);

        assertThat(hours.open(at("2026-12-25T23:59:59"))).isTrue();
        assertThat(hours.open(at("2026-12-26T00:00"))).isFalse();
        assertThat(hours.open(at("2027-01-01T10:00"))).isFalse();
        assertThat(new OpeningHours(house.ofLine(false, Map.of(DayOfWeek.FRIDAY, "09:00-12:00"), Set.of()))
                        .open(at("2026-12-25T10:00")))
                .as("a line of its own hours")
                .isFalse();
    }

    /// Against every minute, over weeks in which the clocks are set.
    @ParameterizedTest
    @CsvSource({"2026-03-26", "2026-10-22", "2026-12-21"})
    void changesWhereTheMinutesSaySo(LocalDate from) {
        var nights = new OpeningHours(new Timetable(
                false,
                PARIS,
                Timetable.week(Map.of(
                        DayOfWeek.SATURDAY, "20:00-24:00",
                        DayOfWeek.SUNDAY, "00:00-02:30,02:45-05:00",
                        DayOfWeek.THURSDAY, "08:00-12:00",
                        DayOfWeek.FRIDAY, "08:00-12:00")),
                List.of(days("2026-12-24", "2026-12-24", "22:00-24:00"))));

        var expected = nights.open(from.atStartOfDay(PARIS).toInstant());
        var last = from.atStartOfDay(PARIS).toInstant();
        for (var minute = last;
                minute.isBefore(from.plusDays(6).atStartOfDay(PARIS).toInstant()); ) {
            minute = minute.plusSeconds(60);
            if (nights.open(minute) != expected) {
                assertThat(nights.change(last)).as("after %s", last).contains(minute);
                expected = !expected;
                last = minute;
            }
        }
        assertThat(last).isAfter(from.atStartOfDay(PARIS).toInstant());
    }

    @Test
    void neverChangesWhenNothingEverOpensOrCloses() {
        var now = at("2026-11-28T10:00");

        assertThat(new OpeningHours(new Timetable(true, PARIS, Map.of(), List.of())).change(now))
                .isEmpty();
        assertThat(new OpeningHours(new Timetable(false, PARIS, Map.of(), List.of())).change(now))
                .isEmpty();
    }

    @Test
    void isNoDayThatIsWrittenWithoutEnd() {
        assertThat(Span.fault("08:00-18:00" + " ".repeat(189))).isEmpty();
        assertThat(Span.fault("08:00-18:00" + " ".repeat(190))).contains("hours-malformed");
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
        08:00-12:00,               ''
        00:00-24:00,               ''
        '',                        ''
        '13:30-17:00,08:00-12:00', ''
        '08:00-12:00,12:00-14:00', ''
        '08:00-12:00,11:59-14:00', hours-overlap
        '09:00-24:00,22:00-23:00', hours-overlap
        18:00-08:00,               hours-backwards
        08:00-08:00,               hours-backwards
        8h-18h,                    hours-malformed
        '08:00-12:00,',            hours-malformed
        08:00-25:00,               hours-malformed
        """)
    void saysWhatIsWrongWithSpans(String text, String code) {
        assertThat(Span.fault(text).orElse("")).isEqualTo(code);
    }

    @Test
    void knowsThePublicHolidaysByTheirNames() {
        assertThat(PublicHoliday.between(LocalDate.of(2026, 11, 28), LocalDate.of(2027, 11, 27)))
                .hasSize(11)
                .extracting(PublicHoliday::nameFr)
                .startsWith("Noël")
                .contains("Lundi de Pâques", "Armistice");
    }

    private static ExceptionalDays days(String day) {
        return days(day, day, "");
    }

    private static ExceptionalDays days(String from, String until, String spans) {
        return new ExceptionalDays(LocalDate.parse(from), LocalDate.parse(until), Span.list(spans));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(PARIS).toInstant();
    }

    private static Instant evening(int year, int month, int day) {
        return LocalDateTime.of(year, month, day, 21, 0).atZone(PARIS).toInstant();
    }
}
