package fr.allomairies.channels.report;

import fr.allomairies.channels.report.RequestList.Query;
import fr.allomairies.contact.TicketEvent.TicketStatusChanged;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What has happened to reports, the oldest first. Written by whoever follows the log.
@Component
class UpdateList {

    private final JdbcClient db;

    UpdateList(JdbcClient db) {
        this.db = db;
    }

    /// Only tickets that are reports are written down; the same again is once.
    void add(long position, Collection<TicketId> tickets, Instant at, boolean open, String what) {
        db.sql("""
                        insert into channels_open311_update (position, ticket, at, open, what)
                        select :position, ticket, :at, :open, :what from channels_open311_request
                        where ticket in (:tickets)
                        on conflict do nothing
                        """)
                .param("position", position)
                .param("at", Timestamp.from(at))
                .param("open", open)
                .param("what", what)
                .param("tickets", tickets.stream().map(TicketId::value).toList())
                .update();
    }

    List<Update> find(Query query, List<String> numbers) {
        return db.sql("""
                        select position, ticket, number, at, u.open, what
                        from channels_open311_update u join channels_open311_request using (ticket)
                        where at >= :from and at <= :to and (:every or number in (:numbers))
                        order by position, number limit :limit offset :offset
                        """)
                .param("from", Timestamp.from(query.from()))
                .param("to", Timestamp.from(query.to()))
                .param("every", numbers.isEmpty())
                .param("numbers", numbers.isEmpty() ? List.of("") : numbers)
                .param("limit", query.pageSize())
                .param("offset", (long) (query.page() - 1) * query.pageSize())
                .query((row, _) -> new Update(
                        row.getLong("position"),
                        new TicketId(row.getObject("ticket", UUID.class)),
                        row.getString("number"),
                        row.getTimestamp("at").toInstant(),
                        row.getBoolean("open"),
                        row.getString("what")))
                .list();
    }

    /// What a change is to the citizen; empty where it is nothing to him, or is told by itself.
    static Optional<String> what(TicketStatusChanged changed) {
        return switch (changed.to()) {
            case RESOLVED -> Optional.of(changed.reason().equals("service-done") ? "done" : "resolved");
            case CLOSED -> Optional.of("closed");
            case NEW, IN_HAND, WITH_SERVICE -> {
                if (changed.from() != TicketStatus.RESOLVED && changed.from() != TicketStatus.CLOSED) {
                    yield Optional.empty();
                }
                yield Optional.of(changed.reason().equals("not-fixed") ? "not-fixed" : "reopened");
            }
        };
    }

    /// @param what code, by which it is worded
    record Update(long position, TicketId ticket, String number, Instant at, boolean open, String what) {}
}
