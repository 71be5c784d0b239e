package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.InteractionId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.model.Threading.Candidate;
import fr.allomairies.ticketing.model.TicketNumber;
import fr.allomairies.ticketing.store.OutgoingMail.Way;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Which message ids belong to which ticket.
@Repository
public class Threads {

    private static final int MOST_IDS = 50;
    private static final int LONGEST_ID = 500;

    private final JdbcClient db;

    Threads(JdbcClient db) {
        this.db = db;
    }

    /// An id that an interaction bears itself.
    public void add(String externalId, TicketId ticket, InteractionId interaction) {
        Write.together(db, List.of(insertion(externalId, ticket, interaction)));
    }

    /// The same, to be written with others.
    public static Write insertion(String externalId, TicketId ticket, InteractionId interaction) {
        return Write.sql("""
                        insert into thread_id (external_id, ticket_id, interaction_id) values (:id, :ticket, :interaction)
                        on conflict (external_id, ticket_id) do update set interaction_id = excluded.interaction_id
                        """)
                .param("id", bare(externalId))
                .param("ticket", ticket.value())
                .param("interaction", interaction.value());
    }

    /// Ids that interactions bear which have left.
    ///
    /// @param externalIds in the order of the ways
    public void add(List<Way> ways, List<String> externalIds) {
        db.sql("""
                insert into thread_id (external_id, ticket_id, interaction_id)
                select distinct on (external_id, ticket) external_id, ticket, interaction
                from unnest(?::text[], ?::uuid[], ?::uuid[]) as sent (external_id, ticket, interaction)
                on conflict (external_id, ticket_id) do update set interaction_id = excluded.interaction_id
                """)
                .param(externalIds.stream().map(Threads::bare).toArray(String[]::new))
                .param(ways.stream().map(way -> way.ticket().value()).toArray(UUID[]::new))
                .param(ways.stream().map(way -> way.interaction().value()).toArray(UUID[]::new))
                .update();
    }

    /// Ids that a message refers to: whoever refers to them too, or bears one of them and comes late, belongs to it.
    public static List<Write> references(Collection<String> externalIds, TicketId ticket) {
        var ids = bare(externalIds);
        return ids.isEmpty()
                ? List.of()
                : List.of(Write.sql("""
                        insert into thread_id (external_id, ticket_id)
                        select id, :ticket from unnest(:ids::text[]) as referred (id)
                        on conflict do nothing
                        """).param("ticket", ticket.value()).param("ids", ids.toArray(String[]::new)));
    }

    /// Tickets that the ids stand for, in the order of the ids, newest first for one id.
    public List<Candidate> candidates(Collection<String> externalIds, @Nullable CitizenId sender) {
        var ids = bare(externalIds);
        if (ids.isEmpty()) {
            return List.of();
        }
        return db.sql("""
                        select t.id, t.number, t.citizen_id is not null and t.citizen_id = :sender::uuid as participant
                        from unnest(:ids::text[]) with ordinality as hint (external_id, place)
                        join thread_id x using (external_id)
                        join ticket t on t.id = x.ticket_id
                        order by hint.place, t.opened_at desc
                        limit 100
                        """)
                .param("sender", sender == null ? null : sender.value())
                .param("ids", ids.toArray(String[]::new))
                .query((row, _) -> new Candidate(
                        TicketId.of(row.getString("id")),
                        new TicketNumber(row.getString("number")),
                        row.getBoolean("participant")))
                .list();
    }

    /// The message of ours that bears the id.
    public Optional<Sent> sent(String externalId) {
        return db.sql("""
                        select x.ticket_id, x.interaction_id from thread_id x
                        join interaction i on i.id = x.interaction_id and i.direction = 'OUT'
                        where x.external_id = ? limit 1
                        """)
                .param(bare(externalId))
                .query((row, _) -> new Sent(
                        TicketId.of(row.getString("ticket_id")), new InteractionId(row.getObject(2, UUID.class))))
                .optional();
    }

    private static List<String> bare(Collection<String> externalIds) {
        return externalIds.stream()
                .map(Threads::bare)
                .filter(id -> !id.isEmpty())
                .distinct()
                .limit(MOST_IDS)
                .toList();
    }

    static String bare(String externalId) {
        var bare = Columns.clean(externalId).strip().replaceAll("^<|>$", "");
        return bare.substring(0, Math.min(bare.length(), LONGEST_ID));
    }

    public record Sent(TicketId ticket, InteractionId interaction) {}
}
