package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.InteractionMoved;
import fr.allomairies.contact.TicketEvent.TicketFollowed;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketSplitOff;
import fr.allomairies.contact.TicketEvent.TicketTaken;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Cases.Split;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import fr.allomairies.ticketing.chronicle.Chronicle;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.letters.Letters;
import fr.allomairies.ticketing.model.MergeRule;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.model.WorkingDays;
import fr.allomairies.ticketing.search.SearchIndex;
import fr.allomairies.ticketing.store.Followers;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.Merges.Spoken;
import fr.allomairies.ticketing.store.NewInteraction;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Tickets;
import fr.allomairies.ticketing.wording.Wording;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Opens a ticket for what was said on another one and is another matter, and takes that back.
@Component
class Splitting {

    private final Tickets tickets;
    private final Merges merges;
    private final Followers followers;
    private final Merging merging;
    private final Chronicle chronicle;
    private final Letters letters;
    private final SearchIndex search;
    private final Catalogue catalogue;
    private final EventLog log;
    private final Wording wording;
    private final CityClock clock;
    private final WorkingDays workingDays = new WorkingDays();
    private final TrackingTokens tokens = new TrackingTokens();

    Splitting(
            Tickets tickets,
            Merges merges,
            Followers followers,
            Merging merging,
            Chronicle chronicle,
            Letters letters,
            SearchIndex search,
            Catalogue catalogue,
            EventLog log,
            Wording wording,
            CityClock clock) {
        this.tickets = tickets;
        this.merges = merges;
        this.followers = followers;
        this.merging = merging;
        this.chronicle = chronicle;
        this.letters = letters;
        this.search = search;
        this.catalogue = catalogue;
        this.log = log;
        this.wording = wording;
        this.clock = clock;
    }

    Split split(TicketId id, List<InteractionId> chosen, CategoryCode code, String subject, AgentId by) {
        var category = catalogue.category(code);
        if (category.isEmpty()) {
            return refused("category-unknown", "the catalogue has no category " + code);
        }
        merges.takeTurn();
        var survivor = tickets.find(id).map(tickets::survivor);
        var origin = merges.spoken(chosen).stream().map(Spoken::ticket).findFirst();
        if (survivor.isEmpty() || origin.isEmpty()) {
            return refused("nothing-chosen", "nothing was chosen that was said on the ticket");
        }
        var from = tickets.lock(origin.get()).orElseThrow();
        // read again: until the lock was there, somebody else may have split it off
        var spoken = merges.spoken(chosen);
        return refusal(from, spoken, chosen, survivor.get(), by)
                .<Split>map(Split.Refused::new)
                .orElseGet(() -> open(from, spoken, category.get(), subject, by));
    }

    private Optional<Refusal> refusal(
            StoredTicket from, List<Spoken> spoken, List<InteractionId> chosen, StoredTicket survivor, AgentId by) {
        var stands = tickets.survivor(from);
        if (MergeRule.isHeldByAnother(stands.owner(), by)) {
            return Refusals.refuse("held", "another agent has the ticket");
        }
        if (!stands.id().equals(survivor.id()) || spoken.size() < new HashSet<>(chosen).size()) {
            return Refusals.refuse("nothing-chosen", "not all that was chosen is on the ticket");
        }
        if (spoken.stream().anyMatch(said -> !said.ticket().equals(from.id()))) {
            return Refusals.refuse("several-citizens", "what was chosen was said by several citizens");
        }
        if (spoken.stream().anyMatch(said -> !isWord(said) && !isNote(said))) {
            return Refusals.refuse("not-to-split", "only words of the citizen and notes are split off");
        }
        long words = spoken.stream().filter(Splitting::isWord).count();
        return words == 0 || words == merges.words(from.id())
                ? Refusals.refuse("nothing-left", "something that the citizen said goes, and something stays")
                : Optional.empty();
    }

    private static boolean isWord(Spoken said) {
        return said.direction() == Direction.IN;
    }

    private static boolean isNote(Spoken said) {
        return said.kind() == InteractionKind.NOTE;
    }

    private Split open(StoredTicket from, List<Spoken> spoken, Category category, String subject, AgentId by) {
        var now = clock.now();
        var first = spoken.stream().filter(Splitting::isWord).findFirst().orElseThrow();
        var ticket = ticket(from, first, category, subject, by);
        tickets.insert(ticket);
        log.append(new TicketOpened(
                ticket.openedAt(),
                ticket.id(),
                ticket.number().value(),
                ticket.channel(),
                ticket.category(),
                Optional.ofNullable(first.contact()).orElseGet(() -> merges.opening(from.id()))));
        log.append(new TicketSplitOff(now, ticket.id(), from.id(), by));
        log.append(new TicketTaken(now, ticket.id(), by));
        spoken.forEach(said -> {
            merges.move(said.id(), from.id(), ticket.id());
            log.append(new InteractionMoved(now, ticket.id(), said.id(), from.id()));
        });
        followers.of(from.id()).forEach(agent -> {
            followers.add(ticket.id(), agent);
            log.append(new TicketFollowed(now, ticket.id(), agent, by));
        });
        search.rewrite(from.id());
        search.rewrite(ticket.id());
        note(from, by, "split", ticket);
        note(ticket, by, "split-from", from);
        letters.splitOff(ticket, from);
        return new Split.Done(ticket.number().value());
    }

    private StoredTicket ticket(StoredTicket from, Spoken first, Category category, String subject, AgentId by) {
        return new StoredTicket(
                TicketId.next(),
                TicketNumber.of(LocalDate.ofInstant(first.at(), WorkingDays.CITY), tickets.nextNumber()),
                tokens.next(),
                TicketStatus.NEW,
                category.code(),
                new ChannelKind(first.channel()),
                from.language(),
                subject.strip(),
                null,
                from.citizen(),
                from.email(),
                from.phone(),
                from.place(),
                first.at(),
                clock.now(),
                workingDays.due(first.at(), category.targetWorkingDays()),
                null,
                null,
                null,
                by,
                null,
                null,
                from.id(),
                null);
    }

    Optional<Refusal> rejoin(TicketId id, AgentId by) {
        merges.takeTurn();
        var found = tickets.find(id).filter(ticket -> ticket.splitFrom() != null);
        if (found.isEmpty()) {
            return Refusals.refuse("not-split", "the ticket was not split off");
        }
        if (found.get().merge() != null) {
            return Refusals.refuse("already-merged", "the ticket has been merged already");
        }
        var origin =
                tickets.lock(Objects.requireNonNull(found.get().splitFrom())).orElseThrow();
        var ticket = tickets.lock(id).orElseThrow();
        return refusal(ticket, origin, by).or(() -> {
            rejoin(ticket, origin, by);
            return Optional.empty();
        });
    }

    private Optional<Refusal> refusal(StoredTicket ticket, StoredTicket origin, AgentId by) {
        var stands = tickets.survivor(origin);
        if (stands.id().equals(ticket.id())) {
            return Refusals.refuse("already-merged", "the ticket stands for the one that it was split off from");
        }
        return MergeRule.refusal(
                new MergeRule.Side(stands.status(), stands.owner()),
                List.of(new MergeRule.Side(ticket.status(), ticket.owner())),
                by);
    }

    private void rejoin(StoredTicket ticket, StoredTicket origin, AgentId by) {
        merges.splitOff(ticket.id(), origin.id()).forEach(said -> {
            merges.moveBack(said, origin.id());
            log.append(new InteractionMoved(clock.now(), origin.id(), said, ticket.id()));
        });
        search.rewrite(ticket.id());
        search.rewrite(origin.id());
        merging.join(ticket, origin, by);
        merges.tighten(origin.id());
    }

    private void note(StoredTicket on, AgentId by, String what, StoredTicket about) {
        var text = wording.say(
                Locale.FRENCH, "ticketing.note." + what, about.number().value());
        chronicle.add(NewInteraction.note(on.id(), on.channel(), clock.now(), by, text), clock.now());
    }

    private static Split refused(String code, String detail) {
        return new Split.Refused(new Refusal(code, detail));
    }
}
