package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.model.NewsRule;
import fr.allomairies.ticketing.model.NewsRule.Told;
import fr.allomairies.ticketing.store.Followers;
import java.util.List;
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
            NewsRule.of(change).ifPresent(told -> readers(change, told)
                    .forEach(reader ->
                            followers.tell(reader, entry.position(), change.ticket(), told, change.at())));
        }
    }

    private List<AgentId> readers(TicketEvent change, Told told) {
        return change instanceof AgentMentioned named
                ? List.of(named.agent())
                : followers.of(change.ticket()).stream()
                        .filter(follower -> !follower.equals(told.by()))
                        .toList();
    }
}
