package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.letters.Letters;
import fr.allomairies.ticketing.model.Cause;
import fr.allomairies.ticketing.model.MergeRule;
import fr.allomairies.ticketing.model.TicketLifeCycle;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Makes several tickets one matter, and takes that back. Merges take turns, and lock what they change: of two at
/// once the second sees what the first did.
@Component
class Merging {

    private static final AgentId ASSISTANT = new AgentId("assistant");

    private final Tickets tickets;
    private final Merges merges;
    private final Chronicle chronicle;
    private final Letters letters;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;

    Merging(
            Tickets tickets,
            Merges merges,
            Chronicle chronicle,
            Letters letters,
            EventLog log,
            Wording wording,
            CityClock clock) {
        this.tickets = tickets;
        this.merges = merges;
        this.chronicle = chronicle;
        this.letters = letters;
        this.log = log;
        this.wording = wording;
        this.clock = clock;
    }

    Optional<Refusal> merge(TicketId survivor, Collection<TicketId> joining, AgentId by) {
        var wanted =
                Stream.concat(Stream.of(survivor), joining.stream()).distinct().toList();
        if (wanted.size() < 2 || wanted.size() > Cases.MOST) {
            return Refusals.refuse("merge-of-none", "a merge is of 2 to " + Cases.MOST + " tickets");
        }
        merges.takeTurn();
        var known = wanted.stream().map(tickets::find).flatMap(Optional::stream).toList();
        if (known.size() < wanted.size()) {
            return Refusals.noTicket();
        }
        if (known.stream().anyMatch(ticket -> ticket.merge() != null)) {
            return Refusals.refuse("already-merged", "one of the tickets has been merged already");
        }
        var locked = lock(known);
        var into = Objects.requireNonNull(locked.remove(survivor));
        var others = List.copyOf(locked.values());
        return MergeRule.refusal(side(into), others.stream().map(Merging::side).toList(), by)
                .or(() -> {
                    merge(into, others, by);
                    return Optional.empty();
                });
    }

    private static MergeRule.Side side(StoredTicket ticket) {
        return new MergeRule.Side(ticket.status(), ticket.owner());
    }

    /// In one order for all.
    private Map<TicketId, StoredTicket> lock(List<StoredTicket> known) {
        var locked = new LinkedHashMap<TicketId, StoredTicket>();
        known.stream()
                .map(StoredTicket::id)
                .sorted(Comparator.comparing(TicketId::value))
                .forEach(id -> locked.put(id, tickets.lock(id).orElseThrow()));
        return locked;
    }

    private void merge(StoredTicket into, List<StoredTicket> others, AgentId by) {
        others.forEach(other -> join(other, into, by));
        merges.tighten(into.id());
        if (into.owner() == null && others.stream().anyMatch(other -> by.equals(other.owner()))) {
            tickets.setOwner(into.id(), by);
            log.append(new TicketTaken(clock.now(), into.id(), by));
        }
    }

    /// Whoever has one of them in hand keeps it: nothing is taken from him.
    boolean join(TicketId opened, String number) {
        merges.awaitTurn();
        var known = TicketNumber.read(number)
                .flatMap(tickets::byNumber)
                .map(tickets::survivor)
                .orElse(null);
        if (known == null || known.id().equals(opened)) {
            return false;
        }
        var locked = lock(List.of(known, tickets.find(opened).orElseThrow()));
        var into = Objects.requireNonNull(locked.get(known.id()));
        var newcomer = Objects.requireNonNull(locked.get(opened));
        if (MergeRule.isOver(into.status()) || newcomer.merge() != null) {
            return false;
        }
        join(newcomer, into, ASSISTANT);
        merges.tighten(into.id());
        return true;
    }

    /// The caller has its turn, and both rows.
    void join(StoredTicket other, StoredTicket into, AgentId by) {
        merges.merge(other.id(), into.id(), by, clock.now());
        log.append(new TicketMerged(clock.now(), other.id(), into.id(), by));
        note(into, by, "merged", other);
        letters.joined(other, into);
    }

    Optional<Refusal> separate(TicketId id, AgentId by) {
        merges.takeTurn();
        var ticket = tickets.lock(id).orElse(null);
        if (ticket == null) {
            return Refusals.noTicket();
        }
        var merge = ticket.merge();
        if (merge == null) {
            return Refusals.refuse("not-merged", "the ticket stands for itself");
        }
        if (merge.into().equals(ticket.splitFrom())) {
            return Refusals.refuse("split-undone", "what was split off went back: it is split off anew instead");
        }
        var survivor = tickets.survivor(ticket);
        if (MergeRule.isHeldByAnother(survivor.owner(), by)) {
            return Refusals.refuse("held", "another agent has the ticket");
        }
        separate(ticket, merge, by);
        return Optional.empty();
    }

    private void separate(StoredTicket ticket, StoredTicket.Merge merge, AgentId by) {
        merges.separate(ticket.id());
        log.append(new TicketSeparated(clock.now(), ticket.id(), merge.into(), by));
        relax(merge.into());
        var stoodForIt = tickets.find(merge.into()).orElseThrow();
        var alone = tickets.find(ticket.id()).orElseThrow();
        if (merges.saidSince(alone.id(), merge.nth())) {
            chronicle.move(alone, Cause.CITIZEN_WROTE, clock.now());
        }
        note(stoodForIt, by, "separated", alone);
        note(alone, by, "stands-alone", stoodForIt);
        letters.separated(alone);
    }

    /// Whose days no longer bind it, nor what stands for it.
    private void relax(TicketId id) {
        merges.tighten(id);
        var ticket = tickets.find(id).orElseThrow();
        Optional.ofNullable(ticket.merge()).ifPresent(merge -> relax(merge.into()));
    }

    private void note(StoredTicket on, AgentId by, String what, StoredTicket about) {
        var text = wording.say(
                Locale.FRENCH, "ticketing.note." + what, about.number().value());
        chronicle.add(NewInteraction.note(on.id(), on.channel(), clock.now(), by, text), clock.now());
    }

    /// The state in which the ticket would be if its merge were undone now.
    TicketStatus afterwards(StoredTicket ticket, StoredTicket.Merge merge) {
        return merges.saidSince(ticket.id(), merge.nth())
                ? TicketLifeCycle.next(ticket.status(), Cause.CITIZEN_WROTE).orElse(ticket.status())
                : ticket.status();
    }
}
