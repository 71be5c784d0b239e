package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// How finely a report is cut.
public enum Step {
    QUARTER,
    HOUR,
    DAY,
    WEEK,
    MONTH;

    List<Interval> cut(Interval interval) {
        return switch (this) {
            case QUARTER -> interval.quarters();
            case HOUR -> interval.split(Duration.ofHours(1));
            case DAY -> interval.days();
            case WEEK -> interval.weeks();
            case MONTH -> interval.months();
        };
    }

    static Step of(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "quarter" -> QUARTER;
            case "hour" -> HOUR;
            case "day" -> DAY;
            case "week" -> WEEK;
            case "month" -> MONTH;
            default -> throw new IllegalArgumentException("step is quarter, hour, day, week or month, was: " + text);
        };
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
