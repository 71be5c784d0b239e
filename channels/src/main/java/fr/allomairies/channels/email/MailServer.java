package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.channels.CityMailbox.Server;
import jakarta.mail.Session;
import java.util.Properties;

/// @param protocol as Jakarta Mail names it
record MailServer(String protocol, Server server) {

    private static final int CONNECT_WITHIN = 10_000;
    private static final int ANSWER_WITHIN = 60_000;

    /// Never waits for ever, and never falls back to an open connection.
    ///
    /// @param token whether it is signed in with a token in place of a password
    Session session(boolean token) {
        var properties = new Properties();
        var prefix = "mail." + protocol + '.';
        properties.put(prefix + "connectiontimeout", String.valueOf(CONNECT_WITHIN));
        properties.put(prefix + "timeout", String.valueOf(ANSWER_WITHIN));
        properties.put(prefix + "writetimeout", String.valueOf(ANSWER_WITHIN));
        properties.put(prefix + "starttls.enable", String.valueOf(server.security() == Security.STARTTLS));
        properties.put(prefix + "starttls.required", String.valueOf(server.security() == Security.STARTTLS));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        if (token) {
            properties.put(prefix + "auth.mechanisms", "XOAUTH2");
        }
        return Session.getInstance(properties);
    }
}
