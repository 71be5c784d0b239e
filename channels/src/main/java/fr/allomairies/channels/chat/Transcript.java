package fr.allomairies.channels.chat;

import fr.allomairies.channels.chat.ChatConversations.Sent;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.Ticketing;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Transactional;

/// What was said in a conversation, oldest first. It only grows, so that a line's place names it.
@Component
class Transcript {

    private final ChatConversations conversations;
    private final AssistantLines assistant;
    private final Ticketing ticketing;

    Transcript(ChatConversations conversations, AssistantLines assistant, Ticketing ticketing) {
        this.conversations = conversations;
        this.assistant = assistant;
        this.ticketing = ticketing;
    }

    /// Reads at one instant: a line whose id of the browser's was not seen yet would be shown twice.
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    List<Line> of(Conversation conversation) {
        var sent = conversations.sent(conversation.id());
        var contacts = sent.stream().map(Sent::contact).collect(Collectors.toCollection(LinkedHashSet::new));
        var clientIds = sent.stream().collect(Collectors.toMap(Sent::interaction, Sent::clientId));
        var withAssistant = assistant.of(conversation.id());
        var told = withAssistant.stream().map(AssistantLines.Line::clientId).collect(Collectors.toSet());
        var withPeople = contacts.stream()
                .flatMap(contact -> ticketing.saidIn(contact).stream())
                .filter(Transcript::isSpoken)
                .map(said -> line(said, clientIds.get(said.id())))
                .toList();
        var given = withPeople.stream().collect(Collectors.toMap(Line::id, Line::files, (one, _) -> one));
        return Stream.concat(
                        withAssistant.stream().map(said -> line(said, given)),
                        withPeople.stream().filter(line -> !told.contains(line.id())))
                .sorted(Comparator.comparing(Line::at))
                .toList();
    }

    /// @param given the files of lines that are on a ticket
    private static Line line(AssistantLines.Line said, Map<String, List<File>> given) {
        return said.clientId() == null
                ? new Line("assistant-" + said.place(), "assistant", said.text(), said.at(), List.of())
                : new Line(
                        said.clientId(),
                        "citizen",
                        said.text(),
                        said.at(),
                        given.getOrDefault(said.clientId(), List.of()));
    }

    private static Line line(Interaction said, @Nullable String clientId) {
        return new Line(
                clientId == null ? said.id().toString() : clientId,
                said.direction() == Direction.IN ? "citizen" : "agent",
                said.text(),
                said.at(),
                said.attachments().stream()
                        .filter(Attachment::isOpen)
                        .map(file -> new File(file.id(), file.name(), file.type(), file.bytes()))
                        .toList());
    }

    private static boolean isSpoken(Interaction said) {
        return said.kind() == InteractionKind.MESSAGE && said.direction() != Direction.INTERNAL;
    }

    /// @param id the browser's own for what it sent
    /// @param from `citizen`, `assistant` or `agent`
    record Line(String id, String from, String text, Instant at, List<File> files) {}

    record File(UUID id, String name, String type, long bytes) {}
}
