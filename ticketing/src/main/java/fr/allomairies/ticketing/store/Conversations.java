package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.ServiceCode;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketEvent.ServiceProgress;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketView.Attachment;
import fr.allomairies.ticketing.TicketView.Delivery;
import fr.allomairies.ticketing.TicketView.Interaction;
import fr.allomairies.ticketing.TicketView.Report;
import fr.allomairies.ticketing.TicketView.Scan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// All that was said on a ticket, with its files but without their content.
@Repository
public class Conversations {

    private final JdbcClient db;

    Conversations(JdbcClient db) {
        this.db = db;
    }

    /// Oldest first.
    public List<Interaction> of(Collection<TicketId> tickets) {
        var ids = tickets.stream().map(TicketId::value).toArray(UUID[]::new);
        var files = attachments(ids);
        return db.sql("""
                        select i.*, t.number from interaction i join ticket t on t.id = i.ticket_id
                        where i.ticket_id = any(:ids) order by i.nth
                        """)
                .param("ids", ids)
                .query((row, _) -> interaction(row, files))
                .list();
    }

    /// Oldest first, on whichever tickets it stands now.
    public List<Interaction> of(ContactId contact) {
        var tickets = db.sql("select distinct ticket_id from interaction where contact_id = ?")
                .param(contact.value())
                .query(UUID.class)
                .list();
        return of(tickets.stream().map(TicketId::new).toList()).stream()
                .filter(said -> contact.equals(said.contact()))
                .toList();
    }

    private Map<UUID, List<Attachment>> attachments(UUID[] tickets) {
        return db
                .sql("""
                        select interaction_id, id, name, type, bytes, scan, threat from attachment
                        where ticket_id = any(:ids) order by nth
                        """)
                .param("ids", tickets)
                .query((row, _) -> Map.entry(
                        row.getObject(1, UUID.class),
                        new Attachment(
                                row.getObject(2, UUID.class),
                                row.getString(3),
                                row.getString(4),
                                row.getLong(5),
                                Scan.valueOf(row.getString(6)),
                                row.getString(7))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private static Interaction interaction(ResultSet row, Map<UUID, List<Attachment>> files) throws SQLException {
        var id = row.getObject("id", UUID.class);
        return new Interaction(
                new InteractionId(id),
                TicketId.of(row.getString("ticket_id")),
                row.getString("number"),
                InteractionKind.valueOf(row.getString("kind")),
                Direction.valueOf(row.getString("direction")),
                new ChannelKind(row.getString("channel")),
                Columns.instant(row, "at"),
                Columns.uuid(row, "contact_id", ContactId::new),
                Columns.text(row, "author", AgentId::new),
                Columns.text(row, "service", ServiceCode::new),
                row.getString("subject"),
                row.getString("text"),
                files.getOrDefault(id, List.of()),
                Columns.text(row, "delivery", Delivery::valueOf),
                report(row));
    }

    private static @Nullable Report report(ResultSet row) throws SQLException {
        var progress = Columns.text(row, "progress", ServiceProgress::valueOf);
        return progress == null ? null : new Report(progress, Columns.date(row, "announced"));
    }
}
