package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Interval;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;

/// Figures as text, in the language of the request.
public final class Shown {

    private static final String NOTHING = "–";

    public String share(@Nullable Double value) {
        if (value == null) {
            return NOTHING;
        }
        var percent = NumberFormat.getPercentInstance(LocaleContextHolder.getLocale());
        percent.setMaximumFractionDigits(1);
        return percent.format(value);
    }

    /// With one digit behind the comma at most.
    public String number(@Nullable Double value) {
        if (value == null) {
            return NOTHING;
        }
        var number = NumberFormat.getNumberInstance(LocaleContextHolder.getLocale());
        number.setMaximumFractionDigits(1);
        return number.format(value);
    }

    public String duration(@Nullable Double seconds) {
        if (seconds == null) {
            return NOTHING;
        }
        if (seconds.isInfinite()) {
            return "∞";
        }
        var whole = Math.round(seconds);
        return whole < 3600
                ? "%d:%02d".formatted(whole / 60, whole % 60)
                : "%d h %02d".formatted(whole / 3600, whole % 3600 / 60);
    }

    public String value(@Nullable Double value, Measure.Kind kind) {
        return switch (kind) {
            case COUNT -> number(value);
            case SHARE -> share(value);
            case SECONDS -> duration(value);
        };
    }

    public String time(Instant at, DateTimeFormatter format) {
        return format.format(ZonedDateTime.ofInstant(at, Interval.CITY));
    }
}
