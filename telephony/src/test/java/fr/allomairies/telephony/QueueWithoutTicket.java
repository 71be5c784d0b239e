package fr.allomairies.telephony;

import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.Skill;
import fr.allomairies.contact.SkillNeed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Receipt;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/// The door of channels, without the ticket behind it: takes a call once, to queue it or to join it to others. It needs
/// the skill of its theme,
/// and `general` when the caller asked for a person.
class QueueWithoutTicket implements VoiceIntake {

    private final Map<ContactId, Said> saids = new ConcurrentHashMap<>();
    private final Set<ContactId> joined = ConcurrentHashMap.newKeySet();
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    QueueWithoutTicket(EventLog log, TransactionTemplate transaction, Clock clock) {
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// What the ticket would show of the conversation with the assistant.
    Said said(ContactId contact) {
        return Objects.requireNonNull(saids.get(contact));
    }

    @Override
    public Receipt queue(
            ChannelKind channel,
            String call,
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable String number,
            @Nullable CategoryCode category,
            @Nullable Said said,
            String language) {
        if (said != null) {
            saids.put(contact, said);
        }
        return queue(channel, contact, null, number, category, language);
    }

    @Override
    public Optional<Receipt> join(
            ChannelKind channel,
            String call,
            ContactId contact,
            Instant arrivedAt,
            @Nullable PhoneNumber caller,
            @Nullable CategoryCode category,
            Said said,
            String known,
            String language) {
        saids.put(contact, said);
        joined.add(contact);
        var about = category == null ? new CategoryCode("other") : category;
        return Optional.of(
                new Receipt(new TicketId(contact.value()), "NCA-26-000888", "token", true, about, null, null, null));
    }

    @Override
    public Receipt callBack(
            String call,
            ContactId contact,
            ContactId of,
            @Nullable TicketId ticket,
            Instant since,
            PhoneNumber citizen,
            @Nullable String number,
            String language) {
        return queue(ChannelKind.VOICE, contact, since, number, null, language);
    }

    private Receipt queue(
            ChannelKind channel,
            ContactId contact,
            @Nullable Instant since,
            @Nullable String number,
            @Nullable CategoryCode category,
            String language) {
        var ticket = new TicketId(contact.value());
        var about = category == null ? new CategoryCode("other") : category;
        transaction.executeWithoutResult(_ -> {
            if (!joined.contains(contact) && log.of(contact).stream().noneMatch(ContactQueued.class::isInstance)) {
                log.append(new ContactQueued(
                        clock.instant(),
                        contact,
                        channel,
                        ticket,
                        about,
                        List.of(new SkillNeed(new Skill(category == null ? "general" : category.theme()), 1)),
                        10,
                        100,
                        language,
                        null,
                        null,
                        null,
                        since,
                        number));
            }
        });
        return new Receipt(ticket, "NCA-26-000001", "token", true, about, null, null, null);
    }
}
