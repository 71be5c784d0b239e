package fr.allomairies.workspace.board.reports.mailing;

import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.ReportFile;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Looks which reports are due and puts them on their way, on any node: the database lets each be made once.
@Component
class Making {

    /// For so long a call of the period that does not end holds its report up.
    static final Duration WAITS_FOR_CALLS = Duration.ofHours(6);

    private static final Logger LOG = LoggerFactory.getLogger(Making.class);

    private final Schedules schedules;
    private final Mailings mailings;
    private final ReportFile reports;
    private final Clock clock;

    Making(Schedules schedules, Mailings mailings, ReportFile reports, Clock clock) {
        this.schedules = schedules;
        this.mailings = mailings;
        this.reports = reports;
        this.clock = clock;
    }

    void round() {
        var now = clock.instant();
        schedules.all().stream().filter(Schedule::active).forEach(schedule -> make(schedule, now));
    }

    private void make(Schedule schedule, Instant now) {
        var due = schedule.due(now);
        if (due.isEmpty()) {
            return;
        }
        var made = mailings.made(schedule);
        due.stream()
                .filter(first -> !made.contains(first))
                .filter(first -> isSettled(schedule, first, now))
                .forEach(first -> make(schedule, first, now));
    }

    private boolean isSettled(Schedule schedule, LocalDate first, Instant now) {
        return now.isAfter(schedule.due(first).plus(WAITS_FOR_CALLS))
                || reports.isSettled(
                        interval(first, schedule.every().next(first).minusDays(1)));
    }

    private void make(Schedule schedule, LocalDate first, Instant now) {
        var mailing = Mailing.of(schedule, first, null, now);
        if (mailings.make(mailing, schedule)) {
            LOG.atInfo()
                    .addKeyValue("schedule", schedule.id())
                    .addKeyValue("first", first)
                    .log("report-made");
        }
    }

    static Interval interval(LocalDate first, LocalDate last) {
        return new Interval(Interval.day(first).from(), Interval.day(last).to());
    }
}
