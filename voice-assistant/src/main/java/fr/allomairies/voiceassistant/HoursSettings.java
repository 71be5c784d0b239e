package fr.allomairies.voiceassistant;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// When people answer the telephone.
///
/// @param alwaysOpen day and night, public holidays included: for trying and for crisis lines. Default false
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
        var _ = spans();
    }

    /// Those of a line of its own, in the same zone. What closes the house for a day closes the line too,
    /// unless it is always open.
    public HoursSettings ofLine(boolean always, Map<DayOfWeek, String> ownWeek, Set<LocalDate> ownClosures) {
        var all = new HashSet<>(closures);
        all.addAll(ownClosures);
        return new HoursSettings(always, zone, ownWeek, all);
    }

    Map<DayOfWeek, List<Span>> spans() {
        var spans = new EnumMap<DayOfWeek, List<Span>>(DayOfWeek.class);
        week.forEach((day, text) -> spans.put(
                day, Arrays.stream(text.split(",", -1)).map(Span::parse).toList()));
        return spans;
    }

    /// From the first time, until before the second.
    record Span(LocalTime from, LocalTime until) {

        Span {
            if (!from.isBefore(until)) {
                throw new IllegalArgumentException("opening hours end before they begin: " + from + "-" + until);
            }
        }

        static Span parse(String text) {
            var parts = text.strip().split("-", -1);
            try {
                if (parts.length == 2) {
                    return new Span(LocalTime.parse(parts[0].strip()), LocalTime.parse(parts[1].strip()));
                }
            } catch (DateTimeParseException _) {
                // said below
            }
            throw new IllegalArgumentException("opening hours are written 08:00-18:00, was: " + text);
        }

        boolean holds(LocalTime time) {
            return !time.isBefore(from) && time.isBefore(until);
        }
    }
}
