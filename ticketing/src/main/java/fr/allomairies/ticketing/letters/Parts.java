package fr.allomairies.ticketing.letters;

import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.Tasks.Part;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketTasks;
import fr.allomairies.ticketing.store.Tickets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// What each service has to do for one request. Of a task its words stay inside: an agent wrote them for a service.
@Component
public class Parts {

    private final Tickets tickets;
    private final TicketTasks tasks;

    Parts(Tickets tickets, TicketTasks tasks) {
        this.tickets = tickets;
        this.tasks = tasks;
    }

    /// Of the ticket and of what is one matter with it.
    public List<Part> of(TicketId id) {
        var ofTasks = tasks.parts(id);
        var inCharge = ofTasks.isEmpty()
                ? Optional.<Part>empty()
                : tickets.find(id).map(tickets::survivor).flatMap(Parts::inCharge);
        return inCharge.map(part -> with(part, ofTasks)).orElse(ofTasks);
    }

    private static Optional<Part> inCharge(StoredTicket ticket) {
        var service = ticket.service();
        var works = ticket.status() == TicketStatus.WITH_SERVICE;
        return service == null || !works && ticket.progress() != ServiceProgress.DONE
                ? Optional.empty()
                : Optional.of(new Part(service, !works, works ? ticket.due() : null, ""));
    }

    /// Of a service with a task as well, what is left counts.
    private static List<Part> with(Part inCharge, List<Part> ofTasks) {
        var others = ofTasks.stream().filter(part -> !part.service().equals(inCharge.service()));
        var own = ofTasks.stream()
                .filter(part -> part.service().equals(inCharge.service()))
                .filter(part -> inCharge.done() && !part.done())
                .findFirst()
                .orElse(inCharge);
        return Stream.concat(Stream.of(own), others).toList();
    }
}
