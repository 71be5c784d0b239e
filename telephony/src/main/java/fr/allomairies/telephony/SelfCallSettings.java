package fr.allomairies.telephony;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// @param every how often the line calls itself, from one minute to a day; 0: never
@ConfigurationProperties("allo.telephony.self-call")
public record SelfCallSettings(@DefaultValue("0s") Duration every) {

    private static final Duration LEAST = Duration.ofMinutes(1);
    private static final Duration MOST = Duration.ofDays(1);

    public SelfCallSettings {
        if (!every.isZero() && (every.compareTo(LEAST) < 0 || every.compareTo(MOST) > 0)) {
            throw new IllegalArgumentException(
                    "allo.telephony.self-call.every is 0s, or one minute to a day, was: " + every);
        }
    }
}
