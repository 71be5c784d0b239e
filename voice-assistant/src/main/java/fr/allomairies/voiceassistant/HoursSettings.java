package fr.allomairies.voiceassistant;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When people answer the telephone, until an administrator says it at the page of the hours.
///
/// @param alwaysOpen day and night, public holidays included, but for the closures: for trying and for crisis lines.
/// Default false
/// @param zone default Europe/Paris
/// @param week spans of each day such as `08:00-12:00,13:30-17:00`; a day that is left out is closed. Default Monday to
/// Friday 08:00-18:00, Saturday 09:00-12:00
/// @param closures further days on which nobody answers
public record HoursSettings(Boolean alwaysOpen, ZoneId zone, Map<DayOfWeek, String> week, Set<LocalDate> closures) {

    private static final Map<DayOfWeek, String> DEFAULT_WEEK = Map.of(
            DayOfWeek.MONDAY, "08:00-18:00",
            DayOfWeek.TUESDAY, "08:00-18:00",
            DayOfWeek.WEDNESDAY, "08:00-18:00",
            DayOfWeek.THURSDAY, "08:00-18:00",
            DayOfWeek.FRIDAY, "08:00-18:00",
            DayOfWeek.SATURDAY, "09:00-12:00");

    public HoursSettings(
            @Nullable Boolean alwaysOpen,
            @Nullable ZoneId zone,
            @Nullable Map<DayOfWeek, String> week,
            @Nullable Set<LocalDate> closures) {
        this.alwaysOpen = alwaysOpen != null && alwaysOpen;
        this.zone = zone == null ? ZoneId.of("Europe/Paris") : zone;
        this.week = week == null || week.isEmpty() ? DEFAULT_WEEK : Map.copyOf(week);
        this.closures = closures == null ? Set.of() : Set.copyOf(closures);
        if (this.week.values().stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("opening hours of a day are empty: leave the day out");
        }
        var _ = timetable();
    }

    public Timetable timetable() {
        return new Timetable(
                alwaysOpen,
                zone,
                Timetable.week(week),
                closures.stream().map(ExceptionalDays::closed).toList());
    }
}
