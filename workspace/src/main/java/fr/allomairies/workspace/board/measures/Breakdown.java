package fr.allomairies.workspace.board.measures;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Figures by channel, by skill, by quarter hour: one tally for each key, kept up as records change. For one thread.
public final class Breakdown<K extends Comparable<K>> implements ContactRecords.Listener {

    private final Parameters parameters;
    private final Function<ContactRecord, Collection<K>> keys;
    private final Map<K, Tally> tallies = new TreeMap<>();

    /// @param keys where a record counts; none to leave it out
    public Breakdown(Parameters parameters, Function<ContactRecord, Collection<K>> keys) {
        this.parameters = parameters;
        this.keys = keys;
    }

    @Override
    public void changed(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        if (before != null) {
            keys.apply(before).forEach(key -> tally(key).remove(before));
        }
        if (after != null) {
            keys.apply(after).forEach(key -> tally(key).add(after));
        }
    }

    /// Figures of nothing for a key that never came up.
    public Figures figures(K key) {
        var tally = tallies.get(key);
        return (tally == null ? new Tally(parameters) : tally).figures();
    }

    public Map<K, Figures> figures() {
        var figures = new TreeMap<K, Figures>();
        tallies.forEach((key, tally) -> figures.put(key, tally.figures()));
        return figures;
    }

    private Tally tally(K key) {
        return tallies.computeIfAbsent(key, _ -> new Tally(parameters));
    }
}
