package fr.allomairies.workspace.board.forecast;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/// Which days are like which: a Monday is like the Mondays before it, a French public holiday is like the holidays
/// before it and like no other day. Safe for many threads.
public final class DaysAlike {

    /// Two months of weeks: long enough for a median, short enough to follow the seasons.
    private static final int MOST = 8;

    private final HolidayManager holidays =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.FRANCE));

    public boolean isHoliday(LocalDate date) {
        return holidays.isHoliday(date);
    }

    /// The latest first, at most eight.
    ///
    /// @param first the first day of which everything is known
    /// @param before the first day of which not everything is known
    public List<LocalDate> of(LocalDate date, LocalDate first, LocalDate before) {
        var latest = date.isBefore(before) ? date.minusDays(1) : before.minusDays(1);
        return Stream.iterate(latest, day -> !day.isBefore(first), day -> day.minusDays(1))
                .filter(day -> isLike(day, date))
                .limit(MOST)
                .toList();
    }

    private boolean isLike(LocalDate past, LocalDate date) {
        return isHoliday(past) ? isHoliday(date) : !isHoliday(date) && past.getDayOfWeek() == date.getDayOfWeek();
    }
}
