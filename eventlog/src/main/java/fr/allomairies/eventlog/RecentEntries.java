package fr.allomairies.eventlog;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The end of the log in memory, without a gap, so that many readers who are up to date cost one. Safe for use by many
/// threads.
final class RecentEntries {

    private static final int KEPT = 1_000;

    private final List<LogEntry> entries = new ArrayList<>();
    private long after = Long.MAX_VALUE;

    /// Everything that is added later comes after this position, and nothing is missing between.
    synchronized void beginAfter(long position) {
        entries.clear();
        after = position;
    }

    synchronized void add(List<LogEntry> news) {
        entries.addAll(news);
        if (entries.size() > 2 * KEPT) {
            var old = entries.subList(0, entries.size() - KEPT);
            after = old.getLast().position();
            old.clear();
        }
    }

    /// Empty when what comes after the position is not kept from there on.
    synchronized Optional<List<LogEntry>> read(long position, int limit) {
        if (position < after) {
            return Optional.empty();
        }
        var first = entries.size();
        while (first > 0 && entries.get(first - 1).position() > position) {
            first--;
        }
        return Optional.of(List.copyOf(entries.subList(first, Math.min(entries.size(), first + limit))));
    }
}
