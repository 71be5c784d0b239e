package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.contact.TicketEvent.TicketFollowed;
import fr.allomairies.contact.TicketEvent.TicketUnfollowed;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.chronicle.CityClock;
import fr.allomairies.ticketing.store.Followers;
import fr.allomairies.ticketing.store.Interactions;
import fr.allomairies.ticketing.store.Tickets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Where each command on who follows a ticket goes.
@Service
@Transactional
class FollowingDoor implements Following {

    private final Followers followers;
    private final Tickets tickets;
    private final Interactions interactions;
    private final AgentWork agents;
    private final EventLog log;
    private final CityClock clock;

    FollowingDoor(
            Followers followers,
            Tickets tickets,
            Interactions interactions,
            AgentWork agents,
            EventLog log,
            CityClock clock) {
        this.followers = followers;
        this.tickets = tickets;
        this.interactions = interactions;
        this.agents = agents;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public Optional<Refusal> follow(TicketId ticket, AgentId agent) {
        return tickets.lockSurvivor(ticket)
                .map(survivor -> begin(survivor.id(), agent, agent))
                .orElseGet(Refusals::noTicket);
    }

    private Optional<Refusal> begin(TicketId ticket, AgentId agent, AgentId by) {
        var known = followers.of(ticket);
        if (known.contains(agent)) {
            return Optional.empty();
        }
        if (known.size() >= MOST_FOLLOWERS) {
            return Refusals.refuse("followers-too-many", "at most " + MOST_FOLLOWERS + " follow one ticket");
        }
        if (followers.followed(agent) >= MOST_FOLLOWED) {
            return Refusals.refuse("followed-too-many", "one follows at most " + MOST_FOLLOWED + " tickets");
        }
        followers.add(ticket, agent);
        log.append(new TicketFollowed(clock.now(), ticket, agent, by));
        return Optional.empty();
    }

    @Override
    public void unfollow(TicketId ticket, AgentId agent) {
        tickets.lockSurvivor(ticket).ifPresent(survivor -> {
            if (followers.remove(survivor.id(), agent)) {
                log.append(new TicketUnfollowed(clock.now(), survivor.id(), agent));
            }
        });
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Refusal> refusesNotes(TicketId ticket) {
        return tickets.isAnonymised(ticket) ? Refusals.anonymised() : Optional.empty();
    }

    @Override
    public InteractionId note(
            TicketId ticket, AgentId author, boolean holds, String text, Set<AgentId> mentioned, String key) {
        if (mentioned.size() > MOST_MENTIONED) {
            throw new IllegalArgumentException("a note names at most " + MOST_MENTIONED);
        }
        var note = agents.note(ticket, author, holds, text, key);
        if (!interactions.reads(note, text)) {
            return note;
        }
        mentioned.stream().filter(agent -> !agent.equals(author)).sorted().forEach(agent -> {
            if (followers.mention(note, agent)) {
                log.append(new AgentMentioned(clock.now(), ticket, note, agent, author));
                var _ = begin(ticket, agent, author);
            }
        });
        return note;
    }

    @Override
    @Transactional(readOnly = true)
    public List<AgentId> followers(TicketId ticket) {
        return followers.of(ticket);
    }

    @Override
    public void seen(TicketId ticket, AgentId reader) {
        followers.seen(ticket, reader);
    }

    @Override
    public void allSeen(AgentId reader) {
        followers.allSeen(reader);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<TicketId, News> unseen(AgentId reader) {
        return followers.unseen(reader);
    }

    @Override
    @Transactional(readOnly = true)
    public Map<AgentId, Count> counts(Collection<AgentId> readers) {
        return followers.counts(readers);
    }
}
