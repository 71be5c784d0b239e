package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.AgentMentioned;
import fr.allomairies.contact.TicketEvent.TaskAdded;
import fr.allomairies.contact.TicketEvent.TaskCalledOff;
import fr.allomairies.contact.TicketEvent.TaskDone;
import fr.allomairies.contact.TicketEvent.TaskReopened;
import fr.allomairies.contact.TicketEvent.TicketFollowed;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.Tasks.For;
import fr.allomairies.ticketing.model.NewsRule;
import fr.allomairies.ticketing.model.NewsRule.Told;
import fr.allomairies.ticketing.store.Followers;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Writes down for each follower what others have done with a ticket.
@Component
class NewsFollower implements LogFollower {

    private final Followers followers;
    private final TicketTasks tasks;
    private final Tickets tickets;

    NewsFollower(Followers followers, TicketTasks tasks, Tickets tickets) {
        this.tickets = tickets;
        this.followers = followers;
        this.tasks = tasks;
    }

    @Override
    public String name() {
        return "ticket-news";
    }

    @Override
    public boolean wants(Event event) {
        return event instanceof TicketFollowed
                || event instanceof TicketEvent change && NewsRule.of(change).isPresent();
    }

    @Override
    public void on(LogEntry entry) {
        if (entry.event() instanceof TicketFollowed begun) {
            followers.begin(begun.ticket(), begun.agent(), entry.position());
        } else if (entry.event() instanceof TicketEvent change) {
            NewsRule.of(change)
                    .ifPresent(told -> readers(change, entry.position(), told)
                            .forEach(reader -> followers.tell(
                                    reader,
                                    entry.position(),
                                    change.ticket(),
                                    said(change, told, reader),
                                    change.at())));
        }
    }

    private static Told said(TicketEvent change, Told told, AgentId reader) {
        return change instanceof TaskAdded added && reader.equals(added.agent())
                ? new Told("task-given", told.by(), told.value(), told.interaction())
                : told;
    }

    /// Whose task it is is told of it, whether he follows the ticket or not.
    private List<AgentId> readers(TicketEvent change, long position, Told told) {
        if (change instanceof AgentMentioned named) {
            return List.of(named.agent());
        }
        return Stream.of(
                        followers.of(change.ticket(), position).stream(),
                        whose(change).stream(),
                        owner(change).stream())
                .flatMap(Function.identity())
                .filter(reader -> !reader.equals(told.by()))
                .distinct()
                .toList();
    }

    private Optional<AgentId> owner(TicketEvent change) {
        return NewsRule.isForOwner(change)
                ? tickets.find(change.ticket()).map(tickets::survivor).map(StoredTicket::owner)
                : Optional.empty();
    }

    private Optional<AgentId> whose(TicketEvent change) {
        var whose = switch (change) {
            case TaskAdded added -> tasks.whose(added.task());
            case TaskDone done -> tasks.whose(done.task());
            case TaskReopened again -> tasks.whose(again.task());
            case TaskCalledOff off -> tasks.whose(off.task());
            default -> Optional.<For>empty();
        };
        return whose.flatMap(of -> of instanceof For.Person person ? Optional.of(person.agent()) : Optional.empty());
    }
}
