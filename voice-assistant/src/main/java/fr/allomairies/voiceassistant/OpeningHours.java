package fr.allomairies.voiceassistant;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import fr.allomairies.voiceassistant.HoursSettings.Span;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;

/// Says whether people answer at an instant; French public holidays are closed. Safe for many threads.
public final class OpeningHours {

    private final HoursSettings settings;
    private final Map<DayOfWeek, List<Span>> week;
    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.FRANCE));

    public OpeningHours(HoursSettings settings) {
        this.settings = settings;
        this.week = settings.spans();
    }

    public boolean open(Instant at) {
        return settings.alwaysOpen() || open(at.atZone(settings.zone()));
    }

    private boolean open(ZonedDateTime at) {
        var time = at.toLocalTime();
        return !closedAllDay(at.toLocalDate())
                && week.getOrDefault(at.getDayOfWeek(), List.of()).stream().anyMatch(span -> span.holds(time));
    }

    private boolean closedAllDay(LocalDate day) {
        return settings.closures().contains(day) || holidays.isHoliday(day);
    }
}
