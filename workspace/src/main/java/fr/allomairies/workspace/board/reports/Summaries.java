package fr.allomairies.workspace.board.reports;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.AgentState;
import fr.allomairies.workspace.board.BoardSettings;
import fr.allomairies.workspace.board.measures.AgentShares;
import fr.allomairies.workspace.board.measures.AgentSpans.Span;
import fr.allomairies.workspace.board.measures.AgentTimes;
import fr.allomairies.workspace.board.measures.Breakdown;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Parameters;
import fr.allomairies.workspace.board.measures.TicketRecord;
import fr.allomairies.workspace.board.measures.TicketRecord.Opinion;
import fr.allomairies.workspace.board.measures.Waits;
import fr.allomairies.workspace.board.reports.Table.Column;
import fr.allomairies.workspace.board.reports.Table.Line;
import fr.allomairies.workspace.board.reports.Table.Opens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Makes the reports that people read out of the [Book], with the tallies of the dictionary.
@Component
public class Summaries {

    private static final List<Column> OF_CONTACTS =
            Measure.OF_CONTACTS.stream().map(Column::of).toList();
    private static final Column OCCUPANCY = new Column("occupancy", Measure.Kind.SHARE, Opens.NOTHING);
    private static final List<Column> OF_INTERVALS =
            Stream.concat(OF_CONTACTS.stream(), Stream.of(OCCUPANCY)).toList();
    private static final List<AgentState> TIMES =
            List.of(AgentState.AVAILABLE, AgentState.ON_CONTACT, AgentState.WRAP_UP, AgentState.PAUSED);
    private static final List<Column> OF_AGENTS = Stream.of(
                    Measure.OF_AGENTS.stream().map(Column::of),
                    Stream.of(new Column("occupancy", Measure.Kind.SHARE, Opens.DAY)),
                    TIMES.stream().map(state -> new Column("time." + state, Measure.Kind.SECONDS, Opens.DAY)))
            .flatMap(columns -> columns)
            .toList();
    private static final List<Column> OF_TICKETS = Stream.concat(
                    Stream.of(
                            new Column(TicketMeasure.RECEIVED.code(), Measure.Kind.COUNT, Opens.TICKETS),
                            new Column(TicketMeasure.RESOLVED.code(), Measure.Kind.COUNT, Opens.TICKETS),
                            new Column("resolution-median", Measure.Kind.SECONDS, Opens.TICKETS),
                            new Column("resolution-p95", Measure.Kind.SECONDS, Opens.TICKETS),
                            new Column(TicketMeasure.OPINIONS.code(), Measure.Kind.COUNT, Opens.TICKETS),
                            new Column("satisfaction", Measure.Kind.SHARE, Opens.TICKETS),
                            new Column(TicketMeasure.NOT_FIXED.code(), Measure.Kind.COUNT, Opens.TICKETS)),
                    Arrays.stream(TicketMeasure.values())
                            .filter(TicketMeasure::ofNow)
                            .map(measure -> new Column(measure.code(), Measure.Kind.COUNT, Opens.TICKETS)))
            .toList();

    private static final List<Column> OF_THE_ASSISTANT =
            Measure.OF_THE_ASSISTANT.stream().map(Column::of).toList();
    private static final List<Column> OF_ENDS =
            List.of(Column.of(Measure.ASSISTED), new Column("share-of-assisted", Measure.Kind.SHARE, Opens.NOTHING));
    private static final List<Column> OF_SORTING = List.of(
            new Column(TicketMeasure.SORTED.code(), Measure.Kind.COUNT, Opens.TICKETS),
            new Column(TicketMeasure.KEPT_AS_SORTED.code(), Measure.Kind.COUNT, Opens.TICKETS),
            new Column("share-kept", Measure.Kind.SHARE, Opens.NOTHING));

    private final Book book;
    private final Parameters parameters;
    private final Names names;

    @Autowired
    Summaries(Book book, BoardSettings settings, Names names) {
        this(book, settings.parameters(), names);
    }

    public Summaries(Book book, Parameters parameters, Names names) {
        this.book = book;
        this.parameters = parameters;
        this.names = names;
    }

    public Summary summary(Interval interval, Step step, Locale language) {
        return summary(book.facts(interval), step, language);
    }

    Summary summary(Facts facts, Step step, Locale language) {
        var steps = new TreeMap<Instant, Interval>();
        step.cut(facts.interval()).forEach(part -> steps.put(part.from(), part));
        var total = new Breakdown<>(parameters, _ -> List.of("all"));
        var calls = new Breakdown<>(parameters, record -> record.channel().isCall() ? List.of("all") : List.of());
        var rows = new Breakdown<>(
                parameters,
                record -> List.of(steps.floorEntry(record.countedAt()).getKey()));
        var callRows = new Breakdown<>(
                parameters,
                record -> record.channel().isCall()
                        ? List.of(steps.floorEntry(record.countedAt()).getKey())
                        : List.of());
        var shares = new AgentShares(parameters);
        var overflows = new Overflows();
        var by = new EnumMap<Dimension, Breakdown<String>>(Dimension.class);
        Arrays.stream(Dimension.values())
                .filter(dimension -> dimension != Dimension.AGENT)
                .forEach(dimension -> by.put(dimension, new Breakdown<>(parameters, dimension::keys)));
        var listeners = Stream.concat(Stream.of(total, calls, rows, callRows, shares, overflows), by.values().stream())
                .toList();
        facts.contacts().forEach(record -> listeners.forEach(listener -> listener.changed(null, record)));

        var times = times(facts, steps);
        var rates = new HashMap<Instant, @Nullable Double>();
        callRows.figures().forEach((at, figures) -> rates.put(at, figures.answerRate()));
        var tables = new ArrayList<Table>();
        tables.add(intervals(steps, rows, total.figures("all"), times));
        tables.add(contacts(
                "channel", Objects.requireNonNull(by.get(Dimension.CHANNEL)), code -> names.channel(code, language)));
        tables.add(contacts(
                "category",
                Objects.requireNonNull(by.get(Dimension.CATEGORY)),
                code -> names.category(code, language)));
        tables.add(contacts(
                "commune", Objects.requireNonNull(by.get(Dimension.COMMUNE)), code -> names.commune(code, language)));
        tables.add(agents(facts, shares));
        tables.add(tickets("service", facts, Dimension::service, code -> names.service(code, language)));
        tables.add(tickets(
                "ticket-category", facts, ticket -> ticket.category().value(), code -> names.category(code, language)));
        tables.add(tickets("ticket-commune", facts, Dimension::commune, code -> names.commune(code, language)));
        tables.add(contacts(
                Dimension.ASSISTANT_CHANNEL.code(),
                OF_THE_ASSISTANT,
                Measure.OF_THE_ASSISTANT,
                Objects.requireNonNull(by.get(Dimension.ASSISTANT_CHANNEL)),
                code -> names.channel(code, language)));
        tables.add(contacts(
                Dimension.ASSISTANT_CATEGORY.code(),
                OF_THE_ASSISTANT,
                Measure.OF_THE_ASSISTANT,
                Objects.requireNonNull(by.get(Dimension.ASSISTANT_CATEGORY)),
                code -> names.category(code, language)));
        tables.add(ends(
                Objects.requireNonNull(by.get(Dimension.ASSISTANT_END)),
                total.figures("all").assisted(),
                language));
        tables.add(sorting(facts, language));
        return new Summary(
                facts.interval(),
                step,
                facts.position(),
                facts.now(),
                total.figures("all"),
                calls.figures("all"),
                times.total().occupancy(facts.now()),
                rates,
                overflows.counts(),
                List.copyOf(tables),
                Objects.requireNonNull(by.get(Dimension.HOUR_OF_WEEK)).figures());
    }

    private record Times(AgentTimes total, Map<Instant, AgentTimes> steps) {}

    private static Times times(Facts facts, NavigableMap<Instant, Interval> steps) {
        var total = new AgentTimes(facts.interval());
        var parts = new HashMap<Instant, AgentTimes>();
        steps.forEach((at, part) -> parts.put(at, new AgentTimes(part)));
        for (var span : facts.agents()) {
            total.add(span);
            var first = steps.floorKey(span.since());
            steps.subMap(first == null ? steps.firstKey() : first, true, span.until(), true)
                    .keySet()
                    .forEach(at -> Objects.requireNonNull(parts.get(at)).add(span));
        }
        return new Times(total, parts);
    }

    /// From the first interval in which something was counted to the last one.
    private static Table intervals(
            NavigableMap<Instant, Interval> steps, Breakdown<Instant> rows, Figures total, Times times) {
        var known = new TreeMap<>(rows.figures());
        var lines = new ArrayList<Line>();
        var used = known.isEmpty()
                ? steps.headMap(Instant.MIN, true)
                : steps.subMap(known.firstKey(), true, known.lastKey(), true);
        used.forEach((at, part) -> lines.add(new Line(
                "",
                "",
                part.from(),
                part.to(),
                with(
                        values(Measure.OF_CONTACTS, known.getOrDefault(at, rows.figures(Instant.MIN))),
                        Objects.requireNonNull(times.steps().get(at)).occupancy(Instant.MAX)))));
        lines.add(Line.of(
                "total",
                "",
                with(values(Measure.OF_CONTACTS, total), times.total().occupancy(Instant.MAX))));
        return new Table("interval", OF_INTERVALS, List.copyOf(lines));
    }

    private static Table contacts(String key, Breakdown<String> figures, Function<String, String> name) {
        return contacts(key, OF_CONTACTS, Measure.OF_CONTACTS, figures, name);
    }

    private Table ends(Breakdown<String> figures, int assisted, Locale language) {
        return new Table(
                Dimension.ASSISTANT_END.code(),
                OF_ENDS,
                figures.figures().entrySet().stream()
                        .map(entry -> Line.of(
                                entry.getKey(),
                                names.assistantEnd(entry.getKey(), language),
                                List.<@Nullable Double>of(
                                        (double) entry.getValue().assisted(),
                                        (double) entry.getValue().assisted() / assisted)))
                        .sorted((a, b) -> Double.compare(value(b), value(a)))
                        .toList());
    }

    /// By what the assistant took the request for.
    private Table sorting(Facts facts, Locale language) {
        var age = new WorkingAge(facts.now());
        var groups = new TreeMap<String, List<TicketRecord>>();
        facts.tickets().stream()
                .filter(ticket -> TicketMeasure.SORTED.counts(ticket, facts.interval(), age))
                .forEach(ticket -> groups.computeIfAbsent(sortedAs(ticket), _ -> new ArrayList<>())
                        .add(ticket));
        return new Table(
                "assistant-sorting",
                OF_SORTING,
                groups.entrySet().stream()
                        .map(group -> Line.of(
                                group.getKey(), names.category(group.getKey(), language), kept(group.getValue())))
                        .sorted((a, b) -> Double.compare(value(b), value(a)))
                        .toList());
    }

    static String sortedAs(TicketRecord ticket) {
        return ticket.sortedAs() == null ? "" : ticket.sortedAs().value();
    }

    private static List<@Nullable Double> kept(List<TicketRecord> sorted) {
        var kept = (double) sorted.stream().filter(TicketRecord::keptAsSorted).count();
        return List.of((double) sorted.size(), kept, kept / sorted.size());
    }

    private static Table contacts(
            String key,
            List<Column> columns,
            List<Measure> measures,
            Breakdown<String> figures,
            Function<String, String> name) {
        return new Table(
                key,
                columns,
                figures.figures().entrySet().stream()
                        .map(entry ->
                                Line.of(entry.getKey(), name.apply(entry.getKey()), values(measures, entry.getValue())))
                        .sorted((a, b) -> Double.compare(value(b), value(a)))
                        .toList());
    }

    private static double value(Line line) {
        var first = line.values().getFirst();
        return first == null ? 0 : first;
    }

    private Table agents(Facts facts, AgentShares shares) {
        var times = new TreeMap<AgentId, AgentTimes>();
        for (var span : facts.agents()) {
            times.computeIfAbsent(span.agent(), _ -> new AgentTimes(facts.interval()))
                    .add(span);
        }
        var agents = new TreeSet<>(shares.figures().keySet());
        facts.agents().stream()
                .filter(span -> span.state() != AgentState.OFFLINE)
                .map(Span::agent)
                .forEach(agents::add);
        return new Table(
                "agent",
                OF_AGENTS,
                agents.stream()
                        .map(agent -> Line.of(
                                agent.value(), names.agent(agent), agent(shares.figures(agent), times.get(agent))))
                        .toList());
    }

    private static List<@Nullable Double> agent(Figures figures, @Nullable AgentTimes times) {
        var spent = times == null ? Map.<AgentState, Duration>of() : times.spent(Instant.MAX);
        var values = with(values(Measure.OF_AGENTS, figures), times == null ? null : times.occupancy(Instant.MAX));
        TIMES.forEach(
                state -> values.add(spent.getOrDefault(state, Duration.ZERO).toMillis() / 1000.0));
        return values;
    }

    private static Table tickets(
            String key, Facts facts, Function<TicketRecord, String> by, Function<String, String> name) {
        var age = new WorkingAge(facts.now());
        var groups = new TreeMap<String, List<TicketRecord>>();
        facts.tickets().stream()
                .filter(ticket -> ofRequests().anyMatch(measure -> measure.counts(ticket, facts.interval(), age)))
                .forEach(ticket -> groups.computeIfAbsent(by.apply(ticket), _ -> new ArrayList<>())
                        .add(ticket));
        return new Table(
                key,
                OF_TICKETS,
                groups.entrySet().stream()
                        .map(group -> Line.of(
                                group.getKey(),
                                name.apply(group.getKey()),
                                tickets(group.getValue(), facts.interval(), age)))
                        .toList());
    }

    private static List<@Nullable Double> tickets(List<TicketRecord> tickets, Interval interval, WorkingAge age) {
        var resolutions = new Waits();
        tickets.stream()
                .filter(ticket -> TicketMeasure.RESOLVED.counts(ticket, interval, age))
                .flatMap(ticket -> ticket.resolution().stream())
                .forEach(resolutions::add);
        var values = new ArrayList<@Nullable Double>();
        for (var measure : ofRequests().toList()) {
            values.add((double) tickets.stream()
                    .filter(ticket -> measure.counts(ticket, interval, age))
                    .count());
            if (measure == TicketMeasure.RESOLVED) {
                values.add(resolutions.quantile(0.5));
                values.add(resolutions.quantile(0.95));
            } else if (measure == TicketMeasure.OPINIONS) {
                values.add(satisfaction(tickets, interval, age));
            }
        }
        return values;
    }

    private static Stream<TicketMeasure> ofRequests() {
        return Arrays.stream(TicketMeasure.values()).filter(measure -> !measure.ofAssistant());
    }

    private static @Nullable Double satisfaction(List<TicketRecord> tickets, Interval interval, WorkingAge age) {
        var opinions = tickets.stream()
                .filter(ticket -> TicketMeasure.OPINIONS.counts(ticket, interval, age))
                .map(ticket -> Objects.requireNonNull(ticket.opinion()))
                .toList();
        var satisfied = opinions.stream().filter(Opinion::satisfied).count();
        return opinions.isEmpty() ? null : (double) satisfied / opinions.size();
    }

    private static List<@Nullable Double> values(List<Measure> measures, Figures figures) {
        var values = new ArrayList<@Nullable Double>();
        measures.forEach(measure -> values.add(measure.of(figures)));
        return values;
    }

    private static List<@Nullable Double> with(List<@Nullable Double> values, @Nullable Double more) {
        values.add(more);
        return values;
    }
}
