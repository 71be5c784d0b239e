package fr.allomairies.ticketing.flow;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Configuration;

/// From when on mails that follow each other on requests are taken for those of a machine that answers another one.
///
/// @param mostOnTicket mails on one request in an hour, 2 to 1000
/// @param mostFromAddress mails of one address on its requests in an hour, 2 to 1000
@ConfigurationProperties("allo.flood")
record FloodSettings(
        @DefaultValue("10") int mostOnTicket,
        @DefaultValue("30") int mostFromAddress) {

    FloodSettings {
        if (mostOnTicket < 2 || mostOnTicket > 1000 || mostFromAddress < 2 || mostFromAddress > 1000) {
            throw new IllegalArgumentException("allo.flood.most-on-ticket and most-from-address are 2 to 1000, were: "
                    + mostOnTicket + ", " + mostFromAddress);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(FloodSettings.class)
    static class Binding {}
}
