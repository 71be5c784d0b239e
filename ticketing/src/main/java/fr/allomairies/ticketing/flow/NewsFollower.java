package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.contact.TicketEvent.TaskAdded;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.model.NewsRule;
import fr.allomairies.ticketing.model.NewsRule.Told;
import fr.allomairies.ticketing.store.Followers;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Writes down for each follower what others have done with a ticket.
@Component
class NewsFollower implements LogFollower {

    private final Followers followers;

    NewsFollower(Followers followers) {
        this.followers = followers;
    }

    @Override
    public String name() {
        return "ticket-news";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof TicketEvent change && NewsRule.of(change).isPresent();
    }

    @Override
    public void on(LogEntry entry) {
        if (entry.event() instanceof TicketEvent change) {
            NewsRule.of(change)
                    .ifPresent(told -> readers(change, entry.position(), told)
                            .forEach(reader ->
                                    followers.tell(reader, entry.position(), change.ticket(), told, change.at())));
        }
    }

    /// Whose task it is is told of it, whether he follows the ticket or not.
    private List<AgentId> readers(TicketEvent change, long position, Told told) {
        if (change instanceof AgentMentioned named) {
            return List.of(named.agent());
        }
        var whose = change instanceof TaskAdded task ? Stream.ofNullable(task.agent()) : Stream.<AgentId>empty();
        return Stream.concat(followers.of(change.ticket(), position).stream(), whose)
                .filter(reader -> !reader.equals(told.by()))
                .distinct()
                .toList();
    }
}
