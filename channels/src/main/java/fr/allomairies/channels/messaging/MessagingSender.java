package fr.allomairies.channels.messaging;

import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.chat.MessengerTalk;
import fr.allomairies.channels.messaging.Messenger.Text;
import fr.allomairies.contact.ChannelKind;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Hands composed messages to the API of their messenger: those for one citizen in their order, long ones in parts.
/// What has left is written down at once, so that a message that is sent again sends only what is left of it.
@Component(MessagingSender.NAME)
class MessagingSender {

    /// By which the routes find it.
    static final String NAME = "messagingSender";

    private static final String ASSISTANT = "assistant-";

    private final List<Messenger> messengers;
    private final MessagingHttp http;
    private final Parties parties;
    private final SentMessages sent;
    private final TransactionTemplate transaction;
    private final Clock clock;

    MessagingSender(
            List<Messenger> messengers,
            MessagingHttp http,
            Parties parties,
            SentMessages sent,
            TransactionTemplate transaction,
            Clock clock) {
        this.messengers = messengers;
        this.http = http;
        this.parties = parties;
        this.sent = sent;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @throws Refused for good
    /// @throws Unavailable when it is to be tried again
    public void send(RawMessage message) {
        var channel = new ChannelKind(message.header(MessengerTalk.CHANNEL).orElseThrow());
        var conversation =
                UUID.fromString(message.header(MessengerTalk.CONVERSATION).orElseThrow());
        var messenger = messengers.stream()
                .filter(each -> each.kind().equals(channel) && each.isSetUp())
                .findFirst()
                .orElseThrow(() -> new Refused("not-set-up"));
        var party = parties.of(conversation).orElseThrow(() -> new Refused("erased"));
        if (sent.isBehind(channel, conversation, message.externalId())) {
            throw new Unavailable("behind another one");
        }
        var automatic = message.header(MessengerTalk.AUTOMATIC).orElse("").equals("true");
        var way = messenger.way(party.heardAt(), clock.instant(), automatic);
        if (way == Way.NOT) {
            throw new Refused("window-over");
        }
        send(messenger, party, message, way);
    }

    private void send(Messenger messenger, Parties.Party party, RawMessage message, Way way) {
        var words = new String(message.body(), StandardCharsets.UTF_8);
        var parts = way == Way.BY_TEMPLATE ? List.of("") : parts(words, messenger.longest());
        for (int i = parts.size() - 1, n = 0; i >= 0; i--, n++) {
            var id = i == 0 ? message.externalId() : message.externalId() + "#" + n;
            if (!sent.has(messenger.kind(), id)) {
                send(messenger, party, id, i == 0 ? interaction(message) : null, text(parts.get(n), message), way);
            }
        }
    }

    private void send(
            Messenger messenger, Parties.Party party, String id, @Nullable UUID interaction, Text text, Way way) {
        var at = clock.instant();
        var providers = http.send(messenger, messenger.message(party.name(), text, way));
        transaction.executeWithoutResult(
                _ -> sent.add(messenger.kind(), providers, party.conversation(), id, interaction, at));
    }

    private static Text text(String words, RawMessage message) {
        return new Text(
                words,
                message.header(Messenger.NUMBER).orElse(""),
                message.header(Messenger.TRACKING).orElse(""));
    }

    private static @Nullable UUID interaction(RawMessage message) {
        return message.externalId().startsWith(ASSISTANT) ? null : UUID.fromString(message.externalId());
    }

    /// Parted where a paragraph, a line or a word ends, if one does in the second half.
    static List<String> parts(String words, int longest) {
        var parts = new ArrayList<String>();
        var rest = words.strip();
        while (rest.length() > longest) {
            var end = end(rest, longest);
            parts.add(rest.substring(0, end).strip());
            rest = rest.substring(end).strip();
        }
        parts.add(rest);
        return parts;
    }

    private static int end(String text, int longest) {
        for (var mark : List.of("\n\n", "\n", " ")) {
            var at = text.lastIndexOf(mark, longest);
            if (at > longest / 2) {
                return at;
            }
        }
        return Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
    }
}
