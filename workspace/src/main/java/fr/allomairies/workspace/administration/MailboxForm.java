package fr.allomairies.workspace.administration;

import fr.allomairies.channels.CityMailbox;
import fr.allomairies.channels.CityMailbox.OAuth;
import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.channels.CityMailbox.Security;
import fr.allomairies.channels.CityMailbox.Server;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.EmailAddress;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A mailbox as typed in the form: anything may be wrong in it.
///
/// @param version that was seen; empty for a new one
/// @param signIn `passwords` or `tokens`
/// @param category code; empty for none
/// @param secrets as typed just now; what is empty stays what it was
public record MailboxForm(
        String version,
        String address,
        String name,
        boolean active,
        Typed imap,
        Typed smtp,
        String signIn,
        String tokens,
        String client,
        String scope,
        String category,
        boolean subaddresses,
        Secrets secrets) {

    public record Typed(String host, String port, String user, String security) {

        private static Typed of(Server server) {
            return new Typed(
                    server.host(),
                    String.valueOf(server.port()),
                    server.user(),
                    server.security().name());
        }

        /// A port that is no number is none, which is refused.
        private Server server() {
            return new Server(
                    host, port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0, user, Security.valueOf(security));
        }
    }

    static final MailboxForm BLANK = new MailboxForm(
            "",
            "",
            "",
            true,
            new Typed("", "993", "", "TLS"),
            new Typed("", "587", "", "STARTTLS"),
            "passwords",
            "",
            "",
            "",
            "",
            false,
            Secrets.NONE);

    static MailboxForm of(long version, CityMailbox known) {
        var oauth = known.oauth();
        var category = known.category();
        return new MailboxForm(
                String.valueOf(version),
                known.address().value(),
                known.name(),
                known.active(),
                Typed.of(known.imap()),
                Typed.of(known.smtp()),
                oauth == null ? "passwords" : "tokens",
                oauth == null ? "" : oauth.tokens(),
                oauth == null ? "" : oauth.client(),
                oauth == null ? "" : oauth.scope(),
                category == null ? "" : category.value(),
                known.subaddresses(),
                Secrets.NONE);
    }

    static MailboxForm read(Map<String, String> fields) {
        return new MailboxForm(
                typed(fields, "version"),
                typed(fields, "address"),
                typed(fields, "name"),
                fields.containsKey("active"),
                server(fields, "imap"),
                server(fields, "smtp"),
                typed(fields, "signIn"),
                typed(fields, "tokens"),
                typed(fields, "client"),
                typed(fields, "scope"),
                typed(fields, "category"),
                fields.containsKey("subaddresses"),
                new Secrets(
                        fields.getOrDefault("imap.password", ""),
                        fields.getOrDefault("smtp.password", ""),
                        fields.getOrDefault("client.secret", ""),
                        fields.getOrDefault("refresh", "")));
    }

    private static Typed server(Map<String, String> fields, String which) {
        var security = typed(fields, which + ".security");
        return new Typed(
                typed(fields, which + ".host"),
                typed(fields, which + ".port"),
                typed(fields, which + ".user"),
                security.matches("NONE|STARTTLS|TLS") ? security : Security.TLS.name());
    }

    private static String typed(Map<String, String> fields, String name) {
        return fields.getOrDefault(name, "").strip();
    }

    boolean isFresh() {
        return version.isEmpty();
    }

    /// A version that is no number was never seen.
    @Nullable
    Long seen() {
        return isFresh() ? null : Long.valueOf(version.matches("[0-9]{1,18}") ? Long.parseLong(version) : -1);
    }

    /// Empty when the address is none.
    Optional<CityMailbox> mailbox() {
        try {
            return Optional.of(new CityMailbox(
                    new EmailAddress(address),
                    name,
                    active,
                    imap.server(),
                    smtp.server(),
                    signIn.equals("tokens") ? new OAuth(tokens, client, scope) : null,
                    category.isEmpty() ? null : new CategoryCode(category),
                    subaddresses));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
