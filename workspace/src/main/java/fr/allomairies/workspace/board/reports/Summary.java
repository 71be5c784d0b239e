package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A report as people read it.
///
/// @param position of the log up to which it was read
/// @param now to which time the backlog belongs
/// @param calls of the telephone and the relay alone
/// @param callRates by the beginning of the interval, the answer rate of the calls
/// @param tables that of the intervals first; the same in the files
/// @param week contacts by [Dimension#HOUR_OF_WEEK]
public record Summary(
        Interval interval,
        Step step,
        long position,
        Instant now,
        Figures total,
        Figures calls,
        @Nullable Double occupancy,
        Map<Instant, @Nullable Double> callRates,
        List<Overflows.Count> overflows,
        List<Table> tables,
        Map<String, Figures> week) {

    /// The same with those tables alone, in the order that they have.
    Summary only(Collection<String> keys) {
        return new Summary(
                interval,
                step,
                position,
                now,
                total,
                calls,
                occupancy,
                callRates,
                overflows,
                tables.stream().filter(table -> keys.contains(table.key())).toList(),
                week);
    }

    public Table table(String key) {
        return tables.stream()
                .filter(table -> table.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
