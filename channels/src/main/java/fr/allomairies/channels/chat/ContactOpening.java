package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.Intake.Result;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.content.Language;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Brings a conversation to people: through the channel's door, onto a ticket and into the queue. In the transaction of
/// the caller, who holds the lock of the conversation.
@Component
class ContactOpening {

    private final ChatConversations conversations;
    private final ChannelDoor door;
    private final Ticketing ticketing;

    ContactOpening(ChatConversations conversations, ChannelDoor door, Ticketing ticketing) {
        this.conversations = conversations;
        this.door = door;
        this.ticketing = ticketing;
    }

    /// @param clientId the browser's id of the line that brings it there
    /// @param announced the contact, where it has arrived already
    /// @param told what the assistant found out, where it spoke first
    /// @return whether it is with a known request, so that it waits for nobody
    boolean open(
            Conversation conversation,
            String clientId,
            String text,
            @Nullable ContactId announced,
            @Nullable Told told,
            Instant now) {
        var message = new ChatMessage(
                conversation.name(),
                conversation.email() == null ? null : conversation.email().value(),
                conversation.phone() == null ? null : conversation.phone().e164(),
                told == null ? language(conversation, text) : conversation.language(),
                before(conversation),
                text,
                told);
        var headers = announced == null ? Map.<String, String>of() : Map.of(RawMessage.CONTACT, announced.toString());
        var result = door.arrive(conversation.channel(), message.raw(conversation.id() + ":" + clientId, headers));
        return switch (result) {
            case Result.Queued(var contact, var receipt) -> {
                begin(conversation, clientId, contact, receipt, now);
                yield false;
            }
            case Result.Joined(var contact, var receipt) -> {
                begin(conversation, clientId, contact, receipt, now);
                yield true;
            }
            case Result.Duplicate _, Result.Automatic _, Result.SetAside _ ->
                throw new IllegalStateException("a chat message was not queued: " + result);
        };
    }

    /// That of the window, unless he clearly writes English in a French one.
    private static String language(Conversation conversation, String text) {
        var written = Language.of(text);
        return written.equals(Locale.ENGLISH.getLanguage()) ? written : conversation.language();
    }

    private void begin(Conversation conversation, String clientId, ContactId contact, Receipt receipt, Instant now) {
        conversations.begin(conversation.id(), contact, receipt.ticket(), now);
        conversations.addMessage(conversation.id(), clientId, contact, firstOf(contact), now);
    }

    private @Nullable String before(Conversation conversation) {
        return Optional.ofNullable(conversation.ticket())
                .flatMap(ticketing::ticket)
                .map(TicketView::trackingToken)
                .orElse(null);
    }

    private InteractionId firstOf(ContactId contact) {
        return ticketing.saidIn(contact).stream()
                .filter(said -> said.direction() == Direction.IN)
                .map(TicketView.Interaction::id)
                .findFirst()
                .orElseThrow();
    }
}
