package fr.allomairies.channels;

import fr.allomairies.channels.CityMailbox.Secrets;
import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The city's mailboxes. Every node takes a change over within two seconds. Secrets go in and never come out. Safe for
/// many threads.
public interface Mailboxes {

    /// By address; the one of `allo.mail` among them, also when nothing was said of it.
    List<CityMailbox> all();

    Optional<CityMailbox> find(String address);

    /// Changes with whatever is changed of it; absent while there is none of this address.
    Optional<Long> version(String address);

    /// Newest first.
    List<Change> history(int limit);

    /// The same address again takes the place of what stood there; secrets that are empty stay what they were
    /// as long as host, port and security do, and for tokens their address and client too. Refused with
    /// `name-form`, `server-form` (no host, or a port outside 1 to 65535), `oauth-form` (no client, or an
    /// address of tokens that is not https or is in our network, unless the operator allows it),
    /// `secret-missing` (one that stood there is not taken over, or tokens have none), `address-taken` (there
    /// is one already, and it is to be new), `changed` (since it was seen) and `last-active` (no mailbox would
    /// be left).
    ///
    /// @param seen version that is changed; absent for a new one
    Optional<Refusal> put(CityMailbox mailbox, Secrets secrets, @Nullable Long seen, AgentId by);

    /// Signs in at both servers, as if it were put, and changes nothing. Takes up to a minute for each.
    Trial attempt(CityMailbox mailbox, Secrets secrets);

    /// Whether this node could read the mailbox when it looked last: the code of what hindered it, as in [Trial].
    Optional<String> hindrance(CityMailbox mailbox);

    /// Mails that were read in it in the last thirty days.
    int lately(CityMailbox mailbox);

    record Change(CityMailbox what, Instant at, AgentId by) {}

    /// What hinders it as a kebab-case code: `host-unknown`, `unreachable`, `slow`, `certificate`, `no-starttls`,
    /// `login-refused`, `secret-missing`, `tokens-not-allowed`, `tokens-unreachable`, `tokens-refused` or `failed`.
    ///
    /// @param mails in the inbox; 0 when it could not be read
    record Trial(Optional<String> imap, Optional<String> smtp, int mails) {}
}
