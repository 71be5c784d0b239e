package fr.allomairies.ticketing;

import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the channels need to carry an outgoing interaction, and where they tell how it went.
public interface Outgoing {

    /// Empty when the interaction needs no carrying, or has been carried already.
    default Optional<Letter> letter(InteractionId interaction) {
        return letters(List.of(interaction)).values().stream().findFirst();
    }

    /// Those of the interactions that need carrying and have not been carried yet.
    Map<InteractionId, Letter> letters(List<InteractionId> interactions);

    /// Writes MessageSent in the caller's transaction.
    ///
    /// @param externalIds by which the interactions left
    void sent(Map<InteractionId, String> externalIds);

    /// A message that was sent is on the device of the citizen. Writes MessageReached in the caller's transaction, once
    /// for each of the two.
    ///
    /// @return false while it has not been told to be sent
    boolean reached(InteractionId interaction, boolean read);

    /// Writes MessageFailed in the caller's transaction. After `bounced` and `recipient-refused` the address is held to
    /// take no mail, after `bounced-for-now` it is not.
    void failed(InteractionId interaction, String reason);

    /// Finds the ticket behind an external id that we gave, for bounces.
    Optional<TicketId> ticketOfExternalId(String externalId);

    /// The interaction that left under the external id, to be told to have failed.
    Optional<InteractionId> interactionOfExternalId(String externalId);

    /// @param inReplyTo external ids of the thread, oldest first, for References
    record Letter(
            TicketId ticket,
            InteractionId interaction,
            String number,
            @Nullable EmailAddress recipient,
            String subject,
            String text,
            List<String> inReplyTo,
            boolean automatic) {}
}
