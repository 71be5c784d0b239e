package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.OfferAccepted;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.MissedCallKept;
import fr.allomairies.contact.TicketEvent.MissedCallSettled;
import fr.allomairies.contact.TicketEvent.MissedCallSettled.How;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.MissedCalls;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// A caller who gave up waiting, or whom we lost while he waited, is to be called back, until somebody speaks
/// with him on any channel, his request is settled, or somebody has called him. A caller who gives up again is
/// called back once.
@Component
class CallsToReturn implements LogFollower {

    private final Tickets tickets;
    private final Merges merges;
    private final MissedCalls missed;
    private final Chronicle chronicle;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;
    private final TicketTasks tasks;

    CallsToReturn(
            Tickets tickets,
            Merges merges,
            MissedCalls missed,
            Chronicle chronicle,
            EventLog log,
            Wording wording,
            CityClock clock,
            TicketTasks tasks) {
        this.tasks = tasks;
        this.tickets = tickets;
        this.merges = merges;
        this.missed = missed;
        this.chronicle = chronicle;
        this.log = log;
        this.wording = wording;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "calls-to-return";
    }

    @Override
    public boolean wants(Event event) {
        return switch (event) {
            case ContactAbandoned abandoned -> abandoned.stage() != Stage.MENU;
            case ContactEnded ended -> ended.outcome() == Outcome.LOST;
            case OfferAccepted _ -> true;
            case TicketStatusChanged changed -> isDone(changed.to());
            default -> false;
        };
    }

    @Override
    public void on(LogEntry entry) {
        switch (entry.event()) {
            case ContactAbandoned abandoned -> keep(abandoned);
            case ContactEnded lost -> keep(lost);
            case OfferAccepted accepted -> reached(accepted.contact());
            case TicketStatusChanged changed -> {
                settle(changed.ticket(), How.RESOLVED);
                merges.below(changed.ticket()).forEach(joined -> settle(joined.id(), How.RESOLVED));
            }
            default -> {}
        }
    }

    private static boolean isDone(TicketStatus status) {
        return status == TicketStatus.RESOLVED || status == TicketStatus.CLOSED;
    }

    /// A withheld number cannot be called.
    private void keep(ContactEvent over) {
        tickets.contact(over.contact())
                .filter(contact -> contact.channel().equals(ChannelKind.VOICE))
                .flatMap(contact -> tickets.lock(contact.ticket()))
                .filter(ticket -> tickets.survivor(ticket).isOpen())
                .ifPresent(ticket -> keep(ticket, over));
    }

    private void keep(StoredTicket ticket, ContactEvent over) {
        var phone = ticket.phone();
        if (phone == null) {
            return;
        }
        var before = others(ticket);
        var since = missed.on(before).values().stream()
                .map(call -> call.since())
                .min(Instant::compareTo)
                .orElse(over.at());
        before.forEach(other -> close(other, How.CALLED_AGAIN, Cause.CALLED_AGAIN, ticket));
        missed.keep(ticket.id(), phone, since);
        log.append(new MissedCallKept(over.at(), ticket.id(), over.contact()));
    }

    private void reached(ContactId contact) {
        tickets.byContact(contact).ifPresent(ticket -> {
            others(ticket).forEach(other -> close(other, How.REACHED_US, Cause.REACHED_US, ticket));
            settle(ticket.id(), How.REACHED_US);
        });
    }

    private List<TicketId> others(StoredTicket ticket) {
        return missed.of(ticket.phone(), ticket.citizen()).stream()
                .filter(other -> !other.equals(ticket.id()))
                .toList();
    }

    /// Nothing was said on it: it is over where it is still new, and says where he went on. One that is the
    /// matter of others too is not over with him, and neither is one with a needed task.
    private void close(TicketId id, How how, Cause cause, StoredTicket goesOnIn) {
        var ticket = tickets.lock(id).orElseThrow();
        settle(id, how);
        note(ticket, null, cause.code(), goesOnIn.number().value());
        if (ticket.merge() == null && merges.below(id).isEmpty() && !tasks.isOneNeeded(id)) {
            chronicle.move(ticket, cause, clock.now());
        }
    }

    private boolean settle(TicketId ticket, How how) {
        var was = missed.remove(ticket);
        if (was) {
            log.append(new MissedCallSettled(clock.now(), ticket, how));
        }
        return was;
    }

    /// Of this ticket, and of others of the same citizen, who has been spoken to.
    void reached(TicketId id) {
        tickets.lock(id).ifPresent(ticket -> {
            others(ticket).forEach(other -> close(other, How.CALLED_BACK, Cause.REACHED_US, ticket));
            settle(id, How.CALLED_BACK);
        });
    }

    Optional<Refusal> calledBack(TicketId id, AgentId by) {
        return tickets.lock(id).map(ticket -> calledBack(ticket, by)).orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> calledBack(StoredTicket ticket, AgentId by) {
        if (!settle(ticket.id(), How.CALLED_BACK)) {
            return Refusals.refuse("no-missed-call", "nobody waits to be called back on this ticket");
        }
        note(ticket, by, "called-back", "");
        return chronicle.move(ticket, Cause.AGENT_WORKED, clock.now());
    }

    private void note(StoredTicket ticket, @Nullable AgentId author, String what, String number) {
        var text = wording.say(Locale.FRENCH, "ticketing.note." + what, number);
        chronicle.add(NewInteraction.note(ticket.id(), ticket.channel(), clock.now(), author, text), clock.now());
    }
}
