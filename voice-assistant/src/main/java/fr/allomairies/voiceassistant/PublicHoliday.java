package fr.allomairies.voiceassistant;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.ManagerParameters;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// One of France.
public record PublicHoliday(LocalDate day, String nameFr, String nameEn) {

    private static final HolidayManager FRANCE =
            HolidayManager.getInstance(ManagerParameters.create(HolidayCalendar.FRANCE));

    /// The first and the last day included, in their order.
    public static List<PublicHoliday> between(LocalDate first, LocalDate last) {
        return FRANCE.getHolidays(first, last).stream()
                .map(PublicHoliday::of)
                .sorted(Comparator.comparing(PublicHoliday::day))
                .toList();
    }

    static boolean isOn(LocalDate day) {
        return FRANCE.isHoliday(day);
    }

    private static PublicHoliday of(Holiday holiday) {
        return new PublicHoliday(
                holiday.getDate(), holiday.getDescription(Locale.FRENCH), holiday.getDescription(Locale.ENGLISH));
    }
}
