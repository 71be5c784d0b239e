package fr.allomairies.voiceassistant;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// When people answer. An exception goes before everything else, public holidays before the week.
///
/// @param alwaysOpen day and night, public holidays included, but for the exceptions
/// @param week a day that is left out is closed
public record Timetable(
        boolean alwaysOpen, ZoneId zone, Map<DayOfWeek, List<Span>> week, List<ExceptionalDays> exceptions) {

    public Timetable {
        week = Map.copyOf(week);
        exceptions = List.copyOf(exceptions);
    }

    /// Spans of each day, each as [Span#list] reads it.
    public static Map<DayOfWeek, List<Span>> week(Map<DayOfWeek, String> texts) {
        return texts.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, day -> Span.list(day.getValue())));
    }

    /// That of a line of its own, in the same zone. What closes the house for a day closes the line too,
    /// unless it is always open; what opens the house does not open the line.
    public Timetable ofLine(boolean always, Map<DayOfWeek, String> ownWeek, Set<LocalDate> ownClosures) {
        var closed = Stream.concat(
                exceptions.stream().filter(ExceptionalDays::isClosed),
                ownClosures.stream().map(ExceptionalDays::closed));
        return new Timetable(always, zone, week(ownWeek), always ? List.of() : closed.toList());
    }

    Optional<ExceptionalDays> exceptionOn(LocalDate day) {
        return exceptions.stream().filter(days -> days.holds(day)).findFirst();
    }
}
