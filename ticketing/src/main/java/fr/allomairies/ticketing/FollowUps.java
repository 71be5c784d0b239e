package fr.allomairies.ticketing;

import fr.allomairies.contact.TicketId;
import org.jspecify.annotations.Nullable;

/// Where a message from the tracking page goes: the channels take it in as a contact like any other. Declared here and
/// carried out there, because channels know tickets and tickets know no channel.
public interface FollowUps {

    /// When this returns, the message is stored. The tracking token, as a thread hint of the contact, proves the right
    /// to write on the ticket.
    ///
    /// @param key the same key on the same ticket is one message
    void write(TicketId ticket, String trackingToken, String text, String language, String key);

    /// The citizen says that what was done has not helped: a service that said that it was done has the request again,
    /// and a téléconseiller reads it too.
    ///
    /// @param disputes false where it is too late for that: then it is a message like any other, with its photo
    /// @param photo as it was sent; it is drawn anew
    /// @return false, with nothing stored, where the photo cannot be read
    boolean notFixed(
            TicketId ticket,
            String trackingToken,
            String text,
            byte @Nullable [] photo,
            boolean disputes,
            String language,
            String key);
}
