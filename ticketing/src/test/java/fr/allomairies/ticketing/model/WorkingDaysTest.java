package fr.allomairies.ticketing.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDaysTest {

    final WorkingDays days = new WorkingDays();

    /// New Year, Easter Monday, Labour Day, 8 May, Ascension, Whit Monday, 14 July, 15 August, All Saints, 11 November,
    /// Christmas of 2026; Easter Monday of 2027.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-01",
                "2026-04-06",
                "2026-05-01",
                "2026-05-08",
                "2026-05-14",
                "2026-05-25",
                "2026-07-14",
                "2026-08-15",
                "2026-11-01",
                "2026-11-11",
                "2026-12-25",
                "2027-03-29"
            })
    void nobodyWorksOnAPublicHoliday(LocalDate holiday) {
        assertThat(days.isWorking(holiday)).isFalse();
    }

    /// Good Friday and 26 December are holidays in Alsace and Moselle alone.
    @ParameterizedTest
    @ValueSource(strings = {"2026-04-03", "2025-12-26", "2026-01-02"})
    void oneWorksInNiceWhenAlsaceRests(LocalDate day) {
        assertThat(days.isWorking(day)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T08:00:00Z, 0,  2026-01-05",
        "2026-01-05T08:00:00Z, 1,  2026-01-06",
        "2026-01-05T08:00:00Z, 10, 2026-01-19",
        // Friday evening in Paris
        "2026-01-09T20:00:00Z, 1,  2026-01-12",
        // Saturday: the day of arrival is the next working day
        "2026-01-10T09:00:00Z, 0,  2026-01-12",
        "2026-01-10T09:00:00Z, 1,  2026-01-13",
        // over Easter Monday
        "2026-04-03T09:00:00Z, 1,  2026-04-07",
        // half past midnight in Paris, the evening before in UTC
        "2026-01-05T23:30:00Z, 1,  2026-01-07",
    })
    void countsWorkingDaysOfTheCity(Instant from, int working, LocalDate due) {
        assertThat(days.due(from, working)).isEqualTo(due);
    }

    @Test
    void knowsEasterOfAnyYear() {
        assertThat(days.isWorking(LocalDate.of(2038, 4, 26))).isFalse();
    }
}
