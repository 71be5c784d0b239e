package fr.allomairies.ticketing.flow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param closeAfter time without a word after which a resolved ticket is closed, at least a day. A citizen who writes
/// later reopens it all the same
/// @param notFixedWithin so long after a request is resolved the tracking page asks whether it is not fixed; 0 never
/// asks
@ConfigurationProperties("allo.ticketing")
public record ClosingSettings(
        @DefaultValue("30d") Duration closeAfter,
        @DefaultValue("30d") Duration notFixedWithin) {

    public ClosingSettings {
        if (closeAfter.compareTo(Duration.ofDays(1)) < 0) {
            throw new IllegalArgumentException("allo.ticketing.close-after is at least 1d, was: " + closeAfter);
        }
    }
}
