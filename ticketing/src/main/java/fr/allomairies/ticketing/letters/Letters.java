package fr.allomairies.ticketing.letters;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.letters.LetterTexts.LetterText;
import fr.allomairies.ticketing.model.LetterRule;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/// Writes letters into tickets, each once however often it is asked for. Runs in the caller's transaction.
@Component
public class Letters {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Tickets tickets;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final LetterTexts texts;
    private final LetterRule rule;
    private final Wording wording;
    private final CityClock clock;

    Letters(
            Tickets tickets,
            Interactions interactions,
            Chronicle chronicle,
            LetterTexts texts,
            LetterSettings settings,
            Wording wording,
            CityClock clock) {
        this.tickets = tickets;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.texts = texts;
        this.rule = new LetterRule(settings.mostPerHour());
        this.wording = wording;
        this.clock = clock;
    }

    /// The accusé d'enregistrement, once for a ticket.
    public void acknowledge(TicketId id) {
        var ticket = tickets.lock(id).orElseThrow();
        write(ticket, InteractionKind.ACKNOWLEDGEMENT, "acknowledgement", () -> texts.acknowledgement(ticket));
    }

    /// What a service reported, once for each report.
    void tell(TicketId id, InteractionId reported) {
        var ticket = tickets.lock(id).orElseThrow();
        interactions
                .report(reported)
                .ifPresent(report -> write(
                        ticket,
                        InteractionKind.PROGRESS,
                        "progress:" + reported,
                        () -> texts.progress(ticket, report)));
    }

    /// He was to be called back and did not answer: a note for whoever reads the ticket, and a letter where he can be
    /// written to. Once for a contact; nothing for one of which there is no ticket.
    void notReached(ContactId contact, int attempts) {
        tickets.contact(contact).flatMap(known -> tickets.lock(known.ticket())).ifPresent(ticket -> {
            if (interactions.byKey(ticket.id(), "not-reached-note:" + contact).isEmpty()) {
                chronicle.add(noteOf(ticket, "not-reached-note:" + contact, attempts), clock.now());
            }
            write(ticket, InteractionKind.PROGRESS, "not-reached:" + contact, () -> texts.notReached(ticket, attempts));
        });
    }

    private NewInteraction noteOf(StoredTicket ticket, String key, int attempts) {
        var text = wording.say(Locale.FRENCH, "ticketing.note.not-reached", attempts);
        return NewInteraction.note(ticket.id(), ticket.channel(), clock.now(), null, text, key);
    }

    private void write(StoredTicket ticket, InteractionKind kind, String key, Supplier<LetterText> text) {
        if (interactions.byKey(ticket.id(), key).isPresent()) {
            return;
        }
        switch (rule.verdict(ticket.email(), writtenInTheLastHour(ticket))) {
            case WRITE -> chronicle.add(letter(ticket, kind, key, text.get()), clock.now());
            case TOO_MANY -> chronicle.add(silence(ticket), clock.now());
            case NO_ADDRESS -> {}
        }
    }

    private int writtenInTheLastHour(StoredTicket ticket) {
        return ticket.email() == null
                ? 0
                : interactions.automaticSince(ticket.email(), clock.now().minus(HOUR));
    }

    private NewInteraction silence(StoredTicket ticket) {
        var text = wording.say(Locale.FRENCH, "ticketing.note.too-many-letters");
        return NewInteraction.note(ticket.id(), ticket.channel(), clock.now(), null, text);
    }

    private NewInteraction letter(StoredTicket ticket, InteractionKind kind, String key, LetterText text) {
        return new NewInteraction(
                InteractionId.next(),
                ticket.id(),
                kind,
                Direction.OUT,
                ChannelKind.EMAIL,
                clock.now(),
                null,
                null,
                ticket.service(),
                text.subject(),
                text.text(),
                null,
                key,
                true,
                true);
    }
}
