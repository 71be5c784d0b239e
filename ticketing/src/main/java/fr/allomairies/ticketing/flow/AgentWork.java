package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Bulk.Standing;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.OutsideCall;
import fr.allomairies.ticketing.PlacedCall;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.handover.Placing;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.search.SearchIndex;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What a téléconseiller does with a ticket, apart from writing to the citizen.
@Component
class AgentWork {

    private final Tickets tickets;
    private final Interactions interactions;
    private final Chronicle chronicle;
    private final SearchIndex search;
    private final Catalogue catalogue;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;
    private final TicketTasks tasks;
    private final Placing placing;
    private final WorkingDays workingDays = new WorkingDays();

    AgentWork(
            Tickets tickets,
            Interactions interactions,
            Chronicle chronicle,
            SearchIndex search,
            Catalogue catalogue,
            EventLog log,
            Wording wording,
            CityClock clock,
            TicketTasks tasks,
            Placing placing) {
        this.placing = placing;
        this.tasks = tasks;
        this.wording = wording;
        this.tickets = tickets;
        this.interactions = interactions;
        this.chronicle = chronicle;
        this.search = search;
        this.catalogue = catalogue;
        this.log = log;
        this.clock = clock;
    }

    /// Only who holds it or has taken it takes it in hand by a note.
    InteractionId note(TicketId id, AgentId author, boolean holds, String text, String key) {
        var ticket = tickets.lock(id).orElseThrow();
        return interactions.byKey(id, key).orElseGet(() -> note(ticket, author, holds, text, key));
    }

    private InteractionId note(StoredTicket ticket, AgentId author, boolean holds, String text, String key) {
        var now = clock.now();
        var note = NewInteraction.note(ticket.id(), ticket.channel(), now, author, text, key);
        chronicle.add(note, now);
        if (holds || author.equals(tickets.survivor(ticket).owner())) {
            chronicle.move(ticket, Cause.AGENT_WORKED, now);
        }
        return note.id();
    }

    void keepCall(TicketId id, PlacedCall call) {
        keepCall(id, "call-" + call.contact(), call.at(), call.contact(), call.by(), said(call));
    }

    void keepOutside(TicketId id, OutsideCall call) {
        var key = (call.talked() == null ? "outside-" : "outside-over-") + call.contact();
        keepCall(id, key, call.at(), call.contact(), call.by(), said(call));
    }

    private void keepCall(TicketId id, String key, Instant at, ContactId contact, @Nullable AgentId by, String said) {
        var ticket = tickets.lock(id).orElseThrow();
        if (interactions.byKey(id, key).isEmpty()) {
            chronicle.add(
                    new NewInteraction(
                            InteractionId.next(),
                            id,
                            InteractionKind.CALL,
                            Direction.OUT,
                            ChannelKind.VOICE,
                            at,
                            contact,
                            by,
                            null,
                            "",
                            said,
                            null,
                            key,
                            false,
                            false),
                    clock.now());
            chronicle.move(ticket, Cause.AGENT_WORKED, clock.now());
        }
    }

    private String said(OutsideCall call) {
        var talked = call.talked();
        return talked == null
                ? wording.say(Locale.FRENCH, "ticketing.outside.left", call.to())
                : wording.say(
                        Locale.FRENCH, "ticketing.outside.over", call.to(), talked.toMinutes(), talked.toSecondsPart());
    }

    private String said(PlacedCall call) {
        var why = call.why();
        return why == null
                ? wording.say(
                        Locale.FRENCH,
                        "ticketing.call.answered",
                        call.number(),
                        call.talked().toMinutes(),
                        call.talked().toSecondsPart())
                : wording.say(Locale.FRENCH, "ticketing.call." + why, call.number());
    }

    Optional<Refusal> classify(TicketId id, CategoryCode code, AgentId by) {
        var category = catalogue.category(code);
        if (category.isEmpty()) {
            return Refusals.refuse("category-unknown", "the catalogue has no category " + code);
        }
        return tickets.lockSurvivor(id)
                .map(ticket -> classify(ticket, category.get(), by))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> classify(StoredTicket ticket, Category category, AgentId by) {
        if (ticket.category().equals(category.code())) {
            return Optional.empty();
        }
        if (!category.active()) {
            return Refusals.refuse("category-unknown", "the category " + category.code() + " is no longer chosen");
        }
        var now = clock.now();
        write(ticket, category, workingDays.due(ticket.openedAt(), category.targetWorkingDays()), by, now);
        return chronicle.move(ticket, Cause.AGENT_WORKED, now);
    }

    private void write(StoredTicket ticket, Category category, LocalDate promised, AgentId by, Instant now) {
        tickets.setCategory(ticket.id(), category.code(), promised);
        search.rewrite(ticket.id());
        log.append(new TicketClassified(now, ticket.id(), category.code(), by));
    }

    /// What an agent has just done with it and would not have done: state and category are again what they were.
    Optional<Refusal> takeBack(StoredTicket locked, Standing before, AgentId by) {
        var category = catalogue.category(before.category());
        if (category.isEmpty()) {
            return Refusals.refuse("category-unknown", "the catalogue has no category " + before.category());
        }
        var now = clock.now();
        return chronicle
                .takeBack(locked, before.status(), before.disposition(), by, now)
                .or(() -> {
                    if (!locked.category().equals(before.category())) {
                        write(locked, category.get(), before.promised(), by, now);
                        chronicle.touch(locked, now);
                    }
                    return Optional.empty();
                });
    }

    Optional<Refusal> handOver(TicketId id, ServiceCode service, @Nullable String note, AgentId by) {
        if (!catalogue.services().contains(service)) {
            return Refusals.refuse("service-unknown", "the catalogue has no service " + service);
        }
        return tickets.lockSurvivor(id)
                .map(ticket -> handOver(ticket, service, note, by))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> handOver(StoredTicket ticket, ServiceCode service, @Nullable String note, AgentId by) {
        var now = clock.now();
        var isThere = ticket.status() == TicketStatus.WITH_SERVICE && service.equals(ticket.service());
        if (note != null && !note.isBlank()) {
            chronicle.add(NewInteraction.note(ticket.id(), ticket.channel(), now, by, note), now);
            if (isThere) {
                placing.place(ticket, service, now);
            }
        }
        return isThere ? Optional.empty() : handOver(ticket, service, by, now);
    }

    private Optional<Refusal> handOver(StoredTicket ticket, ServiceCode service, AgentId by, Instant now) {
        tickets.setService(ticket.id(), service);
        log.append(new TicketHandedOver(now, ticket.id(), service, by));
        placing.place(ticket, service, now);
        return chronicle.move(ticket, Cause.HANDED_OVER, now);
    }

    Optional<Refusal> resolve(TicketId id, String disposition, AgentId by) {
        if (!disposition.matches("[a-z][a-z0-9-]{0,39}")) {
            return Refusals.refuse("disposition-unknown", "a disposition is a lower-case kebab code");
        }
        return tickets.lockSurvivor(id)
                .map(ticket -> resolve(ticket, disposition, by))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> resolve(StoredTicket ticket, String disposition, AgentId by) {
        if (ticket.status() == TicketStatus.WITH_SERVICE) {
            return Refusals.refuse("with-service", "a service has this ticket and ends it itself");
        }
        return tasks.isOneNeeded(ticket.id())
                ? Refusals.refuse("task-needed", "a task that is needed is not done")
                : chronicle.move(ticket, Cause.SETTLED, disposition, by, clock.now());
    }
}
