package fr.allomairies.ticketing.store;

import fr.allomairies.contact.CitizenId;
import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.search.SearchQuery;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Lists of tickets. The statement holds only the conditions that are asked for, so that each finds its index.
@Repository
public class TicketLists {

    private static final int LONGEST = 500;

    /// Hits up to which the words decide first; beyond, the newest tickets are walked through until enough have
    /// them.
    private static final int FEW = 2_000;

    /// Word for word the condition of the index of open tickets.
    private static final String OPEN = "t.status in ('NEW', 'IN_HAND', 'WITH_SERVICE')";

    /// One that another stands for is looked for, but no work of its own.
    private static final String STANDS_FOR_ITSELF = "t.merged_into is null";

    /// Word for word the one of the index.
    private static final String DUE = "least(coalesce(t.announced, t.promised), t.joined_due)";

    private static final String NUMBER = "t.number like :number";

    private static final String FEW_WITH_WORDS = """
            t.id = any(array(select ticket_id from ticket_search where document @@ to_tsquery('allo_french', :words)))
            """;

    private static final String MANY_WITH_WORDS = """
            (select s.document @@ to_tsquery('allo_french', :words) from ticket_search s where s.ticket_id = t.id)
            """;

    private static final String ADDRESS = """
            t.id = any(array(
                select f.id from ticket f join citizen_address a on a.citizen_id = f.citizen_id
                where a.value in (:phone, :email)
                union all
                select ticket_id from ticket_search where document @@ to_tsquery('allo_french', :words)))
            """;

    private final JdbcClient db;

    TicketLists(JdbcClient db) {
        this.db = db;
    }

    /// Newest activity first, unless the view has an order of its own.
    ///
    /// @param wanted what the text of the filter was read as; null for none
    public List<Line> find(TicketFilter filter, @Nullable SearchQuery wanted, int limit, int offset) {
        var conditions = new ArrayList<String>();
        var params = new HashMap<String, Object>();
        if (wanted != null) {
            conditions.add(condition(wanted));
            params.putAll(words(wanted));
        }
        return find(filter, conditions, params, limit, offset);
    }

    /// Those of the tickets that the filter still lets through, whatever its text, in its order. An index may still
    /// have the words of one that was just anonymised.
    public List<Line> find(TicketFilter filter, Collection<TicketId> among) {
        var ids = among.stream().map(TicketId::value).toArray(UUID[]::new);
        var conditions = List.of("t.id = any(:among)", "t.anonymised_at is null");
        return find(filter, conditions, Map.of("among", ids), ids.length, 0);
    }

    private List<Line> find(
            TicketFilter filter, List<String> also, Map<String, Object> alsoParams, int limit, int offset) {
        var conditions = new ArrayList<>(List.of("true"));
        var params = new HashMap<>(alsoParams);
        conditions.addAll(conditions(filter.view(), params));
        if (filter.status() != null) {
            conditions.add("t.status = :status");
            conditions.add(STANDS_FOR_ITSELF);
            params.put("status", filter.status().name());
        }
        if (filter.service() != null) {
            conditions.add("t.service = :service");
            conditions.add(STANDS_FOR_ITSELF);
            params.put("service", filter.service().value());
        }
        if (filter.channel() != null) {
            conditions.add("t.channel = :channel");
            params.put("channel", filter.channel().value());
        }
        if (filter.category() != null) {
            conditions.add("t.category = :category");
            params.put("category", filter.category().value());
        }
        conditions.addAll(also);
        return db.sql("""
                        select t.*, c.name as citizen_name from ticket t left join citizen c on c.id = t.citizen_id
                        where %s order by %s, t.id limit :limit offset :offset
                        """.formatted(String.join(" and ", conditions), order(filter)))
                .params(params)
                .param("limit", Math.clamp(limit, 0, LONGEST))
                .param("offset", Math.max(0, offset))
                .query(TicketLists::line)
                .list();
    }

    private static List<String> conditions(View view, Map<String, Object> params) {
        return switch (view) {
            case View.Everything() -> List.of();
            case View.Open() -> List.of(OPEN, STANDS_FOR_ITSELF);
            case View.Free() -> List.of(OPEN, STANDS_FOR_ITSELF, "t.owner is null");
            case View.DueBefore(var day) -> {
                params.put("day", day);
                yield List.of(OPEN, STANDS_FOR_ITSELF, DUE + " < :day");
            }
            case View.ToCallBack() -> List.of("t.id in (select ticket_id from missed_call)");
            case View.OwnedBy(var agent) -> {
                params.put("owner", agent.value());
                yield List.of(OPEN, STANDS_FOR_ITSELF, "t.owner = :owner");
            }
        };
    }

    private static String order(TicketFilter filter) {
        return switch (filter.order()) {
            case CHANGED ->
                filter.view() instanceof View.ToCallBack
                        ? "(select since from missed_call m where m.ticket_id = t.id)"
                        : "t.changed_at desc";
            case OPENED -> "t.opened_at";
            case DUE -> DUE;
        };
    }

    /// In the order of their numbers.
    public List<Line> numbered(Collection<String> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : db.sql("""
                        select t.*, c.name as citizen_name from ticket t left join citizen c on c.id = t.citizen_id
                        where t.number in (:numbers) order by t.number limit :limit
                        """)
                        .param("numbers", numbers)
                        .param("limit", LONGEST)
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

    /// What was typed decides which index answers.
    private String condition(SearchQuery query) {
        if (query.number().isPresent()) {
            return NUMBER;
        }
        if (query.phone().isPresent() || query.email().isPresent()) {
            return ADDRESS;
        }
        return hits(query.words()) > FEW ? MANY_WITH_WORDS : FEW_WITH_WORDS;
    }

    private int hits(String words) {
        return db.sql("""
                        select count(*) from (
                            select 1 from ticket_search where document @@ to_tsquery('allo_french', ?) limit ?
                        ) hit
                        """).params(words, FEW + 1).query(Integer.class).single();
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
