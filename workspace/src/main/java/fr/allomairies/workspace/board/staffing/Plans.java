package fr.allomairies.workspace.board.staffing;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.forecast.DaysAlike;
import fr.allomairies.workspace.board.forecast.Forecast;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Clock;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes forecasts out of the log.
@Component
class Plans {

    private final PastDays past;
    private final DaysAlike days = new DaysAlike();
    private final Clock clock;

    @Autowired
    Plans(PastDays past) {
        this(past, Clock.systemUTC());
    }

    Plans(PastDays past, Clock clock) {
        this.past = past;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), Interval.CITY);
    }

    boolean isHoliday(LocalDate date) {
        return days.isHoliday(date);
    }

    /// Made of no day at all when the log knows none that is like it.
    Forecast forecast(LocalDate date, ChannelKind channel) {
        var alike = days.of(date, past.first().orElse(date), today());
        return Forecast.of(date, past.of(channel, alike, clock.instant()));
    }
}
