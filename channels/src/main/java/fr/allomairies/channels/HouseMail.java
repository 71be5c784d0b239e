package fr.allomairies.channels;

import fr.allomairies.contact.EmailAddress;
import java.util.List;
import java.util.Optional;

/// Mails that nobody answers: to people of the house, and the transcript of a chat to whoever asks for it. Nothing is
/// stored here: whoever has something to say keeps it
/// until it is taken. Safe for many threads.
public interface HouseMail {

    /// Returns when the city's mail server has taken it, which may take a minute, or says why it did not.
    ///
    /// @param key of this mail: sent twice it is still the same mail
    Optional<NotTaken> send(String key, EmailAddress recipient, String subject, String text, List<Enclosed> files);

    /// The right side of the city's own address.
    String domain();

    /// A file that goes with a mail.
    record Enclosed(String name, String type, byte[] content) {}

    /// @param code kebab-case
    /// @param forGood it would not be taken at another time either
    record NotTaken(String code, boolean forGood) {}
}
