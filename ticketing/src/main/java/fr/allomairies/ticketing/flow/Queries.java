package fr.allomairies.ticketing.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.ReportNearby;
import fr.allomairies.ticketing.ReportedPlace;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketSearch;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketSummary.Merged;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.search.SearchQuery;
import fr.allomairies.ticketing.search.SearchWords;
import fr.allomairies.ticketing.search.TextFinder;
import fr.allomairies.ticketing.store.Citizens;
import fr.allomairies.ticketing.store.Conversations;
import fr.allomairies.ticketing.store.Excerpts;
import fr.allomairies.ticketing.store.Merges;
import fr.allomairies.ticketing.store.StoredTicket;
import fr.allomairies.ticketing.store.TicketLists;
import fr.allomairies.ticketing.store.Tickets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tickets as screens show them.
@Component
class Queries {

    private final Tickets tickets;
    private final Merges merges;
    private final TicketLists lists;
    private final Conversations conversations;
    private final Citizens citizens;
    private final Catalogue catalogue;
    private final SearchWords words;
    private final Excerpts excerpts;
    private final Optional<TextFinder> finder;

    Queries(
            Tickets tickets,
            Merges merges,
            TicketLists lists,
            Conversations conversations,
            Citizens citizens,
            Catalogue catalogue,
            SearchWords words,
            Excerpts excerpts,
            Optional<TextFinder> finder) {
        this.tickets = tickets;
        this.merges = merges;
        this.lists = lists;
        this.conversations = conversations;
        this.citizens = citizens;
        this.catalogue = catalogue;
        this.words = words;
        this.excerpts = excerpts;
        this.finder = finder;
    }

    Optional<TicketView> ticket(TicketId id) {
        return tickets.find(id).map(this::view);
    }

    Optional<TicketView> byNumber(String number) {
        return TicketNumber.read(number).flatMap(tickets::byNumber).map(this::view);
    }

    List<ReportedPlace> reported(CategoryCode category, String word, Instant since, int limit) {
        return tickets.reported(category, word, since, limit);
    }

    List<ReportNearby> near(
            CategoryCode category, double latitude, double longitude, int metres, Instant since, int limit) {
        return tickets.near(category, latitude, longitude, metres, since, limit);
    }

    Optional<TicketView> byTrackingToken(String token) {
        return tickets.byTrackingToken(token).map(ticket -> view(ticket).own());
    }

    Optional<TicketView> byContact(ContactId contact) {
        return tickets.byContact(contact).map(this::view);
    }

    List<TicketView.Interaction> saidIn(ContactId contact) {
        return conversations.of(contact);
    }

    List<TicketSummary> history(TicketId id, int limit) {
        return tickets.find(id)
                .flatMap(ticket -> Optional.ofNullable(ticket.citizen()))
                .map(citizen -> summaries(lists.history(citizen, id, limit)))
                .orElse(List.of());
    }

    List<TicketSummary> find(TicketFilter filter, int limit, int offset) {
        return summaries(lists.find(filter, wanted(filter), limit, offset));
    }

    List<TicketSummary> numbered(Collection<String> numbers) {
        return summaries(lists.numbered(numbers));
    }

    TicketSearch search(TicketFilter filter, int limit, int offset) {
        return finder.flatMap(beside -> beside.find(filter, limit, offset))
                .map(hits -> found(filter, hits))
                .orElseGet(() -> inTables(filter, limit, offset));
    }

    private TicketSearch found(TicketFilter filter, TextFinder.Hits hits) {
        var tickets = summaries(lists.find(filter, hits.tickets()));
        return new TicketSearch(tickets, hits.excerpts(), hits.nearly() && !tickets.isEmpty());
    }

    private TicketSearch inTables(TicketFilter filter, int limit, int offset) {
        var asTyped = wanted(filter);
        var found = lists.find(filter, asTyped, limit, offset);
        if (asTyped == null || !found.isEmpty() || offset > 0) {
            return found(found, asTyped, false);
        }
        return words.nearest(Objects.requireNonNull(filter.text()))
                .map(near -> found(lists.find(filter, near, limit, offset), near, true))
                .orElseGet(() -> found(found, null, false));
    }

    private static @Nullable SearchQuery wanted(TicketFilter filter) {
        return filter.text() == null || filter.text().isBlank() ? null : SearchQuery.of(filter.text());
    }

    private TicketSearch found(List<TicketLists.Line> lines, @Nullable SearchQuery wanted, boolean nearly) {
        var tickets = summaries(lines);
        return new TicketSearch(
                tickets,
                wanted == null
                        ? Map.of()
                        : excerpts.of(tickets.stream().map(TicketSummary::id).toList(), wanted),
                nearly && !tickets.isEmpty());
    }

    private List<TicketSummary> summaries(List<TicketLists.Line> lines) {
        return lines.stream()
                .map(line -> summary(line.ticket(), line.citizen()))
                .toList();
    }

    private TicketView view(StoredTicket ticket) {
        var survivor = tickets.survivor(ticket);
        return new TicketView(
                summary(ticket, survivor, name(ticket)),
                ticket.trackingToken(),
                citizen(ticket),
                ticket.place(),
                ticket.language(),
                conversations.of(Stream.concat(Stream.of(survivor), merges.below(survivor.id()).stream())
                        .map(StoredTicket::id)
                        .toList()));
    }

    private @Nullable String name(StoredTicket ticket) {
        return Optional.ofNullable(ticket.citizen()).flatMap(citizens::name).orElse(null);
    }

    Sender citizen(StoredTicket ticket) {
        return new Sender(name(ticket), ticket.email(), ticket.phone());
    }

    /// As it is by itself, whatever stands for it.
    TicketSummary itself(StoredTicket ticket) {
        return summary(ticket, ticket, name(ticket));
    }

    private TicketSummary summary(StoredTicket ticket, @Nullable String citizen) {
        return summary(ticket, tickets.survivor(ticket), citizen);
    }

    private TicketSummary summary(StoredTicket ticket, StoredTicket stands, @Nullable String citizen) {
        return new TicketSummary(
                ticket.id(),
                ticket.number().value(),
                subject(ticket),
                stands.status(),
                ticket.category(),
                ticket.channel(),
                stands.service(),
                citizen,
                ticket.openedAt(),
                stands.changedAt(),
                stands.due(),
                stands.progress(),
                stands.owner(),
                merged(ticket));
    }

    private @Nullable Merged merged(StoredTicket ticket) {
        var merge = ticket.merge();
        if (merge == null) {
            return null;
        }
        var survivor = tickets.survivor(ticket);
        return new Merged(survivor.id(), survivor.number().value(), merge.by(), merge.at());
    }

    /// A call has no subject: its category says what it is about.
    private String subject(StoredTicket ticket) {
        if (!ticket.subject().isEmpty()) {
            return ticket.subject();
        }
        var category = catalogue.category(ticket.category()).orElseGet(catalogue::other);
        return ticket.language().startsWith("en") ? category.labelEn() : category.labelFr();
    }
}
