package fr.allomairies.voiceassistant;

import java.time.LocalDate;
import java.util.List;

/// Days that are not like the others of the week, the last one included.
///
/// @param spans when people answer on each of them; none: closed
public record ExceptionalDays(LocalDate from, LocalDate until, List<Span> spans) {

    public ExceptionalDays {
        spans = List.copyOf(spans);
        if (until.isBefore(from)) {
            throw new IllegalArgumentException("exceptional days end before they begin: " + from + ", " + until);
        }
    }

    static ExceptionalDays closed(LocalDate day) {
        return new ExceptionalDays(day, day, List.of());
    }

    public boolean isClosed() {
        return spans.isEmpty();
    }

    public boolean holds(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }

    public boolean overlaps(ExceptionalDays other) {
        return !other.until.isBefore(from) && !other.from.isAfter(until);
    }
}
