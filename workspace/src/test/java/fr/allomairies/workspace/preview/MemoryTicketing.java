package fr.allomairies.workspace.preview;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.Refusal;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionAdded;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.ticketing.Attachments;
import fr.allomairies.ticketing.CategoryGuess;
import fr.allomairies.ticketing.Detail;
import fr.allomairies.ticketing.InboundContact;
import fr.allomairies.ticketing.MissedCall;
import fr.allomairies.ticketing.NewAttachment;
import fr.allomairies.ticketing.OutsideCall;
import fr.allomairies.ticketing.Place;
import fr.allomairies.ticketing.PlacedCall;
import fr.allomairies.ticketing.Receipt;
import fr.allomairies.ticketing.ReportNearby;
import fr.allomairies.ticketing.ReportedPlace;
import fr.allomairies.ticketing.Sender;
import fr.allomairies.ticketing.Taking;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketSearch;
import fr.allomairies.ticketing.TicketSummary;
import fr.allomairies.ticketing.TicketView;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.Ticketing;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Tickets in a map.
@Component
public class MemoryTicketing implements Ticketing, Attachments {

    private static final Refusal NOT_FOUND = new Refusal("ticket-not-found", "there is no such ticket");

    private final EventLog log;
    private final Map<TicketId, TicketView> tickets = new LinkedHashMap<>();
    private final Map<UUID, NewAttachment> files = new HashMap<>();
    private final Map<String, InteractionId> keys = new HashMap<>();

    MemoryTicketing(EventLog log) {
        this.log = log;
    }

    @Override
    public List<ReportedPlace> reported(CategoryCode category, String word, Instant since, int limit) {
        return List.of();
    }

    @Override
    public List<ReportNearby> near(
            CategoryCode category, double latitude, double longitude, int metres, Instant since, int limit) {
        return List.of();
    }

    @Override
    public Receipt receive(InboundContact contact) {
        return receive(contact, null);
    }

    @Override
    public synchronized Receipt receive(InboundContact contact, @Nullable CategoryGuess guess) {
        var id = TicketId.next();
        var number = "NCA-26-%06d".formatted(tickets.size() + 123);
        var category = contact.category() == null ? new CategoryCode("other") : contact.category();
        tickets.put(
                id,
                new TicketView(
                        new TicketSummary(
                                id,
                                number,
                                contact.subject(),
                                TicketStatus.NEW,
                                category,
                                contact.channel(),
                                null,
                                contact.sender().name(),
                                contact.receivedAt(),
                                contact.receivedAt(),
                                LocalDate.now().plusDays(10),
                                null,
                                null,
                                null),
                        "token-" + id,
                        contact.sender(),
                        contact.place(),
                        contact.language(),
                        List.of()));
        var kind = contact.channel().equals(ChannelKind.VOICE) ? InteractionKind.CALL : InteractionKind.MESSAGE;
        say(
                id,
                kind,
                Direction.IN,
                contact.channel(),
                contact.receivedAt(),
                contact.contact(),
                null,
                contact.subject(),
                contact.text(),
                store(contact.attachments()),
                null);
        return new Receipt(id, number, "token-" + id, true, category, null, null, null);
    }

    @Override
    public synchronized InteractionId addMessage(
            TicketId ticket, @Nullable ContactId contact, @Nullable AgentId author, String text, String key) {
        return keys.computeIfAbsent(
                ticket + key,
                _ -> say(
                        ticket,
                        InteractionKind.MESSAGE,
                        author == null ? Direction.IN : Direction.OUT,
                        view(ticket).summary().channel(),
                        Instant.now(),
                        contact,
                        author,
                        "",
                        text,
                        List.of(),
                        author == null ? null : Delivery.SENT));
    }

    @Override
    public synchronized Optional<Refusal> saidOtherwise(InteractionId said, String text) {
        return tickets.values().stream()
                        .flatMap(view -> view.interactions().stream())
                        .anyMatch(each -> each.id().equals(said) && each.text().equals(text))
                ? Optional.empty()
                : Optional.of(new Refusal("said-otherwise", "the key is that of another text"));
    }

    @Override
    public InteractionId addFile(
            TicketId ticket, ContactId contact, AgentId author, String text, NewAttachment file, String key) {
        return addMessage(ticket, contact, author, text, key);
    }

    @Override
    public void attach(InteractionId said, List<NewAttachment> files) {
        throw new UnsupportedOperationException("nobody brings a file");
    }

    @Override
    public synchronized InteractionId addNote(TicketId ticket, AgentId author, String text, String key) {
        var channel = view(ticket).summary().channel();
        return keys.computeIfAbsent(
                ticket + key,
                _ -> say(
                        ticket,
                        InteractionKind.NOTE,
                        Direction.INTERNAL,
                        channel,
                        Instant.now(),
                        null,
                        author,
                        "",
                        text,
                        List.of(),
                        null));
    }

    @Override
    public synchronized Optional<Refusal> classify(TicketId ticket, CategoryCode category, AgentId by) {
        if (!tickets.containsKey(ticket)) {
            return Optional.of(NOT_FOUND);
        }
        var was = view(ticket).summary();
        change(
                ticket,
                new TicketSummary(
                        was.id(),
                        was.number(),
                        was.subject(),
                        was.status(),
                        category,
                        was.channel(),
                        was.service(),
                        was.citizen(),
                        was.openedAt(),
                        Instant.now(),
                        was.due(),
                        was.progress(),
                        was.owner(),
                        was.merged()));
        log.append(new TicketClassified(Instant.now(), ticket, category, by));
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Refusal> describe(
            TicketId ticket, @Nullable String subject, @Nullable Place place, @Nullable Sender citizen, AgentId by) {
        if (subject != null && subject.isBlank()) {
            return Optional.of(new Refusal("subject-blank", "a subject needs at least one word"));
        }
        var view = view(ticket);
        var was = view.summary();
        var summary = new TicketSummary(
                was.id(),
                was.number(),
                subject == null ? was.subject() : subject,
                was.status(),
                was.category(),
                was.channel(),
                was.service(),
                was.citizen(),
                was.openedAt(),
                Instant.now(),
                was.due(),
                was.progress(),
                was.owner(),
                was.merged());
        tickets.put(
                ticket,
                new TicketView(
                        summary,
                        view.trackingToken(),
                        citizen == null ? view.citizen() : citizen,
                        place == null ? view.place() : place,
                        view.language(),
                        view.interactions()));
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Refusal> forget(TicketId ticket, Detail detail, AgentId by) {
        var view = view(ticket);
        var citizen = view.citizen();
        var place = view.place();
        tickets.put(
                ticket,
                new TicketView(
                        view.summary(),
                        view.trackingToken(),
                        new Sender(
                                citizen.name(),
                                detail == Detail.EMAIL ? null : citizen.email(),
                                detail == Detail.PHONE ? null : citizen.phone()),
                        detail != Detail.ADDRESS || place == null
                                ? place
                                : new Place(place.latitude(), place.longitude(), null),
                        view.language(),
                        view.interactions()));
        return Optional.empty();
    }

    @Override
    public synchronized Optional<Refusal> handOver(
            TicketId ticket, ServiceCode service, @Nullable String note, AgentId by) {
        if (service.value().equals("moon")) {
            return Optional.of(new Refusal("service-not-found", "there is no such service"));
        }
        status(ticket, TicketStatus.WITH_SERVICE, service);
        if (note != null) {
            addNote(ticket, by, note, UUID.randomUUID().toString());
        }
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> report(
            TicketId ticket,
            ServiceCode service,
            ServiceProgress progress,
            @Nullable String reason,
            @Nullable LocalDate newDate,
            String officer) {
        throw new UnsupportedOperationException("no service works here");
    }

    @Override
    public synchronized Optional<Refusal> resolve(TicketId ticket, String disposition, AgentId by) {
        var was = view(ticket).summary();
        if (was.status() == TicketStatus.WITH_SERVICE) {
            return Optional.of(new Refusal("with-service", "a service has it"));
        }
        status(ticket, TicketStatus.RESOLVED, was.service());
        return Optional.empty();
    }

    @Override
    public synchronized Optional<TicketView> ticket(TicketId ticket) {
        return Optional.ofNullable(tickets.get(ticket));
    }

    @Override
    public synchronized Optional<TicketView> byNumber(String number) {
        return tickets.values().stream()
                .filter(view -> view.summary().number().equals(number))
                .findFirst();
    }

    @Override
    public synchronized Optional<TicketView> byTrackingToken(String token) {
        return tickets.values().stream()
                .filter(view -> view.trackingToken().equals(token))
                .findFirst();
    }

    @Override
    public synchronized Optional<TicketView> byContact(ContactId contact) {
        return tickets.values().stream()
                .filter(view -> view.interactions().stream().anyMatch(said -> contact.equals(said.contact())))
                .findFirst();
    }

    @Override
    public synchronized List<TicketView.Interaction> saidIn(ContactId contact) {
        return tickets.values().stream()
                .flatMap(view -> view.interactions().stream())
                .filter(said -> contact.equals(said.contact()))
                .toList();
    }

    @Override
    public synchronized List<TicketSummary> history(TicketId ticket, int limit) {
        var citizen = view(ticket).citizen();
        return tickets.values().stream()
                .filter(view -> !view.summary().id().equals(ticket))
                .filter(view -> view.citizen().name() != null)
                .filter(view -> view.citizen().name().equals(citizen.name()))
                .map(TicketView::summary)
                .toList();
    }

    @Override
    public synchronized List<TicketSummary> find(TicketFilter filter, int limit, int offset) {
        return tickets.values().stream().map(TicketView::summary).toList();
    }

    @Override
    public synchronized List<TicketSummary> numbered(Collection<String> numbers) {
        return tickets.values().stream()
                .map(TicketView::summary)
                .filter(ticket -> numbers.contains(ticket.number()))
                .toList();
    }

    @Override
    public synchronized Taking take(TicketId ticket, AgentId by) {
        var was = view(ticket).summary();
        var owner = was.owner();
        if (owner != null && !owner.equals(by)) {
            return new Taking.HeldBy(owner);
        }
        change(ticket, was.status(), was.service(), by);
        return new Taking.Taken();
    }

    @Override
    public synchronized Optional<Refusal> giveBack(TicketId ticket, AgentId by) {
        var was = view(ticket).summary();
        change(ticket, was.status(), was.service(), null);
        return Optional.empty();
    }

    @Override
    public Optional<Refusal> calledBack(TicketId ticket, AgentId by) {
        return Optional.empty();
    }

    @Override
    public void reached(TicketId ticket) {
        // nobody gives up waiting here
    }

    @Override
    public void keepCall(TicketId ticket, PlacedCall call) {
        // nobody calls
    }

    @Override
    public void keepOutside(TicketId ticket, OutsideCall call) {
        // nobody leaves
    }

    @Override
    public Map<TicketId, MissedCall> missedCalls(Collection<TicketId> tickets) {
        return Map.of();
    }

    @Override
    public int missedCalls() {
        return 0;
    }

    @Override
    public TicketSearch search(TicketFilter filter, int limit, int offset) {
        return new TicketSearch(find(filter, limit, offset), Map.of(), false);
    }

    @Override
    public synchronized Optional<NewAttachment> content(UUID attachment) {
        return Optional.ofNullable(files.get(attachment));
    }

    @Override
    public synchronized Optional<NewAttachment> content(UUID attachment, TicketId ticket) {
        return ticket(ticket).stream()
                .flatMap(view -> view.interactions().stream())
                .flatMap(said -> said.attachments().stream())
                .filter(file -> file.id().equals(attachment))
                .findFirst()
                .flatMap(file -> content(file.id()));
    }

    private TicketView view(TicketId ticket) {
        return Optional.ofNullable(tickets.get(ticket)).orElseThrow();
    }

    private void status(TicketId ticket, TicketStatus status, @Nullable ServiceCode service) {
        change(ticket, status, service, view(ticket).summary().owner());
    }

    private void change(TicketId ticket, TicketStatus status, @Nullable ServiceCode service, @Nullable AgentId owner) {
        var was = view(ticket).summary();
        change(
                ticket,
                new TicketSummary(
                        was.id(),
                        was.number(),
                        was.subject(),
                        status,
                        was.category(),
                        was.channel(),
                        service,
                        was.citizen(),
                        was.openedAt(),
                        Instant.now(),
                        was.due(),
                        was.progress(),
                        owner,
                        was.merged()));
    }

    private void change(TicketId ticket, TicketSummary summary) {
        var view = view(ticket);
        tickets.put(
                ticket,
                new TicketView(
                        summary,
                        view.trackingToken(),
                        view.citizen(),
                        view.place(),
                        view.language(),
                        view.interactions()));
    }

    private List<TicketView.Attachment> store(List<NewAttachment> attachments) {
        return attachments.stream()
                .map(file -> {
                    var id = UUID.randomUUID();
                    files.put(id, file);
                    return new TicketView.Attachment(
                            id, file.name(), file.type(), file.content().length, TicketView.Scan.NONE, null);
                })
                .toList();
    }

    private InteractionId say(
            TicketId ticket,
            InteractionKind kind,
            Direction direction,
            ChannelKind channel,
            Instant at,
            @Nullable ContactId contact,
            @Nullable AgentId author,
            String subject,
            String text,
            List<TicketView.Attachment> attachments,
            @Nullable Delivery delivery) {
        var view = view(ticket);
        var id = InteractionId.next();
        var all = new ArrayList<>(view.interactions());
        all.add(new Interaction(
                id,
                ticket,
                view.summary().number(),
                kind,
                direction,
                channel,
                at,
                contact,
                author,
                null,
                subject,
                text,
                attachments,
                delivery,
                null));
        tickets.put(
                ticket,
                new TicketView(
                        view.summary(),
                        view.trackingToken(),
                        view.citizen(),
                        view.place(),
                        view.language(),
                        List.copyOf(all)));
        log.append(new InteractionAdded(at, ticket, id, kind, direction, channel, contact, author));
        return id;
    }
}
