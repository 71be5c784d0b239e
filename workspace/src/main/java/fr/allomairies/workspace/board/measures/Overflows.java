package fr.allomairies.workspace.board.measures;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How many contacts overflowed from where to where, of those that entered a queue; who overflowed twice the same way
/// counts once. For one thread.
public final class Overflows implements ContactRecords.Listener {

    private final Map<ContactRecord.Overflow, Integer> counts = new TreeMap<>(
            Comparator.comparing(ContactRecord.Overflow::from, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                    .thenComparing(ContactRecord.Overflow::to));

    /// @param from name of the line of the rules; absent in the entries of older versions
    /// @param to name of another line, or code of a way out
    public record Count(@Nullable String from, String to, int contacts) {}

    @Override
    public void changed(@Nullable ContactRecord before, @Nullable ContactRecord after) {
        count(before, -1);
        count(after, 1);
    }

    /// By line, then by where to.
    public List<Count> counts() {
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 0)
                .map(count -> new Count(count.getKey().from(), count.getKey().to(), count.getValue()))
                .toList();
    }

    private void count(@Nullable ContactRecord record, int by) {
        if (record != null && record.entry() != null) {
            record.overflows().stream().distinct().forEach(overflow -> counts.merge(overflow, by, Integer::sum));
        }
    }
}
