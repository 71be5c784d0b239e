package fr.allomairies.workspace.board.roster;

import fr.allomairies.contact.AgentId;
import fr.allomairies.workspace.board.measures.Interval;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Who does what on one day, between the first hour of anybody and the last.
///
/// @param minutes how wide the picture is
/// @param hours where a whole hour begins, in minutes from its left edge
public record DayPlan(LocalDate date, long minutes, List<Long> hours, List<Row> rows) {

    /// @param parts in their order, breaks cut out of shifts
    /// @param working with citizens
    public record Row(AgentId agent, List<Part> parts, Duration working) {

        public double workingHours() {
            return working.toMinutes() / 60.0;
        }
    }

    /// @param left minutes from the left edge of the picture
    /// @param width in minutes
    public record Part(Planned planned, long left, long width) {}

    /// @param planned what touches the day; a night is seen on both of its days
    static DayPlan of(LocalDate date, List<Planned> planned) {
        var day = Interval.day(date);
        var parts = Planned.effective(planned).stream()
                .filter(one -> day.overlap(one.from(), one.to()).isPositive())
                .toList();
        var frame = frame(day, parts);
        var byAgent = parts.stream().collect(Collectors.groupingBy(Planned::agent, TreeMap::new, Collectors.toList()));
        return new DayPlan(
                date,
                Duration.between(frame.from(), frame.to()).toMinutes(),
                frame.split(Duration.ofHours(1)).stream()
                        .map(hour -> Duration.between(frame.from(), hour.from()).toMinutes())
                        .toList(),
                byAgent.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue(), frame, day))
                        .toList());
    }

    /// Leave of a whole day does not widen it.
    private static Interval frame(Interval day, List<Planned> parts) {
        var there =
                parts.stream().filter(one -> one.activity() != Activity.LEAVE).toList();
        if (there.isEmpty()) {
            return day;
        }
        var first =
                there.stream().map(Planned::from).min(Comparator.naturalOrder()).orElseThrow();
        var last =
                there.stream().map(Planned::to).max(Comparator.naturalOrder()).orElseThrow();
        return new Interval(first.isBefore(day.from()) ? day.from() : first, last.isAfter(day.to()) ? day.to() : last);
    }

    private static Row row(AgentId agent, List<Planned> parts, Interval frame, Interval day) {
        var working = parts.stream()
                .filter(one -> one.activity() == Activity.SHIFT)
                .map(one -> day.overlap(one.from(), one.to()))
                .reduce(Duration.ZERO, Duration::plus);
        return new Row(agent, parts.stream().map(one -> part(one, frame)).toList(), working);
    }

    private static Part part(Planned planned, Interval frame) {
        var begin = planned.from().isBefore(frame.from()) ? frame.from() : planned.from();
        return new Part(
                planned,
                Duration.between(frame.from(), begin).toMinutes(),
                frame.overlap(planned.from(), planned.to()).toMinutes());
    }
}
