package fr.allomairies.ticketing;

import fr.allomairies.contact.TicketId;

/// Where a message from the tracking page goes: the channels take it in as a contact like any other. Declared here and
/// carried out there, because channels know tickets and tickets know no channel.
public interface FollowUps {

    /// When this returns, the message is stored. The tracking token, as a thread hint of the contact, proves the right
    /// to write on the ticket.
    ///
    /// @param key the same key on the same ticket is one message
    void write(TicketId ticket, String trackingToken, String text, String language, String key);
}
