package fr.allomairies.workspace.board.reports;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A table of a report, the same on the page and in every file.
///
/// @param key its title is the text `reports.table.<key>`
public record Table(String key, List<Column> columns, List<Line> lines) {

    /// The keys of all tables, in the order of a report.
    public static final List<String> KEYS = List.of(
            "interval",
            "channel",
            "category",
            "commune",
            "agent",
            "service",
            "ticket-category",
            "ticket-commune",
            "assistant-channel",
            "assistant-category",
            "assistant-end",
            "assistant-sorting");

    /// @param code its title is the text `board.figure.<code>`
    /// @param opens what shows what stands behind the figure
    public record Column(String code, Measure.Kind kind, Opens opens) {

        static Column of(Measure measure) {
            return new Column(measure.code(), measure.kind(), Opens.CONTACTS);
        }
    }

    public enum Opens {
        CONTACTS,
        TICKETS,
        /// the agent's own day
        DAY,
        NOTHING
    }

    /// @param key of the dimension; empty for what is not known
    /// @param from when it stands for an interval, its beginning, and `to` its end
    /// @param values one for each column, in its order
    public record Line(
            String key,
            String label,
            @Nullable Instant from,
            @Nullable Instant to,
            List<@Nullable Double> values) {

        static Line of(String key, String label, List<@Nullable Double> values) {
            return new Line(key, label, null, null, values);
        }
    }
}
