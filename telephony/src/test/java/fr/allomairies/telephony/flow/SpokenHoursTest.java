package fr.allomairies.telephony.flow;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.voiceassistant.ExceptionalDays;
import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.Timetable;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpokenHoursTest {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final Map<DayOfWeek, String> WEEK = Map.of(
            DayOfWeek.MONDAY, "13:30-17:00,08:00-12:00",
            DayOfWeek.TUESDAY, "00:00-24:00",
            DayOfWeek.FRIDAY, "08:01-17:59");
    static final Instant MONDAY = Instant.parse("2026-01-05T08:00:00Z");
    static final Instant TUESDAY = Instant.parse("2026-01-06T08:00:00Z");
    /// In Paris it is Saturday by then.
    static final Instant FRIDAY_NIGHT = Instant.parse("2026-01-09T23:30:00Z");

    @Test
    void saysTodayAndTheNextDay() {
        assertThat(SpokenHours.of(hours(List.of()), MONDAY))
                .containsExactly(
                        "hours-today",
                        "hours-from",
                        "hour-8",
                        "hours-to",
                        "hour-12",
                        "hours-and",
                        "hours-from",
                        "hour-13",
                        "minute-30",
                        "hours-to",
                        "hour-17",
                        "hours-tomorrow",
                        "hours-all-day");
    }

    @Test
    void namesALaterDayAndCallsNobodyInVain() {
        assertThat(SpokenHours.of(hours(List.of()), TUESDAY))
                .containsExactly(
                        "hours-today",
                        "hours-all-day",
                        "hours-day-5",
                        "hours-from",
                        "hour-8",
                        "minute-5",
                        "hours-to",
                        "hour-17",
                        "minute-55");
        assertThat(SpokenHours.of(hours(List.of()), FRIDAY_NIGHT)).startsWith("hours-not-today", "hours-day-1");
    }

    @Test
    void leavesOutDaysThatAreClosed() {
        var closed = new ExceptionalDays(LocalDate.of(2026, 1, 6), LocalDate.of(2026, 1, 6), List.of());

        assertThat(SpokenHours.of(hours(List.of(closed)), MONDAY)).contains("hours-day-5");
    }

    private static OpeningHours hours(List<ExceptionalDays> exceptions) {
        return new OpeningHours(new Timetable(false, PARIS, Timetable.week(WEEK), exceptions));
    }
}
