package fr.allomairies.eventlog;

import fr.allomairies.contact.Event;
import java.time.Duration;
import java.util.List;

/// A reader with a cursor of its own that survives restarts. Declare a bean of this type and it is run:
/// one thread, entries in order, each batch and the move of the cursor in one transaction.
///
/// An effect inside the database therefore happens exactly once; any other effect at least once. When `on` throws, the
/// transaction is rolled back and the same entry comes again, after a pause that grows to ten seconds.
public interface LogFollower {

    /// Stable name of the cursor, kebab-case.
    String name();

    /// What it says no to is not handed to [#on] and costs it no transaction. Asked more than once for the same entry.
    default boolean wants(Event event) {
        return true;
    }

    void on(LogEntry entry) throws Exception;

    /// What it wants of a batch, in order, at least one. For those who do for several at once what costs as much for
    /// one; when one fails, they come again, each alone.
    default void on(List<LogEntry> entries) throws Exception {
        for (var entry : entries) {
            on(entry);
        }
    }

    /// How long it lets entries gather after it has been handed some. For those whom nobody waits for: the entries of
    /// that time cost one transaction together.
    default Duration rest() {
        return Duration.ZERO;
    }

    /// Called once before the first entry and after each start, outside any transaction.
    default void starting() throws Exception {}
}
