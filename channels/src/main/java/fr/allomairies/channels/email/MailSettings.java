package fr.allomairies.channels.email;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.contact.EmailAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/// The city's first mailbox, for as long as the administration says nothing else of it.
///
/// @param address where citizens write, and the sender of what we write
/// @param name what citizens see beside the address
/// @param imap where the mailbox is read
/// @param smtp where our mails are handed over
/// @param poll distance of two looks into the mailbox; at most 1 s, so that nobody waits for the machine
/// @param largest a bigger mail is set aside and its sender told; as it travels, attachments encoded
/// @param tokenHosts of our machine or network that tokens of OAuth 2 may be asked of, by name or `name:port`; none
///     unless the operator names them, so that nobody makes the server ask addresses of the inner network
@ConfigurationProperties("allo.mail")
public record MailSettings(
        @DefaultValue("mairie@allo.test") String address,
        @DefaultValue("Allo Mairies") String name,
        @DefaultValue Imap imap,
        @DefaultValue Smtp smtp,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("25MB") DataSize largest,
        @DefaultValue List<String> tokenHosts) {

    /// Source: RFC 4193, fc00::/7.
    private static final int UNIQUE_LOCAL = 0xfc;

    private static final int UNIQUE_LOCAL_MASK = 0xfe;

    public MailSettings {
        address = new EmailAddress(address).value();
        if (poll.isNegative() || poll.isZero() || poll.compareTo(Duration.ofSeconds(1)) > 0) {
            throw new IllegalArgumentException("allo.mail.poll is at most 1s, was: " + poll);
        }
        if (largest.toMegabytes() < 1 || largest.toMegabytes() > 64) {
            throw new IllegalArgumentException("allo.mail.largest is 1MB to 64MB, was: " + largest);
        }
        tokenHosts = List.copyOf(tokenHosts);
    }

    /// Whether tokens may be asked there. Asks for the host's addresses; one that has none is allowed.
    boolean allowsTokens(URI address) {
        var host = address.getHost();
        if (host == null || address.getUserInfo() != null) {
            return false;
        }
        if (tokenHosts.contains(host) || tokenHosts.contains(address.getAuthority())) {
            return true;
        }
        try {
            return Stream.of(InetAddress.getAllByName(host)).noneMatch(MailSettings::isInner);
        } catch (UnknownHostException _) {
            return true;
        }
    }

    private static boolean isInner(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()
                || address instanceof Inet6Address && (address.getAddress()[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    }

    /// The right side of our Message-IDs, whichever mailbox they leave from.
    String domain() {
        return address.substring(address.indexOf('@') + 1);
    }

    Account account() {
        return new Account(
                Account.OF_SETTINGS,
                new CityMailbox(
                        new EmailAddress(address),
                        name,
                        true,
                        new CityMailbox.Server(imap.host, imap.port, imap.user, imap.security),
                        new CityMailbox.Server(smtp.host, smtp.port, smtp.user, smtp.security),
                        null,
                        null,
                        false),
                new Secrets(imap.password, smtp.password, "", ""));
    }

    private static void check(String prefix, String host, int port) {
        if (host.isBlank() || port < 1 || port > 65_535) {
            throw new IllegalArgumentException(prefix + " needs a host and a port of 1 to 65535");
        }
    }

    /// @param security `NONE`, `STARTTLS` or `TLS`
    public record Imap(
            @DefaultValue("localhost") String host,
            @DefaultValue("2143") int port,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("NONE") Security security) {

        public Imap {
            check("allo.mail.imap", host, port);
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
            check("allo.mail.smtp", host, port);
        }
    }
}
