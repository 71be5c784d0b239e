package fr.allomairies.ticketing.handover;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/// How services are told.
///
/// @param linkDays for which a link answers, from the hand-over on; 1 to 366
@ConfigurationProperties("allo.hand-over")
record HandOverSettings(@DefaultValue("90") int linkDays) {

    HandOverSettings {
        if (linkDays < 1 || linkDays > 366) {
            throw new IllegalArgumentException("allo.hand-over.link-days is 1 to 366, was: " + linkDays);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(HandOverSettings.class)
    static class Binding {}
}
