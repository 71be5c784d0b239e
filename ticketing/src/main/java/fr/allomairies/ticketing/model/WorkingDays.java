package fr.allomairies.ticketing.model;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;

/// The city's working calendar: Monday to Friday without the public holidays of France, those of Easter included.
/// Safe for many threads.
public final class WorkingDays {

    /// The city's own time zone, in which days begin and end.
    public static final ZoneId CITY = ZoneId.of("Europe/Paris");

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.FRANCE));

    public boolean isWorking(LocalDate day) {
        return !WEEKEND.contains(day.getDayOfWeek()) && !holidays.isHoliday(day);
    }

    /// The day by which something is due that may take `days` working days. The day of arrival is not counted, and 0
    /// means the day of arrival itself, or the next working day when nobody works on it.
    public LocalDate due(Instant from, int days) {
        var day = nextWorking(LocalDate.ofInstant(from, CITY));
        for (int left = days; left > 0; left--) {
            day = nextWorking(day.plusDays(1));
        }
        return day;
    }

    private LocalDate nextWorking(LocalDate day) {
        return isWorking(day) ? day : nextWorking(day.plusDays(1));
    }
}
