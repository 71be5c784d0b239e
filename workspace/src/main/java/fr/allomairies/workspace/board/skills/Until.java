package fr.allomairies.workspace.board.skills;

import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// For how long a skill is given or taken.
public enum Until {
    QUARTER(Duration.ofMinutes(15)),
    HALF(Duration.ofMinutes(30)),
    HOUR(Duration.ofHours(1)),
    TWO_HOURS(Duration.ofHours(2)),
    /// until midnight
    TODAY(null),
    /// until somebody changes it
    CHANGED(null);

    private final @Nullable Duration length;

    Until(@Nullable Duration length) {
        this.length = length;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Until> of(String code) {
        return Arrays.stream(values())
                .filter(until -> until.code().equals(code))
                .findFirst();
    }

    @Nullable
    Instant from(Instant now) {
        return switch (this) {
            case TODAY -> Interval.day(LocalDate.ofInstant(now, Interval.CITY)).to();
            case CHANGED -> null;
            default -> length == null ? null : now.plus(length);
        };
    }
}
