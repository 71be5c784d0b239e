package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.Threading;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.Citizens;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Threads;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A contact arrives: it opens a ticket or joins the one that it follows.
@Component
class Reception {

    private final Tickets tickets;
    private final Citizens citizens;
    private final Threads threads;
    private final References references;
    private final Files files;
    private final Chronicle chronicle;
    private final Catalogue catalogue;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;
    private final WorkingDays workingDays = new WorkingDays();
    private final TrackingTokens tokens = new TrackingTokens();

    Reception(
            Tickets tickets,
            Citizens citizens,
            Threads threads,
            References references,
            Files files,
            Chronicle chronicle,
            Catalogue catalogue,
            EventLog log,
            Wording wording,
            CityClock clock) {
        this.tickets = tickets;
        this.citizens = citizens;
        this.threads = threads;
        this.references = references;
        this.files = files;
        this.chronicle = chronicle;
        this.catalogue = catalogue;
        this.log = log;
        this.wording = wording;
        this.clock = clock;
    }

    /// The same contact again gets the same receipt.
    Receipt receive(InboundContact contact, @Nullable CategoryGuess guess) {
        tickets.serialize(contact.contact());
        var known = tickets.contact(contact.contact());
        if (known.isPresent()) {
            return receipt(
                    tickets.find(known.get().ticket()).orElseThrow(),
                    known.get().opened());
        }
        citizens.serialize(contact.sender());
        var citizen = citizens.recognise(contact.sender(), clock.now()).orElse(null);
        if (contact.number() != null) {
            return open(contact, guess, citizen, null);
        }
        return switch (Threading.decide(references.of(contact, citizen))) {
            case Threading.Follow(var ticket) -> join(tickets.lock(ticket).orElseThrow(), contact);
            case Threading.OpenNew(var mentioned) -> open(contact, guess, citizen, mentioned);
        };
    }

    private Receipt open(
            InboundContact contact,
            @Nullable CategoryGuess guess,
            @Nullable CitizenId citizen,
            @Nullable TicketNumber mentioned) {
        var ticket = ticket(contact, category(contact, guess), citizen);
        tickets.insert(ticket);
        tickets.addContact(contact.contact(), ticket.id(), contact.channel(), true);
        log.append(new TicketOpened(
                ticket.openedAt(),
                ticket.id(),
                ticket.number().value(),
                ticket.channel(),
                ticket.category(),
                contact.contact()));
        var said = said(ticket.id(), contact);
        chronicle.open(said, heading(ticket, contact));
        keep(said, contact);
        if (mentioned != null) {
            note(ticket, wording.say(Locale.FRENCH, "ticketing.note.mentioned", mentioned.value()));
        }
        if (guess != null) {
            note(ticket, told(guess));
        }
        return receipt(ticket, true);
    }

    private void note(StoredTicket ticket, String text) {
        chronicle.remark(NewInteraction.note(ticket.id(), ticket.channel(), clock.now(), null, text));
    }

    private String told(CategoryGuess guess) {
        return wording.say(
                Locale.FRENCH,
                guess.isSure() ? "ticketing.note.classified" : "ticketing.note.not-classified",
                known(guess.category()).labelFr(),
                Math.round(100 * guess.probability()),
                String.join(", ", guess.words()));
    }

    private Receipt join(StoredTicket ticket, InboundContact contact) {
        tickets.addContact(contact.contact(), ticket.id(), contact.channel(), false);
        tickets.setCitizen(
                ticket.id(), null, contact.sender().email(), contact.sender().phone());
        var said = said(ticket.id(), contact);
        chronicle.add(said, clock.now());
        keep(said, contact);
        chronicle.move(ticket, Cause.CITIZEN_WROTE, clock.now());
        return receipt(ticket, false);
    }

    private static NewInteraction said(TicketId ticket, InboundContact contact) {
        return new NewInteraction(
                InteractionId.next(),
                ticket,
                contact.channel().isCall() ? InteractionKind.CALL : InteractionKind.MESSAGE,
                Direction.IN,
                contact.channel(),
                arrival(contact),
                contact.contact(),
                null,
                null,
                contact.subject(),
                contact.text(),
                contact.externalId(),
                null,
                false,
                false);
    }

    private void keep(NewInteraction said, InboundContact contact) {
        threads.add(contact.externalId(), said.ticket(), said.id());
        threads.addReferences(references.externalIds(contact), said.ticket());
        files.keep(contact.attachments(), said);
    }

    private StoredTicket ticket(InboundContact contact, Category category, @Nullable CitizenId citizen) {
        var at = arrival(contact);
        return new StoredTicket(
                TicketId.next(),
                number(contact, at),
                tokens.next(),
                TicketStatus.NEW,
                category.code(),
                contact.channel(),
                contact.language(),
                contact.subject().strip(),
                null,
                citizen,
                contact.sender().email(),
                contact.sender().phone(),
                contact.place(),
                at,
                clock.now(),
                workingDays.due(at, category.targetWorkingDays()),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private TicketNumber number(InboundContact contact, Instant at) {
        return contact.number() == null
                ? TicketNumber.of(LocalDate.ofInstant(at, WorkingDays.CITY), tickets.nextNumber())
                : new TicketNumber(contact.number());
    }

    private Category category(InboundContact contact, @Nullable CategoryGuess guess) {
        return Optional.ofNullable(contact.category())
                .or(() ->
                        Optional.ofNullable(guess).filter(CategoryGuess::isSure).map(CategoryGuess::category))
                .map(this::known)
                .orElseGet(catalogue::other);
    }

    private Category known(CategoryCode code) {
        return catalogue.category(code).orElseGet(catalogue::other);
    }

    private String heading(StoredTicket ticket, InboundContact contact) {
        var category = known(ticket.category());
        var name = Optional.ofNullable(contact.sender().name()).orElse("");
        var address = contact.place() == null || contact.place().address() == null
                ? ""
                : contact.place().address();
        return String.join("\n", ticket.subject(), category.labelFr(), name, address);
    }

    private static Instant arrival(InboundContact contact) {
        return contact.receivedAt().truncatedTo(ChronoUnit.MICROS);
    }

    private static Receipt receipt(StoredTicket ticket, boolean opened) {
        return new Receipt(
                ticket.id(),
                ticket.number().value(),
                ticket.trackingToken(),
                opened,
                ticket.category(),
                ticket.lastAgent(),
                ticket.due(),
                ticket.place());
    }
}
