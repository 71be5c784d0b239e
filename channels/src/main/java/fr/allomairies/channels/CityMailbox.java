package fr.allomairies.channels;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.EmailAddress;
import org.jspecify.annotations.Nullable;

/// A mailbox of the city, without its secrets.
///
/// @param address where citizens write, and the sender of what answers them
/// @param name what citizens see beside the address
/// @param active whether it is read; of one that is not, nothing leaves either
/// @param oauth absent where it signs in with passwords
/// @param category what is written to it is about; absent where each mail is looked at for itself
/// @param subaddresses whether its server delivers `name+anything@` to it: then answers and bounces bear the id of the
///     letter in their address
public record CityMailbox(
        EmailAddress address,
        String name,
        boolean active,
        Server imap,
        Server smtp,
        @Nullable OAuth oauth,
        @Nullable CategoryCode category,
        boolean subaddresses) {

    /// @param user empty for the address, in IMAP; for a relay that knows us by our address, in SMTP
    public record Server(String host, int port, String user, Security security) {}

    public enum Security {
        NONE,
        STARTTLS,
        TLS
    }

    /// Where tokens come from, for both servers.
    ///
    /// @param tokens `https` address of the token endpoint
    /// @param scope may be empty
    public record OAuth(String tokens, String client, String scope) {}

    /// What a mailbox signs in with. What is empty there is not.
    ///
    /// @param client secret of the client of [OAuth]
    /// @param refresh token that new tokens are asked with; empty for the client's own credentials
    public record Secrets(String imap, String smtp, String client, String refresh) {

        public static final Secrets NONE = new Secrets("", "", "", "");

        /// These, and of those where these are empty.
        public Secrets or(Secrets those) {
            return new Secrets(
                    first(imap, those.imap),
                    first(smtp, those.smtp),
                    first(client, those.client),
                    first(refresh, those.refresh));
        }

        private static String first(String one, String other) {
            return one.isEmpty() ? other : one;
        }

        @Override
        public String toString() {
            return "Secrets[***]";
        }
    }
}
