package fr.allomairies.channels.email;

import fr.allomairies.contact.EmailAddress;
import jakarta.mail.Session;
import java.time.Duration;
import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The city's mailbox.
///
/// @param address where citizens write, and the sender of what we write
/// @param name what citizens see beside the address
/// @param imap where the mailbox is read
/// @param smtp where our mails are handed over
/// @param poll distance of two looks into the mailbox; at most 1 s, so that nobody waits for the machine
/// @param largest a bigger mail is set aside and its sender told; as it travels, attachments encoded
@ConfigurationProperties("allo.mail")
public record MailSettings(
        @DefaultValue("mairie@allo.test") String address,
        @DefaultValue("Allo Mairies") String name,
        @DefaultValue Imap imap,
        @DefaultValue Smtp smtp,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("25MB") DataSize largest) {

    public MailSettings {
        address = new EmailAddress(address).value();
        if (poll.isNegative() || poll.isZero() || poll.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("allo.mail.poll is at most 1s, was: " + poll);
        }
        if (largest.toMegabytes() < 1 || largest.toMegabytes() > 64) {
            throw new IllegalArgumentException("allo.mail.largest is 1MB to 64MB, was: " + largest);
        }
    }

    /// The right side of our Message-IDs.
    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    /// @param security `NONE`, `STARTTLS` or `TLS`
    public record Imap(
            @DefaultValue("localhost") String host,
            @DefaultValue("2143") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("NONE") Security security) {

        public Imap {
            Server.check("allo.mail.imap", host, port);
        }

        Server server() {
            return new Server(security == Security.TLS ? "imaps" : "imap", host, port, security);
        }
    }

    /// @param user empty for a relay that knows us by our address
    public record Smtp(
            @DefaultValue("localhost") String host,
            @DefaultValue("2525") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("NONE") Security security) {

        public Smtp {
            Server.check("allo.mail.smtp", host, port);
        }

        Server server() {
            return new Server(security == Security.TLS ? "smtps" : "smtp", host, port, security);
        }
    }

    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /// @param protocol as Jakarta Mail names it
    record Server(String protocol, String host, int port, Security security) {

        private static final int CONNECT_WITHIN = 10_000;
        private static final int ANSWER_WITHIN = 60_000;

        static void check(String prefix, String host, int port) {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(prefix + " needs a host and a port of 1 to 65535");
            }
        }

        /// Never waits for ever, and never falls back to an open connection.
        Session session() {
            var properties = new Properties();
            var prefix = "mail." + protocol + '.';
            properties.put(prefix + "connectiontimeout", String.valueOf(CONNECT_WITHIN));
            properties.put(prefix + "timeout", String.valueOf(ANSWER_WITHIN));
            properties.put(prefix + "writetimeout", String.valueOf(ANSWER_WITHIN));
            properties.put(prefix + "starttls.enable", String.valueOf(security == Security.STARTTLS));
            properties.put(prefix + "starttls.required", String.valueOf(security == Security.STARTTLS));
            properties.put(prefix + "ssl.checkserveridentity", "true");
            return Session.getInstance(properties);
        }
    }
}
