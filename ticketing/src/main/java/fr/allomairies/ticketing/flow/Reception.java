package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.NotFixedSaid;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.handover.Placing;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.Threading;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.store.Arrivals;
import fr.allomairies.ticketing.store.Arrivals.Arrival;
import fr.allomairies.ticketing.store.Citizens;
import fr.allomairies.ticketing.store.Citizens.Recognised;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Threads;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// A contact arrives: it opens a ticket or joins the one that it follows.
@Component
class Reception {

    private static final Duration HOUR = Duration.ofHours(1);

    private final JdbcClient db;
    private final Interactions interactions;
    private final FloodSettings flood;
    private final Arrivals arrivals;
    private final Tickets tickets;
    private final References references;
    private final Files files;
    private final Chronicle chronicle;
    private final Catalogue catalogue;
    private final EventLog log;
    private final Placing placing;
    private final Wording wording;
    private final CityClock clock;
    private final WorkingDays workingDays = new WorkingDays();
    private final TrackingTokens tokens = new TrackingTokens();

    Reception(
            JdbcClient db,
            Interactions interactions,
            FloodSettings flood,
            Arrivals arrivals,
            Tickets tickets,
            References references,
            Files files,
            Chronicle chronicle,
            Catalogue catalogue,
            EventLog log,
            Placing placing,
            Wording wording,
            CityClock clock) {
        this.db = db;
        this.interactions = interactions;
        this.flood = flood;
        this.arrivals = arrivals;
        this.tickets = tickets;
        this.references = references;
        this.files = files;
        this.chronicle = chronicle;
        this.catalogue = catalogue;
        this.log = log;
        this.placing = placing;
        this.wording = wording;
        this.clock = clock;
    }

    /// The same contact again gets the same receipt. It costs two round trips to the database for a contact that
    /// refers to nothing and brings no file, however much there is to be written.
    Receipt receive(InboundContact contact, @Nullable CategoryGuess guess) {
        var arrival = arrivals.of(contact, contact.number() == null && !References.any(contact));
        var before = arrival.before();
        if (before != null) {
            return receipt(tickets.find(before.ticket()).orElseThrow(), before.opened());
        }
        var citizen = Citizens.recognise(contact.sender(), arrival.citizen(), clock.now());
        if (contact.number() != null) {
            return open(
                    ticket(contact, category(contact, guess), citizen.id(), arrival), contact, guess, citizen, null);
        }
        return switch (Threading.decide(references.of(contact, citizen.id()), arrival.answered())) {
            case Threading.Follow(var ticket) -> join(tickets.lock(ticket).orElseThrow(), contact, citizen);
            case Threading.OpenNew(var mentioned) ->
                open(
                        ticket(contact, category(contact, guess), citizen.id(), arrival),
                        contact,
                        guess,
                        citizen,
                        mentioned);
        };
    }

    private Receipt open(
            StoredTicket ticket,
            InboundContact contact,
            @Nullable CategoryGuess guess,
            Recognised citizen,
            @Nullable TicketNumber mentioned) {
        log.append(new TicketOpened(
                ticket.openedAt(),
                ticket.id(),
                ticket.number().value(),
                ticket.channel(),
                ticket.category(),
                contact.contact()));
        var said = said(ticket.id(), contact);
        var writes = new ArrayList<>(citizen.news());
        writes.add(Tickets.insertion(ticket));
        writes.add(Tickets.contactInsertion(contact.contact(), ticket.id(), contact.channel(), true));
        writes.addAll(chronicle.opening(said, heading(ticket, contact), remarks(ticket, contact, guess, mentioned)));
        write(writes, said, contact);
        return receipt(ticket, true);
    }

    private List<NewInteraction> remarks(
            StoredTicket ticket,
            InboundContact contact,
            @Nullable CategoryGuess guess,
            @Nullable TicketNumber mentioned) {
        return Stream.of(
                        contact.source() == null
                                ? null
                                : wording.say(Locale.FRENCH, "ticketing.note.source", contact.source()),
                        mentioned == null
                                ? null
                                : wording.say(Locale.FRENCH, "ticketing.note.mentioned", mentioned.value()),
                        guess == null ? null : told(guess))
                .filter(Objects::nonNull)
                .map(text -> NewInteraction.note(ticket.id(), ticket.channel(), clock.now(), null, text))
                .toList();
    }

    private String told(CategoryGuess guess) {
        var category = known(guess.category());
        return wording.say(
                Locale.FRENCH,
                guess.isSure() && category.active() ? "ticketing.note.classified" : "ticketing.note.not-classified",
                category.labelFr(),
                Math.round(100 * guess.probability()),
                String.join(", ", guess.words()));
    }

    private Receipt join(StoredTicket ticket, InboundContact contact, Recognised citizen) {
        var withheld = isFlood(ticket, contact);
        var said = said(ticket.id(), contact);
        var writes = new ArrayList<>(citizen.news());
        writes.add(Tickets.contactInsertion(contact.contact(), ticket.id(), contact.channel(), false));
        writes.add(Tickets.citizenUpdate(
                ticket.id(), null, contact.sender().email(), contact.sender().phone()));
        writes.addAll(chronicle.adding(said, clock.now()));
        write(writes, said, contact);
        if (contact.notFixed()) {
            notFixed(ticket);
        } else if (!withheld) {
            chronicle.move(ticket, Cause.CITIZEN_WROTE, clock.now());
        }
        return withheld ? receipt(ticket, false).ofFlood() : receipt(ticket, false);
    }

    /// Beyond the bound of an hour, but for the first, which brings somebody who reads the note.
    private boolean isFlood(StoredTicket ticket, InboundContact contact) {
        var from = contact.sender().email();
        if (from == null || !contact.channel().equals(ChannelKind.EMAIL)) {
            return false;
        }
        var now = clock.now();
        var received = interactions.received(ticket.id(), from, now.minus(HOUR));
        if (received.onTicket() < flood.mostOnTicket() && received.fromAddress() < flood.mostFromAddress()) {
            return false;
        }
        var key = "flood:" + now.truncatedTo(ChronoUnit.HOURS);
        if (interactions.byKey(ticket.id(), key).isPresent()) {
            return true;
        }
        var text = wording.say(Locale.FRENCH, "ticketing.note.flood", received.onTicket(), received.fromAddress());
        chronicle.add(NewInteraction.note(ticket.id(), ticket.channel(), now, null, text, key), now);
        return false;
    }

    /// Back to the service that said that it was done. Where none did, or it takes no more work, an agent looks at it.
    private void notFixed(StoredTicket ticket) {
        var survivor = tickets.survivor(ticket);
        var service = survivor.service();
        var now = clock.now();
        log.append(new NotFixedSaid(now, ticket.id()));
        chronicle.add(
                NewInteraction.note(
                        ticket.id(),
                        ticket.channel(),
                        now,
                        null,
                        wording.say(Locale.FRENCH, "ticketing.note.not-fixed")),
                now);
        if (service != null
                && catalogue.services().contains(service)
                && survivor.progress() == ServiceProgress.DONE
                && chronicle.move(ticket, Cause.NOT_FIXED, now).isEmpty()) {
            tickets.setService(survivor.id(), service);
            placing.place(survivor, service, now);
        } else {
            chronicle.move(ticket, Cause.CITIZEN_WROTE, now);
        }
    }

    /// With what the contact will be found by.
    private void write(List<Write> writes, NewInteraction said, InboundContact contact) {
        writes.add(Threads.insertion(contact.externalId(), said.ticket(), said.id()));
        writes.addAll(Threads.references(references.externalIds(contact), said.ticket()));
        Write.together(db, writes);
        files.keep(contact.attachments(), said);
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

    private StoredTicket ticket(
            InboundContact contact, Category category, @Nullable CitizenId citizen, Arrival arrival) {
        var at = arrival(contact);
        return new StoredTicket(
                TicketId.next(),
                number(contact, at, arrival),
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
                null,
                null);
    }

    private TicketNumber number(InboundContact contact, Instant at, Arrival arrival) {
        if (contact.number() != null) {
            return new TicketNumber(contact.number());
        }
        var sequence = arrival.sequence() == null ? tickets.nextNumber() : arrival.sequence();
        return TicketNumber.of(LocalDate.ofInstant(at, WorkingDays.CITY), sequence);
    }

    private Category category(InboundContact contact, @Nullable CategoryGuess guess) {
        return Optional.ofNullable(contact.category())
                .or(() ->
                        Optional.ofNullable(guess).filter(CategoryGuess::isSure).map(CategoryGuess::category))
                .flatMap(catalogue::category)
                .filter(Category::active)
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
