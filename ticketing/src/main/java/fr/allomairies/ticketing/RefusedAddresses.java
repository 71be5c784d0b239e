package fr.allomairies.ticketing;

import fr.allomairies.contact.EmailAddress;

/// Addresses that took no mail of ours. The house writes no letter of its own to them; an agent may, and when that
/// leaves, or a mail comes from the address, it is one like others again. Safe for use by many threads.
public interface RefusedAddresses {

    boolean contains(EmailAddress address);

    /// Somebody knows that it works again.
    void forget(EmailAddress address);
}
