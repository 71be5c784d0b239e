package fr.allomairies.telephony.call;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.Refusal;
import fr.allomairies.telephony.Appointments.Window;
import fr.allomairies.voiceassistant.OpeningHours;
import fr.allomairies.voiceassistant.Span;
import fr.allomairies.voiceassistant.Timetable;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AppointmentTimesTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    /// A Monday, nine o'clock.
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");

    private static final OpeningHours WEEK = new OpeningHours(new Timetable(
            false,
            PARIS,
            Map.of(DayOfWeek.MONDAY, List.of(span("08:00", "12:00"), span("13:30", "18:00"))),
            List.of()));

    private static final OpeningHours ALWAYS = new OpeningHours(new Timetable(true, PARIS, Map.of(), List.of()));

    private static Span span(String from, String until) {
        return new Span(LocalTime.parse(from), LocalTime.parse(until));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "2026-03-02,10:00,60,-",
                "2026-03-02,11:00,60,-",
                "2026-03-02,13:30,240,-",
                "2026-03-02,11:30,60,appointment-closed",
                "2026-03-02,07:00,60,appointment-past",
                "2026-03-02,09:00,60,appointment-past",
                "2026-03-03,10:00,60,appointment-closed",
                "2026-03-09,10:00,29,appointment-window",
                "2026-03-09,10:00,241,appointment-window",
                "2026-04-27,10:00,60,-",
                "2026-05-04,10:00,60,appointment-far",
                // a public holiday
                "2026-04-06,10:00,60,appointment-closed",
            })
    void isAgreedWhenPeopleAnswerForAllOfIt(LocalDate day, LocalTime from, int minutes, String refused) {
        var refusal = AppointmentTimes.refusal(new Window(day, from, Duration.ofMinutes(minutes)), NOW, PARIS, WEEK);

        assertThat(refusal.map(Refusal::code).orElse(null)).isEqualTo(refused);
    }

    /// On 29 March two o'clock is three.
    @Test
    void isNotAgreedInTheHourThatTheClockLeavesOut() {
        var never = new Window(LocalDate.of(2026, 3, 29), LocalTime.of(2, 30), Duration.ofHours(1));
        var over = new Window(LocalDate.of(2026, 3, 29), LocalTime.of(1, 30), Duration.ofHours(1));

        assertThat(AppointmentTimes.refusal(never, NOW, PARIS, ALWAYS))
                .map(Refusal::code)
                .contains("appointment-no-such-time");
        assertThat(AppointmentTimes.refusal(over, NOW, PARIS, ALWAYS)).isEmpty();
        assertThat(AppointmentTimes.from(over, PARIS)).isEqualTo("2026-03-29T00:30:00Z");
        assertThat(AppointmentTimes.until(over, PARIS)).isEqualTo("2026-03-29T01:30:00Z");
    }

    /// On 25 October three o'clock is two.
    @Test
    void isTheFirstOfAnHourThatComesTwice() {
        var window = new Window(LocalDate.of(2026, 10, 25), LocalTime.of(2, 30), Duration.ofHours(1));

        assertThat(AppointmentTimes.from(window, PARIS)).isEqualTo("2026-10-25T00:30:00Z");
        assertThat(AppointmentTimes.until(window, PARIS)).isEqualTo("2026-10-25T01:30:00Z");
    }

    /// The house opens by the clock on the wall before and after it is set.
    @Test
    void isInTheHoursOfItsOwnDay() {
        var summer = new Window(LocalDate.of(2026, 3, 30), LocalTime.of(8, 0), Duration.ofHours(1));

        assertThat(AppointmentTimes.refusal(summer, NOW, PARIS, WEEK)).isEmpty();
        assertThat(AppointmentTimes.from(summer, PARIS)).isEqualTo("2026-03-30T06:00:00Z");
    }
}
