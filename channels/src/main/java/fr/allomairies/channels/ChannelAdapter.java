package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.Outgoing.Letter;
import java.time.Instant;
import java.util.Optional;

/// One way for a citizen to reach the city. A new channel is one class implementing this, and one test.
///
/// Reading and writing are pure translations; Camel, storage, duplicates, retries, metrics and threads are the house's.
public interface ChannelAdapter {

    ChannelKind kind();

    /// Camel endpoint that raw messages come from.
    String inboundUri();

    /// Camel endpoint that letters go to; absent for a channel that only listens.
    Optional<String> outboundUri();

    /// @param contact the id that the contact will bear
    Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage;

    /// Only called where there is an outbound URI. The external id of the result is kept for threading.
    default RawMessage write(Letter letter) {
        throw new IllegalStateException(kind() + " only listens");
    }
}
