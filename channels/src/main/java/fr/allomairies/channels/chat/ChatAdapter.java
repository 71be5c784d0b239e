package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
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
            return new Reading.FromCitizen(contact(ChatMessage.of(raw), raw.externalId(), contact, receivedAt));
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
                PlainText.line(message.text(), SUBJECT),
                message.text(),
                null,
                List.of(),
                Optional.ofNullable(message.before()).stream().toList(),
                message.language());
    }
}
