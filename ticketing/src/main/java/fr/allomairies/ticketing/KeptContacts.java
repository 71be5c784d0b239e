package fr.allomairies.ticketing;

import fr.allomairies.contact.ContactId;
import java.util.Collection;
import java.util.Set;

/// Contacts that something is known of.
public interface KeptContacts {

    /// Those of them that stand on a ticket which is not anonymised, or was written on since.
    Set<ContactId> kept(Collection<ContactId> contacts);
}
