package fr.allomairies.channels.report;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.TicketEvent;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketEvent.ServiceReported;
import fr.allomairies.contact.TicketEvent.TicketClassified;
import fr.allomairies.contact.TicketEvent.TicketHandedOver;
import fr.allomairies.contact.TicketEvent.TicketMerged;
import fr.allomairies.contact.TicketEvent.TicketOpened;
import fr.allomairies.contact.TicketEvent.TicketSeparated;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.eventlog.LogEntry;
import fr.allomairies.eventlog.LogFollower;
import fr.allomairies.ticketing.Cases;
import fr.allomairies.ticketing.Ticketing;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The reports by their date, service and state, as apps list them. Follows the log by some milliseconds.
@Component
class RequestList implements LogFollower {

    /// Longer than the log is ever behind while all is well.
    private static final Duration FOLLOWED_WITHIN = Duration.ofMinutes(10);

    private final JdbcClient db;
    private final Ticketing ticketing;
    private final Cases cases;
    private final UpdateList updates;

    RequestList(JdbcClient db, Ticketing ticketing, Cases cases, UpdateList updates) {
        this.updates = updates;
        this.db = db;
        this.ticketing = ticketing;
        this.cases = cases;
    }

    /// Numbers, newest first. Reports that have no ticket yet, or one that the log has not brought here, are among
    /// them.
    List<String> find(Query query) {
        return db.sql("""
                        select number from (
                            select number, service_code, open, requested_at from channels_open311_request
                            union all
                            select number, headers ->> 'service', true, received_at from channels_inbox
                            where channel = 'report' and number is not null and state <> 'processed' and body <> ''
                            union all
                            select number, headers ->> 'service', true, received_at from channels_inbox i
                            where channel = 'report' and number is not null and state = 'processed'
                              and received_at >= :lately
                              and not exists (select 1 from channels_open311_request r where r.number = i.number)
                        ) request
                        where requested_at >= :from and requested_at <= :to
                          and (:every_service or service_code in (:services))
                          and (:open::boolean is null or open = :open)
                        order by requested_at desc, number desc limit :limit offset :offset
                        """)
                .param("lately", Timestamp.from(query.now().minus(FOLLOWED_WITHIN)))
                .param("from", Timestamp.from(query.from()))
                .param("to", Timestamp.from(query.to()))
                .param("every_service", query.services().isEmpty())
                .param("services", query.services().isEmpty() ? List.of("") : query.services())
                .param("open", query.open())
                .param("limit", query.pageSize())
                .param("offset", (long) (query.page() - 1) * query.pageSize())
                .query(String.class)
                .list();
    }

    @Override
    public String name() {
        return "open311";
    }

    @Override
    public boolean wants(Event event) {
        return isReport(event)
                || event instanceof TicketClassified
                || event instanceof TicketStatusChanged
                || event instanceof TicketMerged
                || event instanceof TicketSeparated
                || event instanceof TicketHandedOver
                || event instanceof ServiceReported;
    }

    @Override
    public void on(LogEntry entry) {
        if (entry.event() instanceof TicketEvent event) {
            switch (event) {
                case TicketOpened opened -> add(opened);
                case TicketClassified classified -> classify(classified.ticket(), classified.category(), event.at());
                case TicketStatusChanged changed -> {
                    UpdateList.what(changed)
                            .ifPresent(what -> tell(entry, changed.ticket(), isOpen(changed.to()), what));
                    change(changed.ticket(), isOpen(changed.to()), event.at());
                    cases.joined(changed.ticket())
                            .forEach(joined -> change(joined.ticket().id(), isOpen(changed.to()), event.at()));
                }
                case TicketMerged merged -> follow(merged.ticket(), event.at());
                case TicketSeparated separated -> follow(separated.ticket(), event.at());
                case TicketHandedOver handed -> tell(entry, handed.ticket(), true, "handed-over");
                case ServiceReported reported -> {
                    if (reported.progress() != ServiceProgress.DONE) { // what is done is a change of its state
                        tell(entry, reported.ticket(), true, code(reported.progress()));
                    }
                    touch(reported.ticket(), event.at());
                    cases.joined(reported.ticket())
                            .forEach(joined -> touch(joined.ticket().id(), event.at()));
                }
                default -> {}
            }
        }
    }

    /// What happens to a ticket happens to those that it stands for.
    private void tell(LogEntry entry, TicketId ticket, boolean open, String what) {
        var tickets = Stream.concat(
                        Stream.of(ticket),
                        cases.joined(ticket).stream()
                                .map(joined -> joined.ticket().id()))
                .toList();
        updates.add(entry.position(), tickets, entry.event().at(), open, what);
    }

    private static String code(ServiceProgress progress) {
        return progress.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static boolean isReport(Event event) {
        return event instanceof TicketOpened opened && opened.channel().equals(ChannelKind.REPORT);
    }

    private static boolean isOpen(TicketStatus status) {
        return switch (status) {
            case NEW, IN_HAND, WITH_SERVICE -> true;
            case RESOLVED, CLOSED -> false;
        };
    }

    private void add(TicketOpened opened) {
        var at = Timestamp.from(opened.at());
        db.sql("""
                        insert into channels_open311_request
                            (ticket, number, service_code, open, requested_at, updated_at)
                        values (?, ?, ?, true, ?, ?) on conflict do nothing
                        """)
                .params(
                        opened.ticket().value(),
                        opened.number(),
                        opened.category().value(),
                        at,
                        at)
                .update();
    }

    private void classify(TicketId ticket, CategoryCode category, Instant at) {
        db.sql("update channels_open311_request set service_code = ?, updated_at = ? where ticket = ?")
                .params(category.value(), Timestamp.from(at), ticket.value())
                .update();
    }

    private void change(TicketId ticket, boolean open, Instant at) {
        db.sql("update channels_open311_request set open = ?, updated_at = ? where ticket = ?")
                .params(open, Timestamp.from(at), ticket.value())
                .update();
    }

    /// Whatever stands for it now, and for those that it stands for itself.
    private void follow(TicketId ticket, Instant at) {
        ticketing.ticket(ticket).ifPresent(view -> {
            var open = isOpen(view.summary().status());
            change(ticket, open, at);
            cases.joined(ticket).forEach(joined -> change(joined.ticket().id(), open, at));
        });
    }

    private void touch(TicketId ticket, Instant at) {
        db.sql("update channels_open311_request set updated_at = ? where ticket = ?")
                .params(Timestamp.from(at), ticket.value())
                .update();
    }

    /// @param services none for all
    /// @param open absent for both
    /// @param page from 1
    /// @param now when it is asked
    record Query(
            Instant from,
            Instant to,
            List<String> services,
            @Nullable Boolean open,
            int page,
            int pageSize,
            Instant now) {}
}
