package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.Outgoing.Letter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One way for a citizen to reach the city. A new channel is one class implementing this, and one test.
///
/// Reading and writing are pure translations; Camel, storage, duplicates, retries, metrics and threads are the
/// house's.
public interface ChannelAdapter {

    ChannelKind kind();

    /// Camel endpoint that raw messages come from. Behind `direct:` somebody waits for the result; from anything
    /// else the message is acknowledged as soon as it is stored.
    default String inboundUri() {
        return "direct:channel." + kind() + ".in";
    }

    /// Whether those who wait behind `direct:` wait for nothing but the number of the ticket: they are told it as
    /// soon as the message is stored, and the ticket is opened behind.
    default boolean isNumbered() {
        return false;
    }

    /// Camel endpoint that letters go to; absent for a channel that only listens.
    default Optional<String> outboundUri() {
        return Optional.empty();
    }

    /// What the inbound endpoint delivers, one message or several, kept as they came.
    default List<RawMessage> capture(Object delivered) throws Exception {
        return List.of((RawMessage) delivered);
    }

    /// @param contact the id that the contact will bear
    Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage;

    /// Why the letter cannot go this way, as a kebab-case code: it goes by mail then, where an address is known. Only
    /// called where there is an outbound URI.
    default Optional<String> hindrance(Letter letter) {
        return letter.recipient() == null ? Optional.of("no-address") : Optional.empty();
    }

    /// When the oldest came that the channel keeps itself until it is understood.
    default Optional<Instant> waitsSince() {
        return Optional.empty();
    }

    /// What hinders the source of messages from being read, as a kebab-case code.
    default Optional<String> unreachable() {
        return Optional.empty();
    }

    /// The message under a name of its own, where it bears the external id of the known one and is another.
    default Optional<RawMessage> other(RawMessage known, RawMessage again) {
        return Optional.empty();
    }

    /// Whether the operator has set it up.
    default boolean isSetUp() {
        return true;
    }

    /// Only called where there is an outbound URI. The external id of the result is kept for threading.
    default RawMessage write(Letter letter) {
        throw new IllegalStateException(kind() + " only listens");
    }

    /// Why trying again to send will not help, as a kebab-case code; empty when it may.
    default Optional<String> permanentFailure(Throwable failure) {
        return Optional.empty();
    }

    /// What the sender of a message that was set aside is told; composed like a letter. The same external id is sent
    /// once.
    default Optional<RawMessage> notice(RawMessage raw, String reason, Instant at) {
        return Optional.empty();
    }

    Weight weight();

    /// What a contact of this channel weighs in the one queue.
    ///
    /// @param cost share of an agent's capacity of 100 that it takes
    /// @param headStart minutes of waiting that it is given
    record Weight(int cost, int headStart) {

        public Weight {
            if (cost < 1 || cost > 100 || headStart < 0) {
                throw new IllegalArgumentException("a cost is 1 to 100 and a head start not negative");
            }
        }
    }
}
