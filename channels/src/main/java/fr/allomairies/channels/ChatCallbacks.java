package fr.allomairies.channels;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import java.util.Optional;

/// Who chose in a chat to be called back. Safe for many threads.
public interface ChatCallbacks {

    /// The number at which he is to be called; empty for every other contact.
    Optional<PhoneNumber> promised(ContactId chat);
}
