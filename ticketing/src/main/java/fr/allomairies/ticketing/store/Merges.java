package fr.allomairies.ticketing.store;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketEvent.Direction;
import fr.allomairies.contact.TicketEvent.InteractionKind;
import fr.allomairies.contact.TicketId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which tickets are one matter, and what was split off from which.
@Repository
public class Merges {

    private final JdbcClient db;

    Merges(JdbcClient db) {
        this.db = db;
    }

    /// One merge after the other, until the caller's transaction ends: nobody else changes what stands for what.
    /// Before any ticket's row lock. A merge locks several tickets: it rather fails, to be tried again, than that
    /// it waits for somebody who waits for it.
    public void takeTurn() {
        awaitTurn();
        db.sql("set local lock_timeout = '200ms'").update();
    }

    /// For whoever holds no ticket that another may wait for.
    public void awaitTurn() {
        db.sql("select pg_advisory_xact_lock(42)").query((_, _) -> true).single();
    }

    /// All that the ticket stands for, whatever they stand for included, in the order of their opening.
    public List<StoredTicket> below(TicketId ticket) {
        return db.sql("""
                        with recursive below (id) as (
                            select id from ticket where merged_into = ?
                            union all
                            select t.id from ticket t join below b on t.merged_into = b.id
                        )
                        select t.* from ticket t join below using (id) order by t.opened_at, t.number
                        """).param(ticket.value()).query(Tickets::ticket).list();
    }

    public void merge(TicketId ticket, TicketId into, AgentId by, Instant at) {
        db.sql("""
                update ticket set merged_into = :into, merged_by = :by, merged_at = :at,
                    merged_nth = (select coalesce(max(nth), 0) from interaction where ticket_id = :id)
                where id = :id
                """)
                .param("id", ticket.value())
                .param("into", into.value())
                .param("by", by.value())
                .param("at", Columns.time(at))
                .update();
    }

    public void separate(TicketId ticket) {
        db.sql("""
                update ticket set merged_into = null, merged_by = null, merged_at = null, merged_nth = null
                where id = ?
                """).param(ticket.value()).update();
    }

    /// To the strictest day of those joined since its service announced one to all. What was settled before it was
    /// joined waits for no day any more.
    public void tighten(TicketId ticket) {
        db.sql("""
                update ticket set joined_due =
                    (select min(least(coalesce(j.announced, j.promised), j.joined_due))
                     from ticket j where j.merged_into = :id and j.status not in ('RESOLVED', 'CLOSED')
                     and j.merged_at > coalesce(
                         (select max(at) from interaction where ticket_id = :id and announced is not null),
                         '-infinity'))
                where id = :id
                """).param("id", ticket.value()).update();
    }

    /// Whether the citizen of the ticket has said something since it was merged.
    public boolean saidSince(TicketId ticket, long nth) {
        return db.sql("""
                        select exists (select from interaction
                                       where ticket_id = ? and nth > ? and direction = 'IN')
                        """).params(ticket.value(), nth).query(Boolean.class).single();
    }

    /// How much was said on each side of the merge, letters of the house included.
    public Said said(TicketId ticket, long nth) {
        return db.sql("""
                        select count(*) filter (where nth <= :nth) as before,
                               count(*) filter (where nth > :nth) as after
                        from interaction where ticket_id = :id
                        """)
                .param("id", ticket.value())
                .param("nth", nth)
                .query((row, _) -> new Said(row.getInt("before"), row.getInt("after")))
                .single();
    }

    /// Those of the interactions that there are, oldest first.
    public List<Spoken> spoken(Collection<InteractionId> interactions) {
        return db.sql("select * from interaction where id = any(:ids) order by nth")
                .param("ids", interactions.stream().map(InteractionId::value).toArray(UUID[]::new))
                .query((row, _) -> new Spoken(
                        new InteractionId(row.getObject("id", UUID.class)),
                        TicketId.of(row.getString("ticket_id")),
                        InteractionKind.valueOf(row.getString("kind")),
                        Direction.valueOf(row.getString("direction")),
                        row.getString("channel"),
                        Columns.instant(row, "at"),
                        Columns.uuid(row, "contact_id", ContactId::new),
                        row.getString("text")))
                .list();
    }

    /// How much the citizen has said on the ticket itself.
    public int words(TicketId ticket) {
        return db.sql("select count(*) from interaction where ticket_id = ? and direction = 'IN'")
                .param(ticket.value())
                .query(Integer.class)
                .single();
    }

    public Map<TicketId, Instant> changes(Collection<TicketId> tickets) {
        return db
                .sql("select id, changed_at from ticket where id = any(?)")
                .param(tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query((row, _) -> Map.entry(TicketId.of(row.getString("id")), Columns.instant(row, "changed_at")))
                .list()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    public ContactId opening(TicketId ticket) {
        return db.sql("select contact_id from ticket_contact where ticket_id = ? order by opened desc limit 1")
                .param(ticket.value())
                .query((row, _) -> new ContactId(row.getObject(1, UUID.class)))
                .single();
    }

    /// With its files and the ids that answers refer to.
    public void move(InteractionId interaction, TicketId from, TicketId to) {
        db.sql("update interaction set ticket_id = ?, split_from = ? where id = ?")
                .params(to.value(), from.value(), interaction.value())
                .update();
        follow(interaction, to);
    }

    /// What was split off to the ticket and is still there.
    public List<InteractionId> splitOff(TicketId ticket, TicketId from) {
        return db
                .sql("select id from interaction where ticket_id = ? and split_from = ? order by nth")
                .params(ticket.value(), from.value())
                .query(UUID.class)
                .list()
                .stream()
                .map(InteractionId::new)
                .toList();
    }

    public void moveBack(InteractionId interaction, TicketId to) {
        db.sql("update interaction set ticket_id = ?, split_from = null where id = ?")
                .params(to.value(), interaction.value())
                .update();
        follow(interaction, to);
    }

    private void follow(InteractionId interaction, TicketId to) {
        db.sql("update ticket_news set ticket_id = ? where interaction_id = ?")
                .params(to.value(), interaction.value())
                .update();
        db.sql("update attachment set ticket_id = ? where interaction_id = ?")
                .params(to.value(), interaction.value())
                .update();
        db.sql("""
                insert into thread_id (external_id, ticket_id, interaction_id)
                select external_id, ?, interaction_id from thread_id where interaction_id = ?
                on conflict (external_id, ticket_id) do update set interaction_id = excluded.interaction_id
                """).params(to.value(), interaction.value()).update();
        db.sql("delete from thread_id where interaction_id = ? and ticket_id <> ?")
                .params(interaction.value(), to.value())
                .update();
    }

    public record Said(int before, int after) {}

    public record Spoken(
            InteractionId id,
            TicketId ticket,
            InteractionKind kind,
            Direction direction,
            String channel,
            Instant at,
            @Nullable ContactId contact,
            String text) {}
}
