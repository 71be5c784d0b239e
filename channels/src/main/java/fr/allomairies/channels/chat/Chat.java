package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelDoor;
import fr.allomairies.channels.Intake.Result;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.Ticketing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What a citizen does in a chat. Each act is one transaction, and two acts in one conversation wait for each other.
@Component
class Chat {

    private static final int TOKEN_BYTES = 32;
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final ChatConversations conversations;
    private final ChannelDoor door;
    private final Ticketing ticketing;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final ChatSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Chat(
            ChatConversations conversations,
            ChannelDoor door,
            Ticketing ticketing,
            EventLog log,
            TransactionTemplate transaction,
            ChatSettings settings,
            Clock clock) {
        this.conversations = conversations;
        this.door = door;
        this.ticketing = ticketing;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// Returns the token of the new conversation; nothing waits for an agent before its first message.
    String start(@Nullable String name, @Nullable EmailAddress email, String language) {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var conversation = new Conversation(UUID.randomUUID(), name, email, language, null, null);
        transaction.executeWithoutResult(_ -> conversations.add(conversation, hash(token), clock.instant()));
        return token;
    }

    Conversation conversation(String token) {
        return conversations
                .byToken(hash(token))
                .orElseThrow(() -> new ChatRefusal(404, "conversation-not-found", "no conversation has this token"));
    }

    /// The same client id again is the same message.
    void say(UUID conversation, String clientId, String text) {
        var cleaned = PlainText.clean(text, settings.longestMessage());
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var locked = conversations.lock(conversation);
            if (conversations.message(conversation, clientId).isEmpty()) {
                refuseFlood(conversation, now);
                write(locked, clientId, cleaned, now);
            }
        });
    }

    /// The citizen closes the conversation. Harmless when it is over already.
    void leave(UUID conversation) {
        transaction.executeWithoutResult(_ -> leave(conversations.lock(conversation)));
    }

    /// In the transaction of the caller, who holds the lock.
    void leave(Conversation conversation) {
        conversations.leave(conversation.id());
        if (conversation.contact() != null && stage(conversation) != Stage.ENDED) {
            log.append(new CitizenLeft(clock.instant(), conversation.contact()));
        }
    }

    Stage stage(Conversation conversation) {
        return Stage.of(events(conversation));
    }

    Standing standing(Conversation conversation) {
        return Standing.of(events(conversation));
    }

    private List<Event> events(Conversation conversation) {
        return conversation.contact() == null ? List.of() : log.of(conversation.contact());
    }

    private void refuseFlood(UUID conversation, Instant now) {
        if (conversations.messagesSince(conversation, now.minus(MINUTE)) >= settings.messagesPerMinute()) {
            throw new ChatRefusal(429, "too-many-messages", "at most " + settings.messagesPerMinute() + " a minute");
        }
    }

    private void write(Conversation conversation, String clientId, String text, Instant now) {
        var goesOn = stage(conversation);
        if (goesOn == Stage.WAITING || goesOn == Stage.WITH_AGENT) {
            var contact = Objects.requireNonNull(conversation.contact());
            var ticket = Objects.requireNonNull(conversation.ticket());
            var said = ticketing.addMessage(ticket, contact, null, text, conversation.id() + ":" + clientId);
            conversations.addMessage(conversation.id(), clientId, contact, said, now);
        } else {
            open(conversation, clientId, text, now);
        }
    }

    private void open(Conversation conversation, String clientId, String text, Instant now) {
        var before = Optional.ofNullable(conversation.ticket())
                .flatMap(ticketing::ticket)
                .map(TicketView::trackingToken);
        var message = new ChatMessage(
                conversation.name(),
                conversation.email() == null ? null : conversation.email().value(),
                conversation.language(),
                before.orElse(null),
                text);
        var result = door.arrive(ChannelKind.CHAT, message.raw(conversation.id() + ":" + clientId));
        if (!(result instanceof Result.Queued queued)) {
            throw new IllegalStateException("a chat message was not queued: " + result);
        }
        var opened = ticketing.byContact(queued.contact()).orElseThrow();
        conversations.begin(
                conversation.id(), queued.contact(), queued.receipt().ticket(), now);
        conversations.addMessage(conversation.id(), clientId, queued.contact(), firstOf(queued.contact(), opened), now);
    }

    private static InteractionId firstOf(ContactId contact, TicketView ticket) {
        return ticket.interactions().stream()
                .filter(said -> said.direction() == Direction.IN && contact.equals(said.contact()))
                .map(TicketView.Interaction::id)
                .findFirst()
                .orElseThrow();
    }

    private static String hash(String token) {
        return RawMessage.fingerprint(token.getBytes(StandardCharsets.UTF_8));
    }
}
