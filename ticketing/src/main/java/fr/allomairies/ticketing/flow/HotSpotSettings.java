package fr.allomairies.ticketing.flow;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/// When reports of one category are proposed as one incident.
///
/// @param reports so many, 2 to 100
/// @param metres around one of them, 10 to 5000
/// @param within opened in the last, 1 hour to 7 days
@ConfigurationProperties("allo.hot-spots")
record HotSpotSettings(
        @DefaultValue("5") int reports,
        @DefaultValue("300") int metres,
        @DefaultValue("24h") Duration within) {

    HotSpotSettings {
        if (reports < 2 || reports > 100 || metres < 10 || metres > 5_000) {
            throw new IllegalArgumentException(
                    "allo.hot-spots.reports is 2 to 100 and metres 10 to 5000, were: " + reports + ", " + metres);
        }
        if (within.compareTo(Duration.ofHours(1)) < 0 || within.compareTo(Duration.ofDays(7)) > 0) {
            throw new IllegalArgumentException("allo.hot-spots.within is 1h to 7d, was: " + within);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(HotSpotSettings.class)
    static class Binding {}
}
