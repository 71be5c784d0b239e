package fr.allomairies.ticketing.elasticsearch;

import fr.allomairies.ticketing.store.SearchDocuments.SearchDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The index of tickets: its form, what is written to it, and the alias by which it is searched. While a new one is
/// made there are two, and every change goes to both.
///
/// A document's version is a place in the log that its content is not older than: what is written twice, or late,
/// changes nothing.
final class TicketIndex {

    private static final Logger LOG = LoggerFactory.getLogger(TicketIndex.class);

    /// Tickets that are read at once.
    static final int LOT = 50;

    /// Characters of one request.
    private static final int REQUEST = 4_000_000;

    /// An alias of each index by which it is written: a write to one that has just gone would else bring forth another
    /// of its name, without its form.
    private static final String WRITTEN = "-written";

    private static final String VERSIONED = ",\"version_type\":\"external_gte\",\"version\":";
    private static final Set<String> UNREADABLE =
            Set.of("document_parsing_exception", "mapper_parsing_exception", "strict_dynamic_mapping_exception");
    private static final List<String> ARTICLES =
            List.of("l", "m", "t", "qu", "n", "s", "j", "d", "c", "jusqu", "quoiqu", "lorsqu", "puisqu");

    private final ElasticsearchHttp http;
    private final JsonMapper json;
    private final String alias;
    private final Pattern own;
    private final UnaryOperator<String> labels;

    /// @param labels what a category is called
    TicketIndex(ElasticsearchHttp http, JsonMapper json, String alias, UnaryOperator<String> labels) {
        this.http = http;
        this.json = json;
        this.alias = alias;
        this.own = Pattern.compile(alias + "-\\d{13}");
        this.labels = labels;
    }

    /// Of one that is about to be made.
    String newName() {
        return alias + "-" + Instant.now().toEpochMilli();
    }

    /// Waits for no shard: where none can be placed, it is the writing that fails.
    ///
    /// @param after the place in the log from which on every change is written to it
    void create(String name, long after) {
        http.put(
                "/" + name + "?wait_for_active_shards=0",
                Map.of(
                        "settings",
                        settings(),
                        "mappings",
                        mappings(after),
                        "aliases",
                        Map.of(name + WRITTEN, Map.of())));
    }

    /// Those that exist, and after which place in the log each is to have the changes. What only begins with the same
    /// letters is another installation's.
    Map<String, Long> all() {
        var found = http.get("/" + alias + "-*/_mapping");
        var all = new LinkedHashMap<String, Long>();
        found.properties().stream()
                .filter(index -> own.matcher(index.getKey()).matches())
                .forEach(index -> all.put(
                        index.getKey(),
                        index.getValue()
                                .path("mappings")
                                .path("_meta")
                                .path("after")
                                .asLong(0)));
        return all;
    }

    /// The one that is searched.
    Optional<String> searched() {
        try {
            return http.get("/_alias/" + alias).properties().stream()
                    .map(Map.Entry::getKey)
                    .findFirst();
        } catch (ElasticsearchHttp.RefusedException e) {
            if (e.isMissing()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    /// From now on this one is searched, in one step, and every other goes.
    void search(String name) {
        http.post("/" + name + "/_refresh");
        var actions = new ArrayList<Map<String, ?>>();
        actions.add(Map.of("add", Map.of("index", name, "alias", alias)));
        for (var other : all().keySet()) {
            if (!other.equals(name)) {
                actions.add(Map.of("remove_index", Map.of("index", other)));
            }
        }
        http.post("/_aliases", Map.of("actions", actions));
    }

    void delete(String name) {
        http.delete("/" + name);
    }

    /// What builds that came to no end have left. Only while none is going on.
    void deleteLeftovers() {
        var left = new ArrayList<>(all().keySet());
        searched().ifPresent(left::remove);
        left.forEach(name -> {
            delete(name);
            LOG.atInfo().addKeyValue("index", name).log("search-index-leftover-deleted");
        });
    }

    /// @param version a place in the log that none of them is older than
    void write(Collection<String> indices, List<SearchDocument> documents, long version) {
        var lines = new StringBuilder();
        for (var document : documents) {
            for (var index : indices) {
                append(lines, index, document, version);
            }
            if (lines.length() > REQUEST) {
                send(lines);
            }
        }
        send(lines);
    }

    /// What was deleted or written over is still in the files until they are written anew.
    void forgetDeleted() {
        all().keySet().forEach(this::forgetDeleted);
    }

    private void forgetDeleted(String name) {
        try {
            http.post("/" + name + "/_forcemerge?only_expunge_deletes=true&wait_for_completion=false");
        } catch (ElasticsearchHttp.RefusedException e) {
            if (!e.isMissing()) {
                throw e;
            }
        }
    }

    JsonNode find(Map<String, ?> request) {
        return http.post("/" + alias + "/_search", request);
    }

    /// Of one that was anonymised nothing but its id is written: a delete would bring forth the index where it has
    /// gone.
    private void append(StringBuilder lines, String index, SearchDocument document, long version) {
        lines.append("{\"index\":{\"_index\":\"" + index + WRITTEN + "\",\"_id\":\"" + document.ticket() + "\""
                + VERSIONED + version + "}}\n");
        var fields = document.anonymised() ? Map.of("id", document.ticket().toString()) : fields(document);
        lines.append(json.writeValueAsString(fields)).append('\n');
    }

    private void send(StringBuilder lines) {
        if (lines.isEmpty()) {
            return;
        }
        var answer = http.bulk(
                "/_bulk?require_alias=true&filter_path=errors,items.*._id,items.*.status,items.*.error.type",
                lines.toString());
        lines.setLength(0);
        if (answer.path("errors").asBoolean()) {
            answer.path("items").forEach(item -> item.forEach(TicketIndex::check));
        }
    }

    /// Newer content is there already: as it should be. A document that can never be written is left out, or it would
    /// hold up all that follow; where it is the index that refuses, they wait.
    private static void check(JsonNode done) {
        var status = done.path("status").asInt();
        var kind = done.path("error").path("type").asString("");
        if (UNREADABLE.contains(kind)) {
            LOG.atError()
                    .addKeyValue("ticket", done.path("_id").asString(""))
                    .addKeyValue("kind", kind)
                    .log("search-document-refused");
        } else if (status >= HttpStatus.BAD_REQUEST.value() && status != HttpStatus.CONFLICT.value()) {
            throw new IllegalStateException("Elasticsearch does not write: " + status + " " + kind);
        }
    }

    private Map<String, Object> fields(SearchDocument of) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", of.ticket().toString());
        fields.put("status", of.status());
        fields.put("category", of.category());
        fields.put("channel", of.channel());
        put(fields, "service", of.service());
        put(fields, "owner", of.owner());
        fields.put("alone", of.alone());
        fields.put("opened", of.opened().toString());
        fields.put("changed", of.changed().toString());
        fields.put("due", of.due().toString());
        fields.put("heading", heading(of));
        fields.put("said", of.said().stream().map(Word::apart).toList());
        return fields;
    }

    private List<String> heading(SearchDocument of) {
        var label = of.anonymised() ? "" : labels.apply(of.category());
        return Stream.of(of.subject(), label, of.citizen(), of.address())
                .flatMap(Stream::ofNullable)
                .map(Word::apart)
                .toList();
    }

    private static void put(Map<String, Object> fields, String name, @Nullable String value) {
        if (value != null) {
            fields.put(name, value);
        }
    }

    /// A change is found within the second.
    private static Map<String, ?> settings() {
        return Map.of(
                "number_of_shards",
                1,
                "refresh_interval",
                "300ms",
                "merge.policy.expunge_deletes_allowed",
                0,
                "analysis",
                Map.of(
                        "filter",
                                Map.of(
                                        "allo_elision",
                                                Map.of("type", "elision", "articles_case", true, "articles", ARTICLES),
                                        "allo_stop", Map.of("type", "stop", "stopwords", "_french_"),
                                        "allo_folding", Map.of("type", "asciifolding"),
                                        "allo_stem", Map.of("type", "stemmer", "language", "light_french")),
                        "analyzer",
                                Map.of(
                                        "allo_french",
                                                analyser(
                                                        "allo_elision",
                                                        "lowercase",
                                                        "allo_stop",
                                                        "allo_stem",
                                                        "allo_folding"),
                                        "allo_plain", analyser("allo_elision", "lowercase", "allo_folding"))));
    }

    private static Map<String, ?> analyser(String... filters) {
        return Map.of("type", "custom", "tokenizer", "standard", "filter", List.of(filters));
    }

    private static Map<String, ?> mappings(long after) {
        var exact = Map.of("type", "keyword");
        var text = Map.of(
                "type",
                "text",
                "analyzer",
                "allo_french",
                "fields",
                Map.of("plain", Map.of("type", "text", "analyzer", "allo_plain")));
        var fields = new LinkedHashMap<String, Object>();
        for (var name : List.of("id", "status", "category", "channel", "service", "owner")) {
            fields.put(name, exact);
        }
        fields.put("alone", Map.of("type", "boolean"));
        fields.put("opened", Map.of("type", "date_nanos"));
        fields.put("changed", Map.of("type", "date_nanos"));
        fields.put("due", Map.of("type", "date"));
        fields.put("heading", text);
        fields.put("said", text);
        return Map.of("dynamic", "strict", "_meta", Map.of("after", after), "properties", fields);
    }
}
