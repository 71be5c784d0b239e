package fr.allomairies.channels.chat;

import fr.allomairies.channels.content.Language;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.NewAttachment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What citizens say in messengers: conversations like those of the widget, one for each citizen of a messenger.
@Component
public class MessengerTalk {

    public static final String CONVERSATION = "conversation";
    public static final String CHANNEL = "channel";
    public static final String AUTOMATIC = "automatic";

    /// Who writes later than so long after his last word speaks of another matter.
    private static final Duration SAME_MATTER = Duration.ofDays(14);

    private final Chat chat;
    private final ChatConversations conversations;
    private final ChatSettings settings;
    private final Clock clock;

    MessengerTalk(Chat chat, ChatConversations conversations, ChatSettings settings, Clock clock) {
        this.chat = chat;
        this.conversations = conversations;
        this.settings = settings;
        this.clock = clock;
    }

    /// Of a message on its way out. The citizen is known by his conversation alone.
    public static Map<String, String> headers(ChannelKind channel, UUID conversation, boolean automatic) {
        return Map.of(
                CHANNEL, channel.value(), CONVERSATION, conversation.toString(), AUTOMATIC, String.valueOf(automatic));
    }

    /// In the transaction of the caller. The same id again is the same message.
    ///
    /// @return false when he writes too fast: it is to be said again a minute later
    public boolean say(ChannelKind channel, String party, Line line) {
        var now = clock.instant();
        var conversation = conversation(channel, party, line, now);
        if (chat.knows(conversation.id(), line.id())) {
            return true;
        }
        if (chat.isFlooded(conversation.id(), now)) {
            return false;
        }
        conversations.heard(conversation.id(), line.name(), line.at(), now);
        if (line.opens() || isGoingOn(conversation)) {
            var text = PlainText.clean(line.text(), settings.longestMessage());
            chat.write(current(conversation, line), line.id(), text, line.files(), now);
        }
        return true;
    }

    private boolean isGoingOn(Conversation conversation) {
        return switch (chat.stage(conversation)) {
            case WAITING, WITH_AGENT -> true;
            case NEW, WITH_ASSISTANT, ENDED -> false;
        };
    }

    private Conversation conversation(ChannelKind channel, String party, Line line, Instant now) {
        return conversations.lockWith(channel, party).orElseGet(() -> {
            var begun = new Conversation(
                    UUID.randomUUID(),
                    channel,
                    party,
                    line.name(),
                    null,
                    line.phone(),
                    Language.of(line.text()),
                    null,
                    null,
                    null);
            // a token that nobody knows
            conversations.add(begun, Chat.hash(chat.token()), now);
            return conversations.lockWith(channel, party).orElseThrow();
        });
    }

    private Conversation current(Conversation conversation, Line line) {
        var last = conversation.heardAt();
        if (last != null && last.plus(SAME_MATTER).isBefore(line.at()) && chat.stage(conversation) == Stage.ENDED) {
            conversations.beginAfresh(conversation.id(), Language.of(line.text()));
        }
        return conversations.lock(conversation.id());
    }

    /// @param id by which the provider knows it, or its hash
    /// @param name as he calls himself there
    /// @param phone where the provider tells it
    /// @param at when he sent it
    /// @param opens whether it is worth a contact of its own; else it is only kept while one goes on
    public record Line(
            String id,
            @Nullable String name,
            @Nullable PhoneNumber phone,
            Instant at,
            String text,
            List<NewAttachment> files,
            boolean opens) {

        public Line {
            files = List.copyOf(files);
        }
    }
}
