package fr.allomairies.channels.web;

import fr.allomairies.channels.ChannelAdapter;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.Sender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/// A message of a tracking page. Its sender is whoever holds the link, and the link says which request it is about. He
/// is answered by mail where an address is known, and on that page in any case.
@Component
class WebAdapter implements ChannelAdapter {

    static final ChannelKind WEB = new ChannelKind("web");
    static final String TOKEN = "token";
    static final String LANGUAGE = "language";

    /// Like a mail: it waits for its turn, and an agent may have several in hand.
    private static final Weight WEIGHT = new Weight(50, 0);

    @Override
    public ChannelKind kind() {
        return WEB;
    }

    @Override
    public Weight weight() {
        return WEIGHT;
    }

    @Override
    public Reading read(RawMessage raw, ContactId contact, Instant receivedAt) {
        if (NotFixed.is(raw)) {
            var said = NotFixed.of(raw);
            var message = contact(raw, contact, receivedAt, said.text(), said.attachments());
            return new Reading.FromCitizen(NotFixed.disputes(raw) ? message.sayingNotFixed() : message);
        }
        var text = new String(raw.body(), StandardCharsets.UTF_8);
        return new Reading.FromCitizen(contact(raw, contact, receivedAt, text, List.of()));
    }

    private static InboundContact contact(
            RawMessage raw, ContactId contact, Instant receivedAt, String text, List<NewAttachment> files) {
        return new InboundContact(
                contact,
                WEB,
                raw.externalId(),
                receivedAt,
                Sender.UNKNOWN,
                null,
                "",
                text,
                null,
                files,
                raw.header(TOKEN).stream().toList(),
                raw.header(LANGUAGE).orElse("fr"));
    }
}
