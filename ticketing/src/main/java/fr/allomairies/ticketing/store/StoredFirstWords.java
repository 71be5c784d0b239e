package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.FirstWords;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class StoredFirstWords implements FirstWords {

    /// What comes after it is attached, quoted or repeated.
    private static final int READ = 2_000;

    private static final String SAID = """
            select ticket.id, number, category,
                   left(case when said.subject = '' then said.text else said.subject || E'\\n' || said.text end, :read)
            from ticket
                cross join lateral (select i.subject, i.text from interaction i
                                    where i.ticket_id = ticket.id and i.direction = 'IN' order by i.nth limit 1) said
            where status in ('RESOLVED', 'CLOSED') and last_agent is not null and merged_into is null
              and anonymised_at is null and (said.text <> '' or said.subject <> '')
            """;

    private final JdbcClient db;

    StoredFirstWords(JdbcClient db) {
        this.db = db;
    }

    @Override
    public List<Said> newest(Instant since, int limit) {
        return read(db.sql(SAID + "and changed_at > :since order by changed_at desc limit :limit")
                .param("read", READ)
                .param("since", Timestamp.from(since))
                .param("limit", limit));
    }

    @Override
    public Optional<Said> of(TicketId ticket) {
        return read(db.sql(SAID + "and ticket.id = :ticket").param("read", READ).param("ticket", ticket.value()))
                .stream()
                .findFirst();
    }

    @Override
    public Map<TicketId, CitizenId> citizens(Collection<TicketId> tickets) {
        var citizens = new HashMap<TicketId, CitizenId>();
        db.sql("select id, citizen_id from ticket where id = any(?) and citizen_id is not null")
                .param(tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(row -> {
                    citizens.put(TicketId.of(row.getString(1)), new CitizenId(row.getObject(2, UUID.class)));
                });
        return citizens;
    }

    private static List<Said> read(JdbcClient.StatementSpec sql) {
        return sql.query((row, _) -> new Said(
                        TicketId.of(row.getString(1)),
                        row.getString(2),
                        new CategoryCode(row.getString(3)),
                        row.getString(4)))
                .list();
    }
}
