package fr.allomairies.ticketing.store;

import fr.allomairies.contact.TicketId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Tickets as an index beside the database holds them.
@Repository
public class SearchDocuments {

    /// The newest things said that are indexed of one ticket, beside the first.
    private static final int MOST_TEXTS = 200;

    /// Characters of each of them.
    private static final int LONGEST_TEXT = 20_000;

    private final JdbcClient db;

    SearchDocuments(JdbcClient db) {
        this.db = db;
    }

    /// With those that stand for them.
    public List<SearchDocument> of(Collection<TicketId> tickets) {
        return db.sql("""
                        select t.*, c.name as citizen_name, least(coalesce(t.announced, t.promised), t.joined_due) as due,
                               array(select left(i.subject || e'\\n' || i.text, :longest) from interaction i
                                     where i.ticket_id = t.id and not i.automatic and (i.subject <> '' or i.text <> '')
                                     order by i.nth > (select min(nth) from interaction where ticket_id = t.id),
                                              i.nth desc limit :most) as said
                        from ticket t left join citizen c on c.id = t.citizen_id
                        where t.id = any(:tickets)
                           or t.id = any(array(select merged_into from ticket where id = any(:tickets)))
                        """)
                .param("longest", LONGEST_TEXT)
                .param("most", MOST_TEXTS)
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(SearchDocuments::document)
                .list();
    }

    private static SearchDocument document(ResultSet row, int nth) throws SQLException {
        var anonymised = row.getTimestamp("anonymised_at") != null;
        return new SearchDocument(
                new TicketId(row.getObject("id", UUID.class)),
                row.getString("status"),
                row.getString("category"),
                row.getString("channel"),
                row.getString("service"),
                row.getString("owner"),
                row.getObject("merged_into") == null,
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("changed_at").toInstant(),
                row.getObject("due", LocalDate.class),
                anonymised ? "" : row.getString("subject"),
                row.getString("citizen_name"),
                row.getString("address"),
                Arrays.asList((String[]) row.getArray("said").getArray()),
                anonymised);
    }

    /// @param alone no other ticket stands for it
    /// @param subject empty when it was taken away
    /// @param said what was said first, then the newest first
    public record SearchDocument(
            TicketId ticket,
            String status,
            String category,
            String channel,
            @Nullable String service,
            @Nullable String owner,
            boolean alone,
            Instant opened,
            Instant changed,
            LocalDate due,
            String subject,
            @Nullable String citizen,
            @Nullable String address,
            List<String> said,
            boolean anonymised) {}
}
