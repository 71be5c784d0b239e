package fr.allomairies.ticketing.store;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketSearch.Part;
import fr.allomairies.ticketing.search.Marked;
import fr.allomairies.ticketing.search.SearchQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Where in a ticket the words stand that somebody looked for.
@Repository
public class Excerpts {

    /// Characters of a message that are looked through: excerpts are drawn for a page of tickets while somebody
    /// waits.
    private static final int DEPTH = 4_000;

    /// So many of a ticket's messages.
    private static final int NEWEST = 20;

    private final JdbcClient db;

    Excerpts(JdbcClient db) {
        this.db = db;
    }

    /// From the newest message of each that has one of the words: none is read twice, nor any older one.
    public Map<TicketId, List<Part>> of(Collection<TicketId> tickets, SearchQuery query) {
        var excerpts = new HashMap<TicketId, List<Part>>();
        if (query.words().isEmpty() || tickets.isEmpty()) {
            return excerpts;
        }
        db.sql("""
                select wanted.ticket, newest.excerpt
                from unnest(:tickets) as wanted (ticket), lateral (
                    select said.excerpt from (
                        select ts_headline('allo_french', left(i.text, :depth), to_tsquery('allo_french', :words),
                                           :options) as excerpt
                        from interaction i where i.ticket_id = wanted.ticket and not i.automatic
                        order by i.nth desc limit :newest) as said
                    where strpos(said.excerpt, :begins) > 0
                    limit 1) as newest
                """)
                .param("newest", NEWEST)
                .param("begins", Marked.BEGINS)
                .param("depth", DEPTH)
                .param("options", "MaxWords=24, MinWords=12, StartSel=" + Marked.BEGINS + ", StopSel=" + Marked.ENDS)
                .param("words", query.anyWord())
                .param("tickets", tickets.stream().map(TicketId::value).toArray(UUID[]::new))
                .query(row -> {
                    excerpts.put(TicketId.of(row.getString(1)), Marked.parts(row.getString(2)));
                });
        return excerpts;
    }
}
