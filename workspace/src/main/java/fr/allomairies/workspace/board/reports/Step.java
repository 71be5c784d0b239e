package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How finely a report is cut.
public enum Step {
    QUARTER,
    HOUR,
    DAY;

    List<Interval> cut(Interval interval) {
        return switch (this) {
            case QUARTER -> interval.quarters();
            case HOUR -> interval.split(Duration.ofHours(1));
            case DAY -> interval.days();
        };
    }

    static Step of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "quarter" -> QUARTER;
            case "hour" -> HOUR;
            case "day" -> DAY;
            default -> throw new IllegalArgumentException("step is quarter, hour or day, was: " + text);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
