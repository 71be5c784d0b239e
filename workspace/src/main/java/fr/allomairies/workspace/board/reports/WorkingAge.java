package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.forecast.DaysAlike;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Ages in working days: Monday to Friday without public holidays; the day of arrival is not counted. For one thread.
final class WorkingAge {

    private static final DaysAlike CALENDAR = new DaysAlike();

    /// Asking the calendar of holidays is slow.
    private static final Map<LocalDate, Boolean> WORKING = new ConcurrentHashMap<>();

    private final Map<LocalDate, Integer> known = new HashMap<>();
    private final LocalDate today;

    WorkingAge(Instant now) {
        this.today = LocalDate.ofInstant(now, Interval.CITY);
    }

    int of(Instant received) {
        return known.computeIfAbsent(LocalDate.ofInstant(received, Interval.CITY), this::since);
    }

    private int since(LocalDate received) {
        return (int) received.plusDays(1)
                .datesUntil(today.isAfter(received) ? today.plusDays(1) : received.plusDays(1))
                .filter(day -> WORKING.computeIfAbsent(day, WorkingAge::isWorking))
                .count();
    }

    private static boolean isWorking(LocalDate day) {
        return day.getDayOfWeek() != DayOfWeek.SATURDAY
                && day.getDayOfWeek() != DayOfWeek.SUNDAY
                && !CALENDAR.isHoliday(day);
    }
}
