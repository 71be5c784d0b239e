package fr.allomairies.channels;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.Receipt;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where messages enter the house: stored, then understood, then queued, each exactly once.
public interface Intake {

    /// Stores the messages, all or none; when this returns, they cannot be lost. The same external id again changes
    /// nothing.
    ///
    /// @return the message that each of them is, in their order
    List<UUID> store(ChannelKind channel, List<RawMessage> raws);

    /// Understands a stored message at once, on the caller's thread, in one transaction.
    Result process(UUID message);

    /// Understands stored messages in one transaction, all or none.
    void processTogether(List<UUID> messages);

    /// Stores a message and says which number its ticket has or will have. When this returns, the message cannot be
    /// lost; the ticket is opened behind. The same external id again is told the same number. Many callers at
    /// a time share a transaction.
    String accept(ChannelKind channel, RawMessage raw);

    /// Understands accepted messages of the channel, those that have waited longest.
    ///
    /// @return how many have been
    int open(ChannelKind channel, int most);

    /// Messages set aside, newest first.
    List<Quarantined> quarantine(int limit);

    /// Tries again; the message leaves the quarantine when it can be read now.
    Result retry(UUID message);

    /// The raw message as it came, for the administrator.
    Optional<RawMessage> raw(UUID message);

    /// External ids of contacts that came in `[from, to)`, for reconciliation with the sender's own list.
    List<Received> received(Instant from, Instant to);

    sealed interface Result {

        record Queued(ContactId contact, Receipt receipt) implements Result {}

        /// Its ticket is one matter with a known one. It waits for nobody: whoever brought it ends the contact.
        record Joined(ContactId contact, Receipt receipt) implements Result {}

        /// It had been processed before, to this contact.
        record Duplicate(ContactId contact, Receipt receipt) implements Result {}

        record Automatic() implements Result {}

        record SetAside(String reason, String detail) implements Result {}
    }

    record Quarantined(
            UUID message, ChannelKind channel, Instant receivedAt, String reason, String detail, long bytes) {}

    /// @param state `processed`, `automatic`, `quarantined` or `stored`
    record Received(
            UUID message,
            ChannelKind channel,
            String externalId,
            Instant at,
            String state,
            Optional<ContactId> contact) {}
}
