package fr.allomairies.application.parts;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Which servers are started beside the application. All of them are by default; each is for one machine only.
///
/// @param database start PostgreSQL; never done when `spring.datasource.url` names one
/// @param databasePort where it listens, on loopback
/// @param asterisk start Asterisk, fetching it first where it is missing
/// @param scripts the folder of the product, with `tools` and `docker`; without it Asterisk cannot be started
/// @param mail start the mail server to try with; the city's own is named by `allo.mail`
/// @param mailbox address of the city in that mail server
/// @param stopWithin how long an orderly stop may take, before the parts are stopped all the same; who stops us waits
/// five seconds at most
@ConfigurationProperties("allo.parts")
record PartsSettings(
        @DefaultValue("true") boolean database,
        int databasePort,
        @DefaultValue("true") boolean asterisk,
        @Nullable String scripts,
        AsteriskPorts asteriskPorts,
        @DefaultValue("true") boolean mail,
        int smtpPort,
        int imapPort,
        String mailbox,
        @DefaultValue("3s") Duration stopWithin) {

    PartsSettings {
        if (!mailbox.contains("@")) {
            throw new IllegalArgumentException("allo.parts.mailbox must be an e-mail address, was: " + mailbox);
        }
    }

    /// @param rtp first of the 2000 ports for sound
    record AsteriskPorts(int sip, int http, int ami, int agi, int rtp) {}
}
