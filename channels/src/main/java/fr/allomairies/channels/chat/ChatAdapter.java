package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.Sorted;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/// The first message of a chat. What follows it is said within its contact.
@Component
class ChatAdapter implements ChannelAdapter {

    private static final Weight WEIGHT = new Weight(30, 5);
    private static final int SUBJECT = 80;

    @Override
    public ChannelKind kind() {
        return ChannelKind.CHAT;
    }

    @Override
    public String inboundUri() {
        return "direct:channel.chat.in";
    }

    @Override
    public Optional<String> outboundUri() {
        return Optional.empty();
    }

    @Override
    public Weight weight() {
        return WEIGHT;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage {
        try {
            var message = ChatMessage.of(raw);
            return new Reading.FromCitizen(
                    contact(message, raw.externalId(), contact, receivedAt),
                    message.told() == null ? null : sorted(message.told()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableMessage("chat-malformed", "not a message as the chat's door keeps it");
        }
    }

    private InboundContact contact(ChatMessage message, String externalId, ContactId contact, Instant receivedAt) {
        var email = Optional.ofNullable(message.email()).map(EmailAddress::new);
        return new InboundContact(
                contact,
                kind(),
                externalId,
                receivedAt,
                new Sender(message.before() == null ? message.name() : null, email.orElse(null), null),
                null,
                message.told() == null
                        ? PlainText.line(message.text(), SUBJECT)
                        : message.told().subject(),
                message.text(),
                place(message.told()),
                List.of(),
                Optional.ofNullable(message.before()).stream().toList(),
                message.language());
    }

    private static @Nullable Place place(@Nullable Told told) {
        return told == null || told.place() == null ? null : new Place(null, null, told.place());
    }

    private static Sorted sorted(Told told) {
        var guess = told.category() == null
                ? null
                : new CategoryGuess(new CategoryCode(told.category()), told.probability(), told.words());
        return new Sorted(guess, told.urgent());
    }
}
