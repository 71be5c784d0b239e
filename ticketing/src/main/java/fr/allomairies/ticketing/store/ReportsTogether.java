package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.HotSpots.Report;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What hot spots are found in, and the table of those that were dismissed.
@Repository
public class ReportsTogether {

    private static final int MOST = 500;

    private final JdbcClient db;

    ReportsTogether(JdbcClient db) {
        this.db = db;
    }

    /// Open, standing for themselves, with a position, and not dismissed; the newest first.
    public List<Report> since(Instant since) {
        return db.sql("""
                        select t.id, t.number, t.category, t.latitude, t.longitude, t.address, t.opened_at, t.status,
                               (select count(*) from ticket m
                                where m.merged_into = t.id and m.opened_at >= :since) as joined
                        from ticket t
                        where t.latitude is not null and t.merged_into is null and t.opened_at >= :since
                          and t.status in ('NEW', 'IN_HAND', 'WITH_SERVICE')
                          and not exists (select from hot_spot_dismissal d where d.ticket_id = t.id)
                        order by t.opened_at desc limit :most
                        """)
                .param("since", Columns.time(since))
                .param("most", MOST)
                .query((row, _) -> new Report(
                        TicketId.of(row.getString("id")),
                        row.getString("number"),
                        new CategoryCode(row.getString("category")),
                        row.getDouble("latitude"),
                        row.getDouble("longitude"),
                        row.getString("address"),
                        Columns.instant(row, "opened_at"),
                        TicketStatus.valueOf(row.getString("status")) == TicketStatus.WITH_SERVICE,
                        row.getInt("joined")))
                .list();
    }

    public void dismiss(Collection<TicketId> tickets, AgentId by, Instant at) {
        tickets.forEach(ticket ->
                db.sql("""
                        insert into hot_spot_dismissal (ticket_id, dismissed_by, dismissed_at) values (?, ?, ?)
                        on conflict do nothing
                        """).params(ticket.value(), by.value(), Columns.time(at)).update());
    }
}
