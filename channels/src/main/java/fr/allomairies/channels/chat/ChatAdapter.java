package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import java.time.Instant;
import org.springframework.stereotype.Component;

/// The first message of a chat in the widget. What follows it is said within its contact.
@Component
class ChatAdapter implements ChannelAdapter {

    @Override
    public ChannelKind kind() {
        return ChannelKind.CHAT;
    }

    @Override
    public Weight weight() {
        return OpeningLine.WEIGHT;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) throws UnreadableMessage {
        return OpeningLine.read(kind(), raw, contact, receivedAt);
    }
}
