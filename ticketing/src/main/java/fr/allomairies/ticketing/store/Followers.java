package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.Following;
import fr.allomairies.ticketing.Following.Count;
import fr.allomairies.ticketing.Following.News;
import fr.allomairies.ticketing.model.NewsRule.Told;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who follows which ticket, who is named where, and what each is told.
@Repository
public class Followers {

    /// All that is one matter with the ticket, itself included.
    static final String MATTER = """
            with recursive up (id, into_id) as (
                select id, merged_into from ticket where id = :ticket
                union all
                select t.id, t.merged_into from ticket t join up on t.id = up.into_id
            ), matter (id) as (
                select id from up where into_id is null
                union all
                select t.id from ticket t join matter on t.merged_into = matter.id
            )
            """;

    private static final String OF_THE_MATTER = " ticket_id in (select id from matter)";

    private final JdbcClient db;

    Followers(JdbcClient db) {
        this.db = db;
    }

    public List<AgentId> of(TicketId ticket) {
        return db.sql(MATTER + "select distinct agent from ticket_follower where" + OF_THE_MATTER + " order by agent")
                .param("ticket", ticket.value())
                .query(Followers::agent)
                .list();
    }

    /// Who followed it already at that position of the log.
    public List<AgentId> of(TicketId ticket, long position) {
        return db.sql(MATTER + """
                        select distinct agent from ticket_follower where after < :position and
                        """ + OF_THE_MATTER + " order by agent")
                .param("ticket", ticket.value())
                .param("position", position)
                .query(Followers::agent)
                .list();
    }

    /// Closed ones not counted.
    public int followed(AgentId agent) {
        return db.sql("""
                        select count(*) from ticket_follower f join ticket t on t.id = f.ticket_id
                        where f.agent = ? and t.status <> 'CLOSED'
                        """).param(agent.value()).query(Integer.class).single();
    }

    /// He is told of nothing before [#begin].
    public void add(TicketId ticket, AgentId agent) {
        db.sql("insert into ticket_follower (agent, ticket_id) values (?, ?)")
                .params(agent.value(), ticket.value())
                .update();
    }

    /// @param after he is told of what the log has behind it
    public void begin(TicketId ticket, AgentId agent, long after) {
        db.sql("update ticket_follower set after = ? where agent = ? and ticket_id = ? and after is null")
                .params(after, agent.value(), ticket.value())
                .update();
    }

    /// @return whether there was one
    public boolean remove(TicketId ticket, AgentId agent) {
        return db.sql(MATTER + "delete from ticket_follower where agent = :agent and" + OF_THE_MATTER)
                        .param("ticket", ticket.value())
                        .param("agent", agent.value())
                        .update()
                > 0;
    }

    /// @return false when he is named in it already
    public boolean mention(InteractionId note, AgentId agent) {
        return db.sql("insert into ticket_mention (agent, interaction_id) values (?, ?) on conflict do nothing")
                        .params(agent.value(), note.value())
                        .update()
                > 0;
    }

    /// The same again changes nothing. Of too many the oldest go, those last that name him and are not read.
    public void tell(AgentId agent, long position, TicketId ticket, Told told, Instant at) {
        db.sql("""
                insert into ticket_news (agent, position, ticket_id, interaction_id, at, what, by_agent, value)
                select :agent, :position, :ticket, :interaction::uuid, :at, :what, :by, :value
                where not exists (select from ticket_news where agent = :agent and position = :position)
                on conflict (agent, interaction_id) do update
                set position = excluded.position, what = excluded.what, read_at = null
                where ticket_news.position < excluded.position
                """)
                .param("agent", agent.value())
                .param("position", position)
                .param("ticket", ticket.value())
                .param(
                        "interaction",
                        told.interaction() == null ? null : told.interaction().value())
                .param("at", Columns.time(at))
                .param("what", told.what())
                .param("by", told.by() == null ? null : told.by().value())
                .param("value", told.value())
                .update();
        db.sql("""
                delete from ticket_news where agent = :agent and position in (
                    select position from ticket_news where agent = :agent
                    order by (what = 'mentioned' and read_at is null) desc, position desc offset :most)
                """)
                .param("agent", agent.value())
                .param("most", Following.MOST_NEWS)
                .update();
    }

    public void seen(TicketId ticket, AgentId reader) {
        db.sql(MATTER + """
                update ticket_news set read_at = now() where agent = :reader and read_at is null and
                """ + OF_THE_MATTER)
                .param("ticket", ticket.value())
                .param("reader", reader.value())
                .update();
    }

    public void allSeen(AgentId reader) {
        db.sql("update ticket_news set read_at = now() where agent = ? and read_at is null")
                .param(reader.value())
                .update();
    }

    public Map<TicketId, News> unseen(AgentId reader) {
        var newest = new HashMap<TicketId, News>();
        db.sql("""
                with recursive up (origin, id, number, into_id) as (
                    select id, id, number, merged_into from ticket
                    where id in (select ticket_id from ticket_news where agent = :reader and read_at is null)
                    union all
                    select up.origin, t.id, t.number, t.merged_into from ticket t join up on t.id = up.into_id
                )
                select distinct on (up.id) up.id as standing, up.number, n.* from ticket_news n
                join up on up.origin = n.ticket_id and up.into_id is null
                where n.agent = :reader and n.read_at is null
                order by up.id, n.position desc
                """).param("reader", reader.value()).query(row -> {
            newest.put(TicketId.of(row.getString("standing")), news(row));
        });
        return newest;
    }

    public Map<AgentId, Count> counts(Collection<AgentId> readers) {
        var counts = new HashMap<AgentId, Count>();
        db.sql("""
                select agent, count(*), count(*) filter (where what = 'mentioned'), max(position)
                from ticket_news where read_at is null and agent = any(:readers) group by agent
                """)
                .param("readers", readers.stream().map(AgentId::value).toArray(String[]::new))
                .query(row -> {
                    counts.put(agent(row, 0), new Count(row.getInt(2), row.getInt(3), row.getLong(4)));
                });
        return counts;
    }

    private static AgentId agent(ResultSet row, int nth) throws SQLException {
        return new AgentId(row.getString("agent"));
    }

    private static News news(ResultSet row) throws SQLException {
        return new News(
                row.getLong("position"),
                row.getString("number"),
                Columns.instant(row, "at"),
                row.getString("what"),
                Columns.text(row, "by_agent", AgentId::new),
                row.getString("value"));
    }
}
