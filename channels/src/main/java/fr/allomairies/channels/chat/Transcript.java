package fr.allomairies.channels.chat;

import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.Ticketing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/// What was said in a conversation, oldest first. It only grows, so that a line's place names it.
@Component
class Transcript {

    private final ChatConversations conversations;
    private final Ticketing ticketing;

    Transcript(ChatConversations conversations, Ticketing ticketing) {
        this.conversations = conversations;
        this.ticketing = ticketing;
    }

    List<Line> of(Conversation conversation) {
        var sent = conversations.sent(conversation.id());
        var contacts =
                sent.values().stream().map(ChatConversations.Sent::contact).collect(Collectors.toSet());
        return Optional.ofNullable(conversation.ticket()).flatMap(ticketing::ticket).stream()
                .flatMap(ticket -> ticket.interactions().stream())
                .filter(said -> isSpoken(said, contacts))
                .map(said -> new Line(
                        Optional.ofNullable(sent.get(said.id()))
                                .map(ChatConversations.Sent::clientId)
                                .orElseGet(() -> said.id().toString()),
                        said.direction() == Direction.IN ? "citizen" : "agent",
                        said.text(),
                        said.at()))
                .toList();
    }

    private static boolean isSpoken(Interaction said, Set<ContactId> contacts) {
        return said.kind() == InteractionKind.MESSAGE
                && said.direction() != Direction.INTERNAL
                && said.contact() != null
                && contacts.contains(said.contact());
    }

    /// @param id the browser's own for what it sent
    /// @param from `citizen` or `agent`
    record Line(String id, String from, String text, Instant at) {}
}
