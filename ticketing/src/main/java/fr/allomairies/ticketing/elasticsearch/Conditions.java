package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.contact.TicketStatus;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A filter, and the order of its tickets, as Elasticsearch is asked for them. The same as of the lists in the
/// database.
final class Conditions {

    private static final Map<String, ?> ALONE = term("alone", true);
    private static final Map<String, ?> OPEN = Map.of(
            "terms",
            Map.of(
                    "status",
                    Stream.of(TicketStatus.NEW, TicketStatus.IN_HAND, TicketStatus.WITH_SERVICE)
                            .map(Enum::name)
                            .toList()));
    private static final Map<String, ?> OWNED = Map.of("exists", Map.of("field", "owner"));

    private Conditions() {}

    static List<Map<String, ?>> of(TicketFilter filter) {
        var conditions = new ArrayList<>(of(filter.view()));
        if (filter.status() != null) {
            conditions.add(term("status", filter.status().name()));
            conditions.add(ALONE);
        }
        if (filter.service() != null) {
            conditions.add(term("service", filter.service().value()));
            conditions.add(ALONE);
        }
        if (filter.channel() != null) {
            conditions.add(term("channel", filter.channel().value()));
        }
        if (filter.category() != null) {
            conditions.add(term("category", filter.category().value()));
        }
        return conditions;
    }

    private static List<Map<String, ?>> of(View view) {
        return switch (view) {
            case View.Everything() -> List.of();
            case View.Open() -> List.of(OPEN, ALONE);
            case View.Free() -> List.of(OPEN, ALONE, Map.of("bool", Map.of("must_not", List.of(OWNED))));
            case View.DueBefore(var day) ->
                List.of(OPEN, ALONE, Map.of("range", Map.of("due", Map.of("lt", day.toString()))));
            case View.OwnedBy(var agent) -> List.of(OPEN, ALONE, term("owner", agent.value()));
            case View.ToCallBack _, View.FollowedBy _, View.Mentioning _ ->
                throw new IllegalArgumentException("the tables alone know that view");
        };
    }

    static List<Map<String, String>> order(TicketFilter filter) {
        var first = switch (filter.order()) {
            case CHANGED -> Map.of("changed", "desc");
            case OPENED -> Map.of("opened", "asc");
            case DUE -> Map.of("due", "asc");
        };
        return List.of(first, Map.of("id", "asc"));
    }

    private static Map<String, ?> term(String field, Object value) {
        return Map.of("term", Map.of(field, value));
    }
}
