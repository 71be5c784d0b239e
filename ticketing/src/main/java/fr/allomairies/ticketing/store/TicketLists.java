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

    /// So many of a list are looked through before the index of words is asked: a word that many tickets have is
    /// found among them, and the index would gather all that have it.
    private static final int FIRST = 1_000;

    /// Hits up to which the words decide first; beyond, the whole list is walked through until enough have them.
    private static final int FEW = 2_000;

    /// Word for word the condition of the index of open tickets.
    private static final String OPEN = "t.status in ('NEW', 'IN_HAND', 'WITH_SERVICE')";

    /// One that another stands for is looked for, but no work of its own.
    private static final String STANDS_FOR_ITSELF = "t.merged_into is null";

    /// Word for word the one of the index.
    private static final String DUE = "least(coalesce(t.announced, t.promised), t.joined_due)";

    private static final String NUMBER = "t.number like :number";

    private static final String AMONG = "t.id = any(:among)";

    private static final String HAS_WORDS = """
            (select s.document @@ to_tsquery('allo_french', :words) from ticket_search s where s.ticket_id = t.id)
            """;

    private static final String ADDRESS = """
            t.id = any(array(
                select f.id from ticket f join citizen_address a on a.citizen_id = f.citizen_id
                where a.value in (:phone, :email)
                union all
                select ticket_id from ticket_search where document @@ to_tsquery('allo_french', :words)))
            """;

    /// The tickets named in the first part, or what stands for them.
    private static final String STANDING_FOR = """
            t.id in (with recursive up (id) as (
                         %s
                         union
                         select m.merged_into from ticket m join up using (id) where m.merged_into is not null)
                     select id from up)
            """;

    private static final String FOLLOWED = STANDING_FOR.formatted("""
            select ticket_id from ticket_follower where agent = :reader
            union
            select ticket_id from ticket_news where agent = :reader and read_at is null
            """);

    private static final String MENTIONING = STANDING_FOR.formatted("""
            select i.ticket_id from ticket_mention n join interaction i on i.id = n.interaction_id
            where n.agent = :reader
            """);

    private final JdbcClient db;

    TicketLists(JdbcClient db) {
        this.db = db;
    }

    /// Newest activity first, unless the view has an order of its own.
    ///
    /// @param wanted what the text of the filter was read as; null for none
    public List<Line> find(TicketFilter filter, @Nullable SearchQuery wanted, int limit, int offset) {
        if (wanted == null) {
            return list(filter, List.of(), Map.of(), limit, offset);
        }
        if (wanted.isExact()) {
            var condition = wanted.number().isPresent() ? NUMBER : ADDRESS;
            return list(filter, List.of(condition), params(wanted), limit, offset);
        }
        if (offset + limit <= FIRST) {
            var first = withWords(filter, wanted, limit, offset);
            if (first.size() == limit) {
                return first;
            }
        }
        return byIndex(filter, wanted, limit, offset);
    }

    /// Those of the tickets that the filter still lets through, whatever its text, in its order. An index may still
    /// have the words of one that was just anonymised.
    public List<Line> find(TicketFilter filter, Collection<TicketId> among) {
        var ids = among.stream().map(TicketId::value).toArray(UUID[]::new);
        return list(filter, List.of(AMONG, "t.anonymised_at is null"), Map.of("among", ids), ids.length, 0);
    }

    /// What the first of the list have; less than there is where they do not suffice.
    private List<Line> withWords(TicketFilter filter, SearchQuery wanted, int limit, int offset) {
        var params = params(wanted);
        var list = "(select t.* from ticket t where %s order by %s, t.id limit %d)"
                .formatted(condition(filter, List.of(), params), order(filter), FIRST);
        return select(list, HAS_WORDS, filter, params, limit, offset);
    }

    private List<Line> byIndex(TicketFilter filter, SearchQuery wanted, int limit, int offset) {
        var hits = hits(wanted.words());
        return hits.size() > FEW
                ? list(filter, List.of(HAS_WORDS), params(wanted), limit, offset)
                : list(filter, List.of(AMONG), Map.of("among", hits.toArray(UUID[]::new)), limit, offset);
    }

    private List<Line> list(
            TicketFilter filter, List<String> also, Map<String, Object> alsoParams, int limit, int offset) {
        var params = new HashMap<>(alsoParams);
        return select("ticket", condition(filter, also, params), filter, params, limit, offset);
    }

    /// @param tickets a table of tickets
    private List<Line> select(
            String tickets, String condition, TicketFilter filter, Map<String, Object> params, int limit, int offset) {
        return db.sql("""
                        select t.*, c.name as citizen_name from %s t left join citizen c on c.id = t.citizen_id
                        where %s order by %s, t.id limit :limit offset :offset
                        """.formatted(tickets, condition, order(filter)))
                .params(params)
                .param("limit", Math.clamp(limit, 0, LONGEST))
                .param("offset", Math.max(0, offset))
                .query(TicketLists::line)
                .list();
    }

    private static String condition(TicketFilter filter, List<String> also, Map<String, Object> params) {
        var conditions = new ArrayList<>(List.of("true"));
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
        return String.join(" and ", conditions);
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
            case View.FollowedBy(var agent) -> {
                params.put("reader", agent.value());
                yield List.of(FOLLOWED, STANDS_FOR_ITSELF);
            }
            case View.Mentioning(var agent) -> {
                params.put("reader", agent.value());
                yield List.of(MENTIONING, STANDS_FOR_ITSELF);
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

    /// One more than few where there are many.
    private List<UUID> hits(String words) {
        return db.sql("select ticket_id from ticket_search where document @@ to_tsquery('allo_french', ?) limit ?")
                .params(words, FEW + 1)
                .query(UUID.class)
                .list();
    }

    private static Map<String, Object> params(SearchQuery query) {
        return new HashMap<>(Map.of(
                "words", query.words(),
                "number", query.number().map(number -> number + "%").orElse(""),
                "phone", query.phone().orElse(""),
                "email", query.email().orElse("")));
    }

    private static Line line(ResultSet row, int nth) throws SQLException {
        return new Line(Tickets.ticket(row, nth), row.getString("citizen_name"));
    }

    public record Line(StoredTicket ticket, @Nullable String citizen) {}
}
