package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.MissedCall;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `missed_call`.
@Repository
public class MissedCalls {

    private final JdbcClient db;

    MissedCalls(JdbcClient db) {
        this.db = db;
    }

    /// The first time counts.
    public void keep(TicketId ticket, PhoneNumber phone, Instant since) {
        db.sql("""
                insert into missed_call (ticket_id, phone, since) values (?, ?, ?)
                on conflict (ticket_id) do update set since = least(missed_call.since, excluded.since)
                """).params(ticket.value(), phone.e164(), Columns.time(since)).update();
    }

    /// @return whether there was one
    public boolean remove(TicketId ticket) {
        return db.sql("delete from missed_call where ticket_id = ?")
                        .param(ticket.value())
                        .update()
                > 0;
    }

    /// Of the same telephone, or of who is known to be the same citizen; oldest first.
    public List<TicketId> of(@Nullable PhoneNumber phone, @Nullable CitizenId citizen) {
        return db.sql("""
                        select m.ticket_id from missed_call m join ticket t on t.id = m.ticket_id
                        where m.phone = :phone or t.citizen_id = :citizen order by m.since
                        """)
                .param("phone", phone == null ? null : phone.e164())
                .param("citizen", citizen == null ? null : citizen.value())
                .query((row, _) -> TicketId.of(row.getString("ticket_id")))
                .list();
    }

    public Map<TicketId, MissedCall> on(Collection<TicketId> tickets) {
        var calls = new HashMap<TicketId, MissedCall>();
        if (!tickets.isEmpty()) {
            db.sql("select * from missed_call where ticket_id in (:tickets)")
                    .param("tickets", tickets.stream().map(TicketId::value).toList())
                    .query(row -> {
                        calls.put(
                                TicketId.of(row.getString("ticket_id")),
                                new MissedCall(Columns.instant(row, "since"), new PhoneNumber(row.getString("phone"))));
                    });
        }
        return calls;
    }

    public int count() {
        return db.sql("select count(*) from missed_call").query(Integer.class).single();
    }
}
