package fr.allomairies.workspace.board.whatif;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.workspace.board.measures.ContactRecord;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Workload;
import fr.allomairies.workspace.board.whatif.Measure.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened beside what might have.
record Comparison(Outcome happened, Outcome played) {

    private static final List<ChannelKind> FIRST =
            List.of(ChannelKind.VOICE, ChannelKind.RELAY, ChannelKind.CHAT, ChannelKind.EMAIL);

    /// @param verdict absent where one of the two cannot be told
    public record Row(
            Measure measure,
            @Nullable Double happened,
            @Nullable Double played,
            @Nullable Double difference,
            @Nullable Verdict verdict) {}

    public record Channel(ChannelKind kind, List<Row> rows) {}

    /// @param happened absent for who was not there
    public record Agent(
            AgentId id,
            @Nullable Workload happened,
            @Nullable Workload played) {}

    /// @param from name of the line; absent in the entries of older versions
    /// @param to name of another line, or code of a way out
    public record Overflow(@Nullable String from, String to, int happened, int played) {}

    /// As the page draws it.
    public record Quarter(
            Instant from,
            @Nullable Double happened,
            @Nullable Double played,
            int offered) {}

    public List<Channel> channels() {
        return kinds().map(kind -> new Channel(kind, rows(happened.channel(kind), played.channel(kind))))
                .toList();
    }

    public List<Agent> agents() {
        var ids = new TreeSet<AgentId>();
        ids.addAll(happened.work().keySet());
        ids.addAll(played.work().keySet());
        return ids.stream()
                .map(id -> new Agent(id, happened.work().get(id), played.work().get(id)))
                .toList();
    }

    /// By line, then by where to.
    public List<Overflow> overflows() {
        return Stream.concat(happened.overflows().stream(), played.overflows().stream())
                .map(count -> new ContactRecord.Overflow(count.from(), count.to()))
                .distinct()
                .map(way -> new Overflow(
                        way.from(), way.to(), count(happened.overflows(), way), count(played.overflows(), way)))
                .sorted(Comparator.comparing(Overflow::from, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                        .thenComparing(Overflow::to))
                .toList();
    }

    private static int count(List<Overflows.Count> counts, ContactRecord.Overflow way) {
        return counts.stream()
                .filter(count -> Objects.equals(count.from(), way.from()))
                .filter(count -> count.to().equals(way.to()))
                .mapToInt(Overflows.Count::contacts)
                .sum();
    }

    /// The quarter hours of a channel in which somebody came, with the measure of each.
    List<Quarter> quarters(ChannelKind kind, Measure measure) {
        var before = happened.quarters().getOrDefault(kind, Map.of());
        var after = played.quarters().getOrDefault(kind, Map.of());
        var quarters = new ArrayList<Quarter>();
        for (var from : new TreeSet<>(before.keySet())) {
            var figures = before.get(from);
            quarters.add(new Quarter(
                    from, measure.of(figures), measure.of(after.get(from)), figures == null ? 0 : figures.offered()));
        }
        return quarters;
    }

    Stream<ChannelKind> kinds() {
        return happened.channels().entrySet().stream()
                .filter(entry -> entry.getValue().offered() > 0)
                .map(Map.Entry::getKey)
                .sorted(Comparator.<ChannelKind>comparingInt(kind -> FIRST.contains(kind) ? FIRST.indexOf(kind) : 9)
                        .thenComparing(ChannelKind::value));
    }

    private static List<Row> rows(@Nullable Figures before, @Nullable Figures after) {
        return Arrays.stream(Measure.values())
                .map(measure -> row(measure, measure.of(before), measure.of(after)))
                .toList();
    }

    private static Row row(Measure measure, @Nullable Double before, @Nullable Double after) {
        if (before == null || after == null) {
            return new Row(measure, before, after, null, null);
        }
        return new Row(measure, before, after, after - before, measure.verdict(after - before));
    }
}
