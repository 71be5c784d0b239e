package fr.allomairies.channels.chat;

import fr.allomairies.channels.ChannelAdapter.Weight;
import fr.allomairies.channels.RawMessage;
import fr.allomairies.channels.Reading;
import fr.allomairies.channels.Sorted;
import fr.allomairies.channels.UnreadableMessage;
import fr.allomairies.channels.content.PlainText;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.voiceassistant.Thresholds;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// The line that opens a contact of a chat, in the widget or in a messenger, as the inbox keeps it.
public final class OpeningLine {

    /// What a chat weighs, wherever it is held.
    public static final Weight WEIGHT = new Weight(30, 5);

    private static final int SUBJECT = 80;

    private OpeningLine() {}

    public static Reading read(ChannelKind channel, RawMessage raw, ContactId contact, Instant receivedAt)
            throws UnreadableMessage {
        try {
            var message = ChatMessage.of(raw);
            return new Reading.FromCitizen(
                    contact(channel, message, raw.externalId(), contact, receivedAt),
                    message.told() == null ? null : sorted(message.told()));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new UnreadableMessage("chat-malformed", "not a message as the chat's door keeps it");
        }
    }

    private static InboundContact contact(
            ChannelKind channel, ChatMessage message, String externalId, ContactId contact, Instant receivedAt) {
        var email = Optional.ofNullable(message.email()).map(EmailAddress::new);
        var phone = Optional.ofNullable(message.phone()).map(PhoneNumber::new);
        return new InboundContact(
                contact,
                channel,
                externalId,
                receivedAt,
                new Sender(message.before() == null ? message.name() : null, email.orElse(null), phone.orElse(null)),
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
                : new CategoryGuess(new CategoryCode(told.category()), told.probability(), isSure(told), told.words());
        return new Sorted(guess, told.urgent(), told.joins());
    }

    private static boolean isSure(Told told) {
        return told.sure() == null ? told.probability() >= Thresholds.SHIPPED.sure() : told.sure();
    }
}
