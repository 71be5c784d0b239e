package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChatFiles;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CitizenLeft;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.Event;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Ticketing;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What a citizen does in a chat. Each act is one transaction, and two acts in one conversation wait for each other.
@Component
class Chat {

    private static final int TOKEN_BYTES = 32;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final ChatConversations conversations;
    private final AssistantLines lines;
    private final AssistantTalk assistant;
    private final Relief relief;
    private final ContactOpening opening;
    private final Ticketing ticketing;
    private final Marks marks;
    private final ChatFiles files;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final ChatSettings settings;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Chat(
            ChatConversations conversations,
            AssistantLines lines,
            AssistantTalk assistant,
            Relief relief,
            ContactOpening opening,
            Ticketing ticketing,
            Marks marks,
            ChatFiles files,
            EventLog log,
            TransactionTemplate transaction,
            ChatSettings settings,
            Clock clock) {
        this.conversations = conversations;
        this.lines = lines;
        this.assistant = assistant;
        this.relief = relief;
        this.opening = opening;
        this.ticketing = ticketing;
        this.marks = marks;
        this.files = files;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// Returns the token of the new conversation; nothing waits for an agent before its first message.
    String start(@Nullable String name, @Nullable EmailAddress email, String language) {
        var token = token();
        var conversation = new Conversation(
                UUID.randomUUID(), ChannelKind.CHAT, null, name, email, null, language, null, null, null);
        transaction.executeWithoutResult(_ -> conversations.add(conversation, hash(token), clock.instant()));
        return token;
    }

    String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Of the widget alone: no token opens what is said in a messenger.
    Conversation conversation(String token) {
        return conversations
                .byToken(hash(token))
                .filter(conversation -> conversation.party() == null)
                .orElseThrow(() -> new ChatRefusal(404, "conversation-not-found", "no conversation has this token"));
    }

    /// The same client id again is the same message.
    void say(UUID conversation, String clientId, String text) {
        var cleaned = PlainText.clean(text, settings.longestMessage());
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var locked = conversations.lock(conversation);
            if (!knows(conversation, clientId)) {
                refuseFlood(conversation, now);
                write(locked, clientId, cleaned, List.of(), now);
                marks.citizen(conversation, false, null);
            }
        });
    }

    /// A photo or another file; as [#say].
    void give(UUID conversation, String clientId, NewAttachment file) {
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            var locked = conversations.lock(conversation);
            if (!knows(conversation, clientId)) {
                refuseFlood(conversation, now);
                refuseManyFiles(conversation, now);
                write(locked, clientId, files.words(file, locked.language()), List.of(file), now);
                conversations.countFiles(conversation, clientId, 1);
            }
        });
    }

    /// In the transaction of the caller, who holds the lock. A file is looked at by people, not by the assistant.
    void write(Conversation conversation, String clientId, String text, List<NewAttachment> files, Instant now) {
        write(conversation, clientId, text, !files.isEmpty(), now);
        if (!files.isEmpty()) {
            ticketing.attach(conversations.message(conversation.id(), clientId).orElseThrow(), files);
        }
    }

    /// Whether the line was said before.
    boolean knows(UUID conversation, String clientId) {
        return conversations.message(conversation, clientId).isPresent() || lines.has(conversation, clientId);
    }

    boolean isFlooded(UUID conversation, Instant now) {
        var since = now.minus(MINUTE);
        return conversations.messagesSince(conversation, since) + lines.fromCitizenSince(conversation, since)
                >= settings.messagesPerMinute();
    }

    /// What he wanted of the assistant waits for a person. He has not left: he can still be written to. In the
    /// transaction of the caller, who holds the lock.
    void settle(Conversation conversation) {
        conversations.leave(conversation.id());
        if (stage(conversation) == Stage.WITH_ASSISTANT) {
            assistant.leave(conversation, clock.instant());
        }
    }

    /// The citizen closes the conversation. Harmless when it is over already.
    void leave(UUID conversation) {
        transaction.executeWithoutResult(_ -> leave(conversations.lock(conversation)));
    }

    /// In the transaction of the caller, who holds the lock.
    void leave(Conversation conversation) {
        conversations.leave(conversation.id());
        var now = clock.instant();
        switch (stage(conversation)) {
            case NEW, ENDED -> {}
            case WITH_ASSISTANT -> leaveAssistant(conversation, now);
            case WAITING, WITH_AGENT -> log.append(left(conversation, now));
        }
    }

    private void leaveAssistant(Conversation conversation, Instant now) {
        if (assistant.leave(conversation, now)) {
            log.append(left(conversation, now));
        }
    }

    private static CitizenLeft left(Conversation conversation, Instant now) {
        return new CitizenLeft(now, Objects.requireNonNull(conversation.contact()));
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
        if (isFlooded(conversation, now)) {
            throw new ChatRefusal(429, "too-many-messages", "at most " + settings.messagesPerMinute() + " a minute");
        }
    }

    private void refuseManyFiles(UUID conversation, Instant now) {
        if (conversations.filesSince(conversation, now.minus(HOUR)) >= settings.filesPerHour()) {
            throw new ChatRefusal(429, "too-many-files", "at most " + settings.filesPerHour() + " an hour");
        }
    }

    private void write(Conversation conversation, String clientId, String text, boolean files, Instant now) {
        switch (stage(conversation)) {
            case WAITING -> {
                goOn(conversation, clientId, text, now);
                if (!files) {
                    relief.hear(conversation, clientId, text, now);
                }
            }
            case WITH_AGENT -> goOn(conversation, clientId, text, now);
            case WITH_ASSISTANT -> {
                if (files) {
                    assistant.passOn(conversation, clientId, text, now);
                } else {
                    assistant.hear(conversation, clientId, text, now);
                }
            }
            case NEW, ENDED -> begin(conversation, clientId, text, files, now);
        }
    }

    private void begin(Conversation conversation, String clientId, String text, boolean files, Instant now) {
        if (!files && assistant.takes(conversation, text)) {
            assistant.begin(conversation, clientId, text, now);
        } else {
            var _ = opening.open(conversation, clientId, text, null, null, now);
        }
    }

    private void goOn(Conversation conversation, String clientId, String text, Instant now) {
        var contact = Objects.requireNonNull(conversation.contact());
        var ticket = Objects.requireNonNull(conversation.ticket());
        var said = ticketing.addMessage(ticket, contact, null, text, conversation.id() + ":" + clientId);
        conversations.addMessage(conversation.id(), clientId, contact, said, now);
    }

    static String hash(String token) {
        return RawMessage.fingerprint(token.getBytes(StandardCharsets.UTF_8));
    }
}
