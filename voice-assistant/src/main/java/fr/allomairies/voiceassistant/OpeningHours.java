package fr.allomairies.voiceassistant;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Says whether people answer at an instant; French public holidays are closed. Safe for many threads.
public final class OpeningHours {

    /// How far [#change] looks.
    private static final int DAYS_AHEAD = 366;

    private static final List<Span> DAY_AND_NIGHT = List.of(new Span(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT));

    private final Timetable timetable;

    public OpeningHours(Timetable timetable) {
        this.timetable = timetable;
    }

    public boolean open(Instant at) {
        var local = at.atZone(timetable.zone());
        var time = local.toLocalTime();
        return spans(local.toLocalDate()).stream().anyMatch(span -> span.holds(time));
    }

    /// When it closes next after an instant at which it is open, or opens next; empty when not within a year.
    public Optional<Instant> change(Instant at) {
        var open = open(at);
        return Stream.iterate(day(at), day -> day.plusDays(1))
                .limit(DAYS_AHEAD)
                .flatMap(day -> bounds(day).sorted())
                .filter(bound -> bound.isAfter(at) && open(bound) != open)
                .findFirst();
    }

    public LocalDate day(Instant at) {
        return LocalDate.ofInstant(at, timetable.zone());
    }

    public LocalDateTime local(Instant at) {
        return LocalDateTime.ofInstant(at, timetable.zone());
    }

    /// In their order; empty for a day on which nobody answers.
    public List<Span> on(LocalDate day) {
        return spans(day).stream().sorted(Comparator.comparing(Span::from)).toList();
    }

    private List<Span> spans(LocalDate day) {
        return timetable
                .exceptionOn(day)
                .map(ExceptionalDays::spans)
                .orElseGet(() -> timetable.alwaysOpen() ? DAY_AND_NIGHT : usual(day));
    }

    private List<Span> usual(LocalDate day) {
        return PublicHoliday.isOn(day) ? List.of() : timetable.week().getOrDefault(day.getDayOfWeek(), List.of());
    }

    /// Where a span begins or ends, or the clock is set.
    private Stream<Instant> bounds(LocalDate day) {
        var ends = spans(day).stream().flatMap(span -> Stream.of(day.atTime(span.from()), end(day, span)));
        var clockSet = Optional.ofNullable(timetable
                        .zone()
                        .getRules()
                        .nextTransition(day.atStartOfDay(timetable.zone()).toInstant()))
                .filter(set -> set.getDateTimeBefore().toLocalDate().equals(day));
        return Stream.concat(ends.flatMap(this::instants), clockSet.stream().map(set -> set.getInstant()));
    }

    private static LocalDateTime end(LocalDate day, Span span) {
        return (span.untilMidnight() ? day.plusDays(1) : day).atTime(span.until());
    }

    /// None in the hour that is left out, two in the one that comes twice.
    private Stream<Instant> instants(LocalDateTime local) {
        return timetable.zone().getRules().getValidOffsets(local).stream().map(local::toInstant);
    }
}
