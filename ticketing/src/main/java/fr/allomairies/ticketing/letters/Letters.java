package fr.allomairies.ticketing.letters;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.EmailAddress;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TaskId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.MunicipalService;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.letters.LetterTexts.LetterText;
import fr.allomairies.ticketing.model.LetterRule;
import fr.allomairies.ticketing.model.LetterRule.Before;
import fr.allomairies.ticketing.model.LetterRule.Verdict;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Writes letters into tickets, each once however often it is asked for. Runs in the caller's transaction.
@Component
public class Letters {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final String ACKNOWLEDGED = "acknowledgement";

    private final Tickets tickets;
    private final Merges merges;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final LetterTexts texts;
    private final LetterRule rule;
    private final Wording wording;
    private final CityClock clock;
    private final Catalogue catalogue;
    private final TicketTasks tasks;
    private final Parts parts;

    Letters(
            Tickets tickets,
            Merges merges,
            Interactions interactions,
            Chronicle chronicle,
            LetterTexts texts,
            LetterSettings settings,
            Wording wording,
            CityClock clock,
            Catalogue catalogue,
            TicketTasks tasks,
            Parts parts) {
        this.catalogue = catalogue;
        this.tasks = tasks;
        this.parts = parts;
        this.tickets = tickets;
        this.merges = merges;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.texts = texts;
        this.rule = new LetterRule(settings.mostPerHour(), settings.mostPerTicket());
        this.wording = wording;
        this.clock = clock;
    }

    /// The accusé d'enregistrement, once for each ticket.
    public void acknowledge(List<TicketId> ids) {
        write(tickets.lock(ids).orElseThrow(), InteractionKind.ACKNOWLEDGEMENT, ACKNOWLEDGED, texts::acknowledgement);
    }

    /// What a service reported, once for each report, to whoever asked for it.
    void tell(TicketId id, InteractionId reported) {
        var ticket = tickets.lock(id).orElseThrow();
        interactions.report(reported).ifPresent(report -> {
            var others = parts.of(id).stream()
                    .filter(part -> !part.service().equals(report.service()))
                    .toList();
            toAll(ticket, "progress:" + reported, each -> texts.progress(each, report, others));
        });
    }

    /// What each service has done and has to do, when a task that is needed is a service's.
    void taskMoved(TicketId id, TaskId task, long position) {
        tasks.find(task, clock.today())
                .filter(known -> known.needed() && known.service() != null)
                .ifPresent(_ -> standing(id, position));
    }

    /// Nothing once the ticket is settled: another letter says so.
    void standing(TicketId id, long position) {
        var ticket = tickets.survivor(tickets.lock(id).orElseThrow());
        var known = parts.of(id);
        if (ticket.isOpen() && !known.isEmpty()) {
            toAll(ticket, "standing:" + position, each -> texts.standing(each, known));
        }
    }

    /// To whoever asked for it, each address once.
    private void toAll(StoredTicket ticket, String key, Function<StoredTicket, LetterText> text) {
        var told = new HashSet<EmailAddress>();
        Stream.concat(Stream.of(ticket), merges.below(ticket.id()).stream())
                .filter(each -> each.email() == null || told.add(each.email()))
                .forEach(each -> write(each, InteractionKind.PROGRESS, key, () -> text.apply(each)));
    }

    /// His request went to somebody outside of the city, once for each time. Nothing for a service of the city.
    void passedOn(TicketId id, ServiceCode service, Instant at) {
        catalogue.service(service).filter(MunicipalService::outside).ifPresent(outside -> {
            var ticket = tickets.lock(id).orElseThrow();
            toAll(ticket, "passed-on:" + at, each -> texts.passedOn(each, outside));
        });
    }

    /// His request is one matter with others from now on, and he hears of it as before.
    public void joined(StoredTicket ticket, StoredTicket into) {
        write(ticket, InteractionKind.PROGRESS, "joined:" + clock.now(), () -> texts.joined(ticket, into));
    }

    /// His request is followed by itself again.
    public void separated(StoredTicket ticket) {
        write(ticket, InteractionKind.PROGRESS, "separated:" + clock.now(), () -> texts.separated(ticket));
    }

    /// What he wrote was of two matters: the number of the second. In place of its acknowledgement.
    public void splitOff(StoredTicket ticket, StoredTicket from) {
        write(ticket, InteractionKind.ACKNOWLEDGEMENT, ACKNOWLEDGED, () -> texts.splitOff(ticket, from));
    }

    /// He was to be called back and did not answer: a note for whoever reads the ticket, and a letter where he
    /// can be written to. Once for a contact; nothing for one of which there is no ticket.
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
        write(List.of(ticket), kind, key, _ -> text.get());
    }

    private void write(
            List<StoredTicket> to, InteractionKind kind, String key, Function<StoredTicket, LetterText> text) {
        var now = clock.now();
        var written = interactions.written(to, key, now.minus(HOUR), now.minus(DAY));
        var letters = new ArrayList<NewInteraction>();
        var more = new HashMap<EmailAddress, Integer>();
        for (var ticket : to) {
            var before = Objects.requireNonNull(written.get(ticket.id()));
            if (!before.before()
                    && isToWrite(ticket, key, before.letters().and(more.getOrDefault(ticket.email(), 0)))) {
                letters.add(letter(ticket, kind, key, text.apply(ticket)));
                if (ticket.email() != null) {
                    more.merge(ticket.email(), 1, Integer::sum);
                }
            }
        }
        if (!letters.isEmpty()) {
            chronicle.addLetters(letters);
        }
    }

    /// Notes why where it is not.
    private boolean isToWrite(StoredTicket ticket, String key, Before before) {
        var verdict = rule.verdict(ticket.email(), ticket.channel(), before);
        switch (verdict) {
            case WRITE, NO_ADDRESS -> {}
            case REFUSED -> silence(ticket, key, "refused-before." + (ticket.phone() == null ? "no-phone" : "phone"));
            case TOO_MANY -> silence(ticket, key, "too-many-letters");
            case TOO_MANY_ON_TICKET -> silence(ticket, key, "too-many-on-ticket");
        }
        return verdict == Verdict.WRITE;
    }

    /// What is not written is noted, once.
    private void silence(StoredTicket ticket, String key, String why) {
        var unwritten = "unwritten:" + key;
        if (interactions.byKey(ticket.id(), unwritten).isEmpty()) {
            var text = wording.say(Locale.FRENCH, "ticketing.note." + why);
            chronicle.add(
                    NewInteraction.note(ticket.id(), ticket.channel(), clock.now(), null, text, unwritten),
                    clock.now());
        }
    }

    private NewInteraction letter(StoredTicket ticket, InteractionKind kind, String key, LetterText text) {
        return new NewInteraction(
                InteractionId.next(),
                ticket.id(),
                kind,
                Direction.OUT,
                ticket.email() == null ? ticket.channel() : ChannelKind.EMAIL,
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
