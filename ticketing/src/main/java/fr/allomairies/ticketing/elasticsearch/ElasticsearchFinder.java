package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.contact.TicketId;
import fr.allomairies.ticketing.TicketFilter;
import fr.allomairies.ticketing.TicketFilter.View;
import fr.allomairies.ticketing.TicketSearch.Part;
import fr.allomairies.ticketing.search.Marked;
import fr.allomairies.ticketing.search.SearchQuery;
import fr.allomairies.ticketing.search.TextFinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/// Asks Elasticsearch for words. Filters, and so the rights that they stand for, are part of the question.
final class ElasticsearchFinder implements TextFinder {

    private static final Logger LOG = LoggerFactory.getLogger(ElasticsearchFinder.class);

    /// The last hit that Elasticsearch pages to.
    private static final int DEEPEST = 10_000;

    private static final int SHORTEST_MISSPELT = 4;
    private static final List<String> TEXTS = List.of("heading", "said");
    private static final Map<String, Object> HIGHLIGHT = Map.of(
            "pre_tags",
            List.of(Marked.BEGINS),
            "post_tags",
            List.of(Marked.ENDS),
            "type",
            "unified",
            "number_of_fragments",
            1,
            "fragment_size",
            160,
            "max_analyzed_offset",
            100_000,
            "fields",
            Map.of("said", Map.of("matched_fields", List.of("said", "said.plain"))));

    private final TicketIndex index;
    private final IndexWatch watch;

    ElasticsearchFinder(TicketIndex index, IndexWatch watch) {
        this.index = index;
        this.watch = watch;
    }

    @Override
    public Optional<Hits> find(TicketFilter filter, int limit, int offset) {
        var words = words(filter);
        if (words.isEmpty() || limit + offset > DEEPEST || !watch.isServing()) {
            return Optional.empty();
        }
        try {
            var hits = found(filter, words, limit, offset);
            watch.answered();
            return Optional.of(hits);
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("cause", e.getMessage()).log("search-by-elasticsearch-failed");
            watch.failed();
            return Optional.empty();
        }
    }

    /// None where the tables are to be asked.
    private static List<Word> words(TicketFilter filter) {
        if (filter.text() == null || isOfTheTables(filter.view())) {
            return List.of();
        }
        var query = SearchQuery.of(filter.text());
        return query.isExact() ? List.of() : Word.in(filter.text());
    }

    private Hits found(TicketFilter filter, List<Word> words, int limit, int offset) {
        var exact = ask(filter, words.stream().map(ElasticsearchFinder::asTyped), limit, offset);
        if (!exact.isEmpty() || offset > 0) {
            return hits(exact, false);
        }
        var longer = words.stream()
                .filter(word -> word.typed().length() >= SHORTEST_MISSPELT)
                .toList();
        var nearly = longer.isEmpty()
                ? exact
                : ask(filter, longer.stream().map(ElasticsearchFinder::misspelt), limit, offset);
        return hits(nearly, !nearly.isEmpty());
    }

    private List<JsonNode> ask(TicketFilter filter, Stream<Map<String, ?>> words, int limit, int offset) {
        var request = new LinkedHashMap<String, Object>();
        request.put("from", Math.max(0, offset));
        request.put("size", Math.max(0, limit));
        request.put("_source", false);
        request.put("track_total_hits", false);
        request.put("query", Map.of("bool", Map.of("must", words.toList(), "filter", Conditions.of(filter))));
        request.put("sort", Conditions.order(filter));
        request.put("highlight", HIGHLIGHT);
        return index.find(request).path("hits").path("hits").valueStream().toList();
    }

    private static Hits hits(List<JsonNode> found, boolean nearly) {
        var tickets = new ArrayList<TicketId>();
        var excerpts = new HashMap<TicketId, List<Part>>();
        for (var hit : found) {
            var ticket = TicketId.of(hit.path("_id").asString());
            tickets.add(ticket);
            var excerpt = hit.path("highlight").path("said").path(0);
            if (excerpt.isString()) {
                excerpts.put(ticket, Marked.parts(excerpt.asString()));
            }
        }
        return new Hits(tickets, excerpts, nearly);
    }

    /// Its stem, or how it begins; a word such as « les » is everywhere.
    private static Map<String, ?> asTyped(Word word) {
        var ways = new ArrayList<Map<String, ?>>();
        for (var text : TEXTS) {
            ways.add(Map.of("match", Map.of(text, Map.of("query", word.typed(), "zero_terms_query", "all"))));
            ways.add(begins(text, word.plain()));
            word.shorter().ifPresent(shorter -> ways.add(begins(text, shorter)));
        }
        return any(ways);
    }

    private static Map<String, ?> begins(String text, String beginning) {
        return Map.of("prefix", Map.of(text + ".plain", Map.of("value", beginning)));
    }

    private static Map<String, ?> misspelt(Word word) {
        return any(TEXTS.stream()
                .map(text -> Map.of(
                        "fuzzy",
                        Map.of(
                                text + ".plain",
                                Map.of("value", word.plain(), "fuzziness", "AUTO", "prefix_length", 1))))
                .toList());
    }

    private static Map<String, ?> any(List<? extends Map<String, ?>> ways) {
        return Map.of("bool", Map.of("should", ways, "minimum_should_match", 1));
    }

    private static boolean isOfTheTables(View view) {
        return view instanceof View.ToCallBack || view instanceof View.FollowedBy || view instanceof View.Mentioning;
    }
}
