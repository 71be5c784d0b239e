package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Ticketing;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/// Who follows what, and nothing is new of it.
@Component
public class MemoryFollowing implements Following {

    private final Ticketing ticketing;
    private final Map<TicketId, Set<AgentId>> followers = new HashMap<>();

    MemoryFollowing(Ticketing ticketing) {
        this.ticketing = ticketing;
    }

    @Override
    public synchronized Optional<Refusal> follow(TicketId ticket, AgentId agent) {
        followers.computeIfAbsent(ticket, _ -> new TreeSet<>()).add(agent);
        return Optional.empty();
    }

    @Override
    public synchronized void unfollow(TicketId ticket, AgentId agent) {
        followers.getOrDefault(ticket, new TreeSet<>()).remove(agent);
    }

    @Override
    public InteractionId note(
            TicketId ticket, AgentId author, boolean holds, String text, Set<AgentId> mentioned, String key) {
        mentioned.forEach(agent -> follow(ticket, agent));
        return ticketing.addNote(ticket, author, text, key);
    }

    @Override
    public Optional<Refusal> refusesNotes(TicketId ticket) {
        return Optional.empty();
    }

    @Override
    public synchronized List<AgentId> followers(TicketId ticket) {
        return List.copyOf(followers.getOrDefault(ticket, Set.of()));
    }

    @Override
    public void seen(TicketId ticket, AgentId reader) {
        // nothing is new
    }

    @Override
    public void allSeen(AgentId reader) {
        // nothing is new
    }

    @Override
    public Map<TicketId, News> unseen(AgentId reader) {
        return Map.of();
    }

    @Override
    public Map<AgentId, Count> counts(Collection<AgentId> readers) {
        return Map.of();
    }
}
