package fr.allomairies.telephony;

import fr.allomairies.channels.VoiceIntake.Said;
import fr.allomairies.channels.VoicemailIntake;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Receipt;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// The door of messages, without the ticket behind it: keeps the sound, and queues a contact once for each call.
class MessageWithoutTicket implements VoicemailIntake {

    static final ChannelKind VOICEMAIL = new ChannelKind("voicemail");

    final Map<ContactId, byte[]> kept = new ConcurrentHashMap<>();
    /// By call.
    final Map<String, Said> told = new ConcurrentHashMap<>();
    private final EventLog log;
    private final TransactionTemplate transaction;

    MessageWithoutTicket(EventLog log, TransactionTemplate transaction) {
        this.log = log;
        this.transaction = transaction;
    }

    @Override
    public void leave(
            String call,
            ContactId contact,
            @Nullable PhoneNumber caller,
            String language,
            Duration duration,
            byte[] wav) {
        kept.put(contact, wav);
        var message = new ContactId(UUID.nameUUIDFromBytes(("voicemail:" + call).getBytes(StandardCharsets.UTF_8)));
        transaction.executeWithoutResult(_ -> {
            if (log.of(message).isEmpty()) {
                log.append(new ContactArrived(Instant.now(), message, VOICEMAIL));
                log.append(new ContactQueued(
                        Instant.now(),
                        message,
                        VOICEMAIL,
                        new TicketId(contact.value()),
                        new CategoryCode("other"),
                        List.of(),
                        0,
                        50,
                        language,
                        null,
                        null,
                        null,
                        null));
            }
        });
    }

    @Override
    public Receipt note(
            String call,
            @Nullable PhoneNumber caller,
            @Nullable String number,
            String language,
            @Nullable CategoryCode category,
            Said said) {
        told.put(call, said);
        var about = category == null ? new CategoryCode("other") : category;
        var ticket = new TicketId(UUID.nameUUIDFromBytes(call.getBytes(StandardCharsets.UTF_8)));
        return new Receipt(ticket, "NCA-26-000777", "token", true, about, null, null, null);
    }
}
