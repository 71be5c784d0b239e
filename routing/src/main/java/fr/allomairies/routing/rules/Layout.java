package fr.allomairies.routing.rules;

import static java.util.stream.Collectors.joining;

import fr.allomairies.contact.ChannelKind;
import fr.allomairies.routing.engine.Line;
import fr.allomairies.routing.engine.Line.Trigger;
import fr.allomairies.routing.engine.PriorityClass;
import fr.allomairies.routing.engine.RelaxStep;
import fr.allomairies.routing.engine.Rules.ChannelRule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Statements as text, cell by cell. Neighbours with the same number of cells share their columns.
final class Layout {

    private final StringBuilder text = new StringBuilder();
    private final List<List<String>> neighbours = new ArrayList<>();

    void add(Statement statement) {
        add(statement, "");
    }

    void add(Statement statement, String comment) {
        var cells = cells(statement);
        if (!neighbours.isEmpty() && neighbours.getFirst().size() != cells.size() + 1) {
            flush();
        }
        neighbours.add(Stream.concat(cells.stream(), Stream.of(comment.isEmpty() ? "" : "    " + comment))
                .toList());
    }

    void blank() {
        asIs("");
    }

    void asIs(String line) {
        flush();
        text.append(line).append('\n');
    }

    String text() {
        flush();
        return text.toString();
    }

    private void flush() {
        var widths = widths();
        for (var cells : neighbours) {
            text.append(IntStream.range(0, cells.size())
                            .mapToObj(column -> padded(cells.get(column), widths[column]))
                            .collect(joining())
                            .stripTrailing())
                    .append('\n');
        }
        neighbours.clear();
    }

    /// Of a cell with the space that follows; a column in which nothing stands has none.
    private int[] widths() {
        var columns = neighbours.isEmpty() ? 0 : neighbours.getFirst().size();
        return IntStream.range(0, columns)
                .map(column -> neighbours.stream()
                        .mapToInt(cells -> cells.get(column).length())
                        .max()
                        .orElse(0))
                .map(width -> width == 0 ? 0 : width + 1)
                .toArray();
    }

    private static String padded(String cell, int width) {
        return cell + " ".repeat(width - cell.length());
    }

    private static List<String> cells(Statement statement) {
        return switch (statement) {
            case Statement.Time(var setting, var value) -> List.of(setting.word(), Units.text(value));
            case Statement.Fairness(var hundredths) -> List.of("fairness", Units.rate(hundredths));
            case Statement.Channel(var channel, var rule) -> cells(channel, rule);
            case Statement.Class(var rule) -> cells(rule);
            case Statement.Head(var name, var when, var priorityClass) ->
                List.of("line " + name + " when " + when.text() + " class " + priorityClass);
            case Statement.Step(var step) ->
                List.of("  step " + after(step) + step.requirement().text());
            case Statement.Prefer(var requirement) -> List.of("  prefer " + requirement.text());
            case Statement.WayOut(var overflow) ->
                List.of("  overflow " + (overflow.toLine() ? "to line " : "") + overflow.to() + " after "
                        + Units.text(overflow.after()) + trigger(overflow));
        };
    }

    private static List<String> cells(@Nullable ChannelKind channel, ChannelRule rule) {
        return List.of(
                "channel " + (channel == null ? StatementReader.OTHER : channel),
                rule.cost() == null ? "" : "cost " + rule.cost(),
                "limit " + rule.limit(),
                "wrap-up " + Units.text(rule.wrapUp()),
                (rule.interrupts() ? "interrupts " : "") + (rule.interruptible() ? "interruptible" : ""));
    }

    private static List<String> cells(PriorityClass rule) {
        return List.of(
                "class " + rule.code(),
                "priority " + rule.priority(),
                "slope " + Units.rate(rule.slope()),
                "cap " + Units.text(Duration.ofMinutes(rule.cap())),
                "max-wait " + Units.text(rule.maximumWait()),
                rule.urgency() == 0 && rule.urgentWithin().isZero()
                        ? ""
                        : "urgency " + Units.rate(rule.urgency()) + " within " + Units.text(rule.urgentWithin()));
    }

    private static String after(RelaxStep step) {
        return step.after().isZero() ? "" : "after " + Units.text(step.after()) + " ";
    }

    private static String trigger(Line.Overflow overflow) {
        return switch (overflow.trigger()) {
            case Trigger.WAITED -> "";
            case Trigger.NOBODY -> " if nobody";
            case Trigger.CROWDED -> " if waiting-per-agent > " + overflow.ratio();
        };
    }
}
