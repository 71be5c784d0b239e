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
            new OpeningHours(new HoursSettings(null, null, null, Set.of(LocalDate.of(2026, 12, 24))));

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
        var always = new OpeningHours(new HoursSettings(true, null, null, null));

        assertThat(always.open(Instant.parse("2026-12-25T03:00:00Z"))).isTrue();
    }

    @Test
    void closesAtNoonWhenTheDayHasTwoSpans() {
        var lunch = new OpeningHours(
                new HoursSettings(null, null, Map.of(DayOfWeek.MONDAY, "08:00-12:00, 13:30-17:00"), null));

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
                        List.of(new Choice('1', "theme-roads", roads), new Choice('1', "theme-water", roads)), null))
                .withMessageContaining("twice");
    }

    @Test
    void closesALineOfItsOwnHoursAlsoWhenTheHouseIsClosed() {
        var house = new HoursSettings(true, null, null, Set.of(LocalDate.of(2026, 12, 24)));
        var line = new OpeningHours(
                house.ofLine(false, Map.of(DayOfWeek.THURSDAY, "20:00-22:00"), Set.of(LocalDate.of(2026, 1, 8))));

        assertThat(line.open(evening(2026, 1, 15))).isTrue();
        assertThat(line.open(evening(2026, 1, 16))).as("a Friday").isFalse();
        assertThat(line.open(evening(2026, 1, 8))).as("closed by itself").isFalse();
        assertThat(line.open(evening(2026, 12, 24))).as("closed with the house").isFalse();
        assertThat(line.open(evening(2026, 1, 1))).as("New Year").isFalse();
    }

    private static Instant evening(int year, int month, int day) {
        return LocalDateTime.of(year, month, day, 21, 0).atZone(PARIS).toInstant();
    }
}
