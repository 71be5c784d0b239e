package fr.allomairies.voiceassistant;

import static java.util.stream.Collectors.joining;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// From the first time, until before the second, which is the end of the day when it is midnight.
public record Span(LocalTime from, LocalTime until) {

    private static final String MIDNIGHT = "24:00";
    private static final String SEPARATOR = ",";
    /// Characters; more than any day needs, and each call reads them.
    private static final int LONGEST = 200;

    public Span {
        if (isBackwards(from, until)) {
            throw new IllegalArgumentException("opening hours end before they begin: " + from + "-" + until);
        }
    }

    /// @param text such as `08:00-12:00,13:30-24:00`; blank for none
    public static List<Span> list(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(SEPARATOR, -1)).map(Span::parse).toList();
    }

    /// Why a text is no [#list]: `hours-malformed`, `hours-backwards` or `hours-overlap`.
    public static Optional<String> fault(String text) {
        if (text.length() > LONGEST) {
            return Optional.of("hours-malformed");
        }
        try {
            var spans =
                    list(text).stream().sorted(Comparator.comparing(Span::from)).toList();
            for (int i = 1; i < spans.size(); i++) {
                if (spans.get(i - 1).holds(spans.get(i).from())) {
                    return Optional.of("hours-overlap");
                }
            }
            return Optional.empty();
        } catch (Malformed _) {
            return Optional.of("hours-malformed");
        } catch (IllegalArgumentException _) {
            return Optional.of("hours-backwards");
        }
    }

    /// What [#list] reads.
    public static String written(List<Span> spans) {
        return spans.stream().map(Span::toString).collect(joining(SEPARATOR));
    }

    boolean holds(LocalTime time) {
        return !time.isBefore(from) && (untilMidnight() || time.isBefore(until));
    }

    boolean untilMidnight() {
        return until.equals(LocalTime.MIDNIGHT);
    }

    @Override
    public String toString() {
        return from + "-" + (untilMidnight() ? MIDNIGHT : until);
    }

    private static Span parse(String text) {
        var times = text.strip().split("-", -1);
        if (times.length != 2) {
            throw new Malformed(text);
        }
        return new Span(time(times[0].strip(), text), end(times[1].strip(), text));
    }

    private static LocalTime end(String time, String text) {
        return time.equals(MIDNIGHT) ? LocalTime.MIDNIGHT : time(time, text);
    }

    private static LocalTime time(String time, String text) {
        try {
            return LocalTime.parse(time);
        } catch (DateTimeParseException _) {
            throw new Malformed(text);
        }
    }

    private static boolean isBackwards(LocalTime from, LocalTime until) {
        return !until.equals(LocalTime.MIDNIGHT) && !from.isBefore(until);
    }

    private static final class Malformed extends IllegalArgumentException {

        Malformed(String text) {
            super("opening hours are written 08:00-18:00, was: " + text);
        }
    }
}
