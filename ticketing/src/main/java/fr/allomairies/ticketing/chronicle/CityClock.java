package fr.allomairies.ticketing.chronicle;

import fr.allomairies.ticketing.model.WorkingDays;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// The time as the tables can keep it, in microseconds, and the day in the city.
@Component
public class CityClock {

    private final Clock clock;

    /// The system's clock, unless the application brings one of its own.
    CityClock(ObjectProvider<Clock> clock) {
        this.clock = clock.getIfUnique(Clock::systemUTC);
    }

    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    public LocalDate today() {
        return LocalDate.ofInstant(now(), WorkingDays.CITY);
    }
}
