package fr.allomairies.channels.email;

import fr.allomairies.contact.EmailAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

        /// A mail is fetched at once: in pieces, some servers read the whole of it again for each.
        String uri(String login, Duration poll) {
            var protocol = security == Security.TLS ? "imaps" : "imap";
            return new Server(protocol, host, port).uri(user.isEmpty() ? login : user, password, security)
                    + "&mail." + protocol + ".partialfetch=false"
                    + "&unseen=true&peek=true&delete=false&mapMailMessage=false&skipFailedMessage=true"
                    + "&maxMessagesPerPoll=200&initialDelay=0&greedy=true&delay=" + poll.toMillis()
                    + "&backoffMultiplier=4&backoffErrorThreshold=4&pollStrategy=%23bean:mailboxWatch"
                    + "&binding=%23bean:bareMail";
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

        String uri() {
            return new Server(security == Security.TLS ? "smtps" : "smtp", host, port).uri(user, password, security);
        }
    }

    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    private record Server(String protocol, String host, int port) {

        private static final int CONNECT_WITHIN = 10_000;
        private static final int ANSWER_WITHIN = 60_000;

        static void check(String prefix, String host, int port) {
            if (host.isBlank() || port < 1 || port > 65_535) {
                throw new IllegalArgumentException(prefix + " needs a host and a port of 1 to 65535");
            }
        }

        String uri(String user, String password, Security security) {
            var uri = "%s://%s:%d?connectionTimeout=%d&mail.%s.timeout=%d&mail.%s.writetimeout=%d"
                    .formatted(protocol, host, port, CONNECT_WITHIN, protocol, ANSWER_WITHIN, protocol, ANSWER_WITHIN);
            if (security == Security.STARTTLS) {
                uri += "&mail.%s.starttls.enable=true&mail.%s.starttls.required=true".formatted(protocol, protocol);
            }
            return user.isEmpty() ? uri : uri + "&username=" + encoded(user) + "&password=" + encoded(password);
        }

        private static String encoded(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8);
        }
    }
}
