package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.search.SearchQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lists of tickets. The statement holds only the conditions that are asked for, so that each finds its index.
@Repository
public class TicketLists {

    private static final int LONGEST = 500;

    private static final String HIT = """
            t.id in (
                select ticket_id from ticket_search where document @@ to_tsquery('allo_french', :words)
                union all
                select id from ticket where number like :number
                union all
                select f.id from ticket f join citizen_address a on a.citizen_id = f.citizen_id
                where a.value in (:phone, :email)
            )
            """;

    private final JdbcClient db;

    TicketLists(JdbcClient db) {
        this.db = db;
    }

    /// Newest activity first.
    public List<Line> find(TicketFilter filter, int limit, int offset) {
        var conditions = new ArrayList<>(List.of("true"));
        var params = new HashMap<String, Object>();
        if (filter.status() != null) {
            conditions.add("t.status = :status");
            params.put("status", filter.status().name());
        }
        if (filter.service() != null) {
            conditions.add("t.service = :service");
            params.put("service", filter.service().value());
        }
        if (filter.channel() != null) {
            conditions.add("t.channel = :channel");
            params.put("channel", filter.channel().value());
        }
        if (filter.text() != null && !filter.text().isBlank()) {
            conditions.add(HIT);
            params.putAll(words(SearchQuery.of(filter.text())));
        }
        return db.sql("""
                        select t.*, c.name as citizen_name from ticket t left join citizen c on c.id = t.citizen_id
                        where %s order by t.changed_at desc, t.id limit :limit offset :offset
                        """.formatted(String.join(" and ", conditions)))
                .params(params)
                .param("limit", Math.clamp(limit, 0, LONGEST))
                .param("offset", Math.max(0, offset))
                .query(TicketLists::line)
                .list();
    }

    /// Newest first, without the ticket itself.
    public List<Line> history(CitizenId citizen, TicketId without, int limit) {
        return db.sql("""
                        select t.*, c.name as citizen_name from ticket t join citizen c on c.id = t.citizen_id
                        where t.citizen_id = ? and t.id <> ? order by t.opened_at desc limit ?
                        """)
                .params(citizen.value(), without.value(), Math.clamp(limit, 0, LONGEST))
                .query(TicketLists::line)
                .list();
    }

    private static Map<String, Object> words(SearchQuery query) {
        return Map.of(
                "words", query.words(),
                "number", query.number().map(number -> number + "%").orElse(""),
                "phone", query.phone().orElse(""),
                "email", query.email().orElse(""));
    }

    private static Line line(ResultSet row, int nth) throws SQLException {
        return new Line(Tickets.ticket(row, nth), row.getString("citizen_name"));
    }

    public record Line(StoredTicket ticket, @Nullable String citizen) {}
}
