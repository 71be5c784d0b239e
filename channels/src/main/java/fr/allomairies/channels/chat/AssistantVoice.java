package fr.allomairies.channels.chat;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.store.Outbox;
import fr.allomairies.contact.ContactId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// What the assistant says: the widget reads it off the conversation, to a messenger it is sent. In the transaction of
/// the caller.
@Component
class AssistantVoice {

    private final AssistantLines lines;
    private final Outbox outbox;
    private final Clock clock;

    AssistantVoice(AssistantLines lines, Outbox outbox, Clock clock) {
        this.lines = lines;
        this.outbox = outbox;
        this.clock = clock;
    }

    void say(Conversation conversation, ContactId contact, String words, Instant now) {
        lines.add(conversation.id(), contact, null, words, now);
        if (conversation.channel().isMessenger()) {
            var message = new RawMessage(
                    "assistant-" + UUID.randomUUID(),
                    MessengerTalk.headers(conversation.channel(), conversation.id(), true),
                    words.getBytes(StandardCharsets.UTF_8));
            outbox.add(conversation.channel(), null, message, clock.instant());
        }
    }
}
