package fr.allomairies.workspace.learning;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.PersonalData;
import java.io.IOException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/// What was labelled, and what was thrown away. It goes with the request that it was said on.
@Repository
class Labels implements PersonalData {

    /// One in so many is held back.
    private static final int HELD_BACK = 5;

    private final JdbcClient db;
    private final TransactionTemplate transaction;

    Labels(JdbcClient db, TransactionTemplate transaction) {
        this.db = db;
        this.transaction = transaction;
    }

    /// @param category absent with the text where it is thrown away
    /// @return false when somebody was there before
    boolean add(TicketId ticket, @Nullable String text, @Nullable CategoryCode category, AgentId by, Instant at) {
        return transaction.execute(_ -> insert(ticket, text, category, by, at));
    }

    private boolean insert(
            TicketId ticket, @Nullable String text, @Nullable CategoryCode category, AgentId by, Instant at) {
        // one after another, so that one in so many is held back
        db.sql("lock table assistant_label in share row exclusive mode").update();
        return db.sql("""
                        insert into assistant_label (ticket_id, text, category, held_back, labelled_by, labelled_at)
                        select :ticket, :text, :category,
                               :text::text is not null and count(*) % :heldBack = :heldBack - 1, :by, :at
                        from assistant_label where text is not null
                        on conflict do nothing
                        """)
                        .param("ticket", ticket.value())
                        .param("text", text)
                        .param("category", category == null ? null : category.value())
                        .param("heldBack", HELD_BACK)
                        .param("by", by.value())
                        .param("at", Timestamp.from(at))
                        .update()
                > 0;
    }

    /// The words can be labelled anew.
    void remove(long label) {
        db.sql("delete from assistant_label where label = ?").param(label).update();
    }

    /// The newest first.
    List<Label> newest(int limit) {
        return db.sql("""
                        select label, ticket_id, text, category, held_back, labelled_by, labelled_at
                        from assistant_label
                        where text is not null order by label desc limit ?
                        """)
                .param(limit)
                .query((row, _) -> new Label(
                        row.getLong("label"),
                        TicketId.of(row.getString("ticket_id")),
                        row.getString("text"),
                        new CategoryCode(row.getString("category")),
                        row.getBoolean("held_back"),
                        new AgentId(row.getString("labelled_by")),
                        row.getTimestamp("labelled_at").toInstant()))
                .list();
    }

    Set<TicketId> seenOf(Collection<TicketId> tickets) {
        return new HashSet<>(db.sql("select ticket_id from assistant_label where ticket_id = any(?)")
                .param(ids(tickets))
                .query((row, _) -> TicketId.of(row.getString(1)))
                .list());
    }

    @Override
    public List<Holding> holdings() {
        return List.of(Holding.of(Rule.TICKET, "assistant_label", "text"));
    }

    @Override
    public void erase(Traces of) {
        db.sql("delete from assistant_label where ticket_id = any(?)")
                .param(ids(of.tickets()))
                .update();
    }

    @Override
    public void copy(Traces of, Copy to) throws IOException {
        to.facts("learned", db.sql("""
                        select text, category, labelled_at::text from assistant_label
                        where ticket_id = any(?) and text is not null order by label
                        """).param(ids(of.tickets())).query().listOfRows());
    }

    @Override
    public int countBefore(Instant time) {
        return 0;
    }

    @Override
    public int forgetBefore(Instant time, int limit) {
        return 0;
    }

    private static UUID[] ids(Collection<TicketId> tickets) {
        return tickets.stream().map(TicketId::value).toArray(UUID[]::new);
    }
}
