package fr.allomairies.ticketing.search;

import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.Write;
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

    private final JdbcClient db;

    SearchIndex(JdbcClient db) {
        this.db = db;
    }

    /// @param heading what weighs more, such as the subject or the citizen's name
    /// @param text what was said
    public void add(TicketId ticket, String heading, String text) {
        Write.together(db, entries(ticket, heading, text));
    }

    /// The same, to be written with others; nothing for no word.
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
