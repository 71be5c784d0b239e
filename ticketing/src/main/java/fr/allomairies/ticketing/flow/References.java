package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.model.Threading.Candidate;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.Threads;
import fr.allomairies.ticketing.store.Tickets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Which tickets a contact refers to: by the secret of a tracking page, which proves by itself the right to write; by
/// ids of messages, by a number among its hints, and by the tag in its subject.
@Component
class References {

    private final Tickets tickets;
    private final Threads threads;

    References(Tickets tickets, Threads threads) {
        this.tickets = tickets;
        this.threads = threads;
    }

    /// Whether it may refer to one.
    static boolean any(InboundContact contact) {
        return !contact.threadHints().isEmpty()
                || TicketNumber.inSubject(contact.subject()).isPresent();
    }

    List<Candidate> of(InboundContact contact, @Nullable CitizenId sender) {
        return Stream.of(
                        tokens(contact),
                        threads.candidates(externalIds(contact), sender).stream(),
                        numbers(contact).flatMap(number -> candidate(number, sender).stream()))
                .flatMap(found -> found)
                .toList();
    }

    List<String> externalIds(InboundContact contact) {
        return contact.threadHints().stream()
                .filter(hint -> TicketNumber.read(hint).isEmpty() && !TrackingTokens.isToken(hint))
                .toList();
    }

    private Stream<Candidate> tokens(InboundContact contact) {
        return contact.threadHints().stream()
                .filter(TrackingTokens::isToken)
                .map(tickets::byTrackingToken)
                .flatMap(Optional::stream)
                .map(ticket -> new Candidate(ticket.id(), ticket.number(), true));
    }

    private static Stream<TicketNumber> numbers(InboundContact contact) {
        return Stream.concat(
                contact.threadHints().stream().map(TicketNumber::read).flatMap(Optional::stream),
                TicketNumber.inSubject(contact.subject()).stream());
    }

    private Optional<Candidate> candidate(TicketNumber number, @Nullable CitizenId sender) {
        return tickets.byNumber(number)
                .map(ticket -> new Candidate(ticket.id(), ticket.number(), participates(ticket, sender)));
    }

    private static boolean participates(StoredTicket ticket, @Nullable CitizenId sender) {
        return sender != null && sender.equals(ticket.citizen());
    }
}
