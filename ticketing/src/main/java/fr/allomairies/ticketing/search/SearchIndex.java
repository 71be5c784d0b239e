package fr.allomairies.ticketing.search;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
import fr.allomairies.ticketing.Catalogue;
import fr.allomairies.ticketing.Category;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What can be found of each ticket, written in the transaction of the change: new text is found at once.
@Repository
public class SearchIndex {

    /// Characters of one text that are indexed; what is longer is kept, but not found by its end.
    private static final int LONGEST_TEXT = 50_000;
    /// Bytes of one document, half of what PostgreSQL bears.
    private static final int LARGEST_DOCUMENT = 500_000;

    /// That are read when a document is written anew.
    private static final int MOST_TEXTS = 500;

    private final JdbcClient db;
    private final Catalogue catalogue;

    SearchIndex(JdbcClient db, Catalogue catalogue) {
        this.db = db;
        this.catalogue = catalogue;
    }

    /// Anew from what the ticket says now, where something was replaced, moved or taken away. The caller holds the
    /// ticket's lock.
    public void rewrite(TicketId ticket) {
        var writes = new ArrayList<Write>();
        writes.add(
                Write.sql("delete from ticket_search where ticket_id = :ticket").param("ticket", ticket.value()));
        writes.addAll(entries(ticket, heading(ticket), ""));
        texts(ticket).forEach(text -> writes.addAll(entries(ticket, "", text)));
        Write.together(db, writes);
    }

    private String heading(TicketId ticket) {
        return db.sql("""
                        select t.category, concat_ws(e'\\n', t.subject, c.name, t.address) as words
                        from ticket t left join citizen c on c.id = t.citizen_id
                        where t.id = ? and t.anonymised_at is null
                        """)
                .param(ticket.value())
                .query((row, _) -> row.getString("words") + "\n" + label(row.getString("category")))
                .optional()
                .orElse("");
    }

    private String label(String category) {
        return catalogue
                .category(new CategoryCode(category))
                .map(Category::labelFr)
                .orElse("");
    }

    private List<String> texts(TicketId ticket) {
        return db.sql("""
                        select left(subject || e'\\n' || text, ?) from interaction
                        where ticket_id = ? and not automatic order by nth limit ?
                        """)
                .params(LONGEST_TEXT, ticket.value(), MOST_TEXTS)
                .query(String.class)
                .list();
    }

    /// What is added, to be written with others; nothing for no word.
    ///
    /// @param heading what weighs more, such as the subject or the citizen's name
    /// @param text what was said
    public static List<Write> entries(TicketId ticket, String heading, String text) {
        return heading.isBlank() && text.isBlank() ? List.of() : List.of(entry(ticket, heading, text));
    }

    private static Write entry(TicketId ticket, String heading, String text) {
        return Write.sql("""
                insert into ticket_search (ticket_id, document)
                values (:ticket, setweight(to_tsvector('allo_french', :heading), 'A')
                                 || to_tsvector('allo_french', :text))
                on conflict (ticket_id) do update set document = ticket_search.document || excluded.document
                where pg_column_size(ticket_search.document) < :largest
                """)
                .param("ticket", ticket.value())
                .param("heading", SearchQuery.composed(shortened(heading)))
                .param("text", withPhones(SearchQuery.composed(shortened(text))))
                .param("largest", LARGEST_DOCUMENT);
    }

    private static String withPhones(String text) {
        return text + " " + SearchQuery.phonesIn(text);
    }

    private static String shortened(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_TEXT)).replace('\0', ' ');
    }
}
