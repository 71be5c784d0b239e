package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Presence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// The table `ticket_presence`, by the clock of the database: nodes may differ.
@Repository
class Presences implements Presence {

    private final JdbcClient db;

    Presences(JdbcClient db) {
        this.db = db;
    }

    @Override
    public void here(TicketId ticket, AgentId agent, UUID page) {
        db.sql("delete from ticket_presence where seen_at < now() - make_interval(secs => ?)")
                .param(GONE_AFTER.toSeconds())
                .update();
        db.sql("""
                insert into ticket_presence (page, ticket_id, agent, seen_at) values (?, ?, ?, now())
                on conflict (page) do update set seen_at = now() where ticket_presence.agent = excluded.agent
                """).params(page, ticket.value(), agent.value()).update();
    }

    @Override
    public void writes(UUID page, AgentId agent) {
        db.sql("update ticket_presence set writing_at = now() where page = ? and agent = ?")
                .params(page, agent.value())
                .update();
    }

    @Override
    public void gone(UUID page) {
        db.sql("delete from ticket_presence where page = ?").param(page).update();
    }

    @Override
    public Map<TicketId, List<Present>> on(Collection<TicketId> tickets) {
        var present = new HashMap<TicketId, List<Present>>();
        db.sql("""
                select ticket_id, agent,
                       coalesce(bool_or(writing_at > now() - make_interval(secs => :silent)), false) as writing
                from ticket_presence
                where ticket_id = any(:tickets) and seen_at > now() - make_interval(secs => :gone)
                group by ticket_id, agent order by agent
                """)
                .param("silent", SILENT_AFTER.toSeconds())
                .param("gone", GONE_AFTER.toSeconds())
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(row -> {
                    present.computeIfAbsent(TicketId.of(row.getString(1)), _ -> new ArrayList<>())
                            .add(new Present(new AgentId(row.getString(2)), row.getBoolean(3)));
                });
        return present;
    }
}
