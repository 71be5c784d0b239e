package fr.allomairies.workspace.board.reports.mailing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.workspace.board.reports.ReportFile.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ScheduleTest {

    private static final Instant LONG_AGO = Instant.parse("2020-01-01T00:00:00Z");

    @Test
    void isDueAtItsHourOfTheDayAfterThePeriod() {
        var daily = schedule(Every.DAY, 7, Instant.parse("2026-03-02T12:00:00Z"));

        assertThat(daily.due(Instant.parse("2026-03-03T05:59:59Z"))).isEmpty();
        assertThat(daily.due(Instant.parse("2026-03-03T06:00:00Z"))).containsExactly(LocalDate.parse("2026-03-02"));
        assertThat(daily.next(Instant.parse("2026-03-03T06:00:00Z"))).isEqualTo("2026-03-04T06:00:00Z");
    }

    @Test
    void countsTheHourOfTheCityInSummerAndInWinter() {
        var monthly = schedule(Every.MONTH, 8, LONG_AGO);

        assertThat(monthly.due(LocalDate.parse("2026-02-01"))).isEqualTo("2026-03-01T07:00:00Z");
        assertThat(monthly.due(LocalDate.parse("2026-03-01"))).isEqualTo("2026-04-01T06:00:00Z");
        // 2 o'clock is not in that night
        assertThat(schedule(Every.DAY, 2, LONG_AGO).due(LocalDate.parse("2026-03-28")))
                .isEqualTo("2026-03-29T01:00:00Z");
    }

    @Test
    void beginsAWeekOnMondayAndAMonthOnTheFirst() {
        var sunday = Instant.parse("2026-03-08T20:00:00Z");

        assertThat(schedule(Every.WEEK, 7, LONG_AGO).last(sunday)).isEqualTo("2026-02-23");
        assertThat(schedule(Every.WEEK, 7, LONG_AGO).last(Instant.parse("2026-03-08T23:00:00Z")))
                .isEqualTo("2026-03-02");
        assertThat(schedule(Every.MONTH, 7, LONG_AGO).last(sunday)).isEqualTo("2026-02-01");
    }

    @Test
    void makesUpForAWeekOfTheHousesAbsenceAtMost() {
        var due = schedule(Every.DAY, 7, LONG_AGO).due(Instant.parse("2026-03-20T12:00:00Z"));

        assertThat(due).hasSize(7).isSorted().endsWith(LocalDate.parse("2026-03-19"));
    }

    @Test
    void doesNotMakeUpForWhatWasDueBeforeItWasWrittenDown() {
        assertThat(schedule(Every.WEEK, 7, Instant.parse("2026-03-09T06:00:00Z"))
                        .due(Instant.parse("2026-03-09T12:00:00Z")))
                .isEmpty();
    }

    @Test
    void cannotTellAPeriodThatBeganBeforeWhatIsKnown() {
        var now = Instant.parse("2026-03-31T12:00:00Z");
        var known = Instant.parse("2026-03-23T23:00:00Z");

        assertThat(Every.values())
                .filteredOn(every -> every.isBeyond(known, now))
                .containsExactly(Every.MONTH);
        assertThat(Every.values()).noneMatch(every -> every.isBeyond(Instant.MIN, now));
        assertThat(Every.MONTH.isBeyond(Instant.parse("2026-02-27T23:00:00Z"), now))
                .isFalse();
        assertThat(Every.MONTH.isBeyond(Instant.parse("2026-02-28T23:00:00Z"), now))
                .isTrue();
    }

    static Schedule schedule(Every every, int hour, Instant since) {
        return new Schedule(
                UUID.randomUUID(),
                "Bilan",
                every,
                hour,
                List.of("interval", "channel"),
                List.of(Type.PDF, Type.CSV),
                List.of(new EmailAddress("sonia@mairie.example.org"), new EmailAddress("dir@mairie.example.org")),
                "fr",
                true,
                since,
                new AgentId("sonia"),
                since);
    }
}
