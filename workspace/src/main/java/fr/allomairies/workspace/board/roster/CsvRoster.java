package fr.allomairies.workspace.board.roster;

import fr.allomairies.workspace.board.measures.Csv;
import fr.allomairies.workspace.board.roster.RosterFile.Line;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/// A roster as a table: a heading that names the columns in whatever order, and a line for each stretch. Commas or
/// semicolons divide the cells, which may stand in quotes but hold no line break. A stretch that ends at or before
/// the time at which it begins ends on the next day.
final class CsvRoster {

    private static final String HEADER = "agent,date,from,to,activity";
    private static final DateTimeFormatter FRENCH = DateTimeFormatter.ofPattern("d/M/uuuu");

    private final People people;

    CsvRoster(People people) {
        this.people = people;
    }

    private enum Column {
        AGENT("agent", "teleconseiller", "identifiant", "login"),
        DATE("date", "jour", "day"),
        FROM("from", "debut", "de", "start"),
        TO("to", "fin", "a", "end"),
        ACTIVITY("activity", "activite");

        private final List<String> names;

        Column(String... names) {
            this.names = List.of(names);
        }
    }

    RosterFile read(String text) {
        var rows = text.lines().toList();
        if (rows.size() > RosterFile.MOST_LINES) {
            return RosterFile.tooLong();
        }
        if (rows.isEmpty()) {
            return RosterFile.unreadable("empty");
        }
        var heading = rows.getFirst().replaceFirst("^\\uFEFF", "");
        var separator = heading.contains(";") ? ';' : ',';
        var columns = columns(cells(heading, separator));
        if (columns.size() < Column.values().length) {
            return RosterFile.unreadable("header");
        }
        var lines = new ArrayList<Line>();
        var problems = new ArrayList<Problem>();
        for (var row = 1; row < rows.size(); row++) {
            if (!rows.get(row).isBlank()) {
                try {
                    lines.add(new Line(row + 1, planned(cells(rows.get(row), separator), columns)));
                } catch (Refused e) {
                    problems.add(e.at(row + 1));
                }
            }
        }
        return lines.isEmpty() && problems.isEmpty() ? RosterFile.unreadable("empty") : new RosterFile(lines, problems);
    }

    private static Map<Column, Integer> columns(List<String> heading) {
        var columns = new EnumMap<Column, Integer>(Column.class);
        for (var place = 0; place < heading.size(); place++) {
            var name = Normalizer.normalize(heading.get(place), Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .toLowerCase(Locale.ROOT);
            for (var column : Column.values()) {
                if (column.names.contains(name)) {
                    columns.putIfAbsent(column, place);
                }
            }
        }
        return columns;
    }

    private Planned planned(List<String> cells, Map<Column, Integer> columns) {
        if (columns.values().stream().anyMatch(place -> place >= cells.size())) {
            throw new Refused("columns", cells.size());
        }
        var agent = cell(Column.AGENT, cells, columns);
        var date = date(cell(Column.DATE, cells, columns));
        var begin = Wall.of(cell(Column.FROM, cells, columns));
        var end = Wall.of(cell(Column.TO, cells, columns));
        var activity = cell(Column.ACTIVITY, cells, columns);
        var from = begin.on(date);
        var to = end.after(begin, from, date);
        return new Planned(
                people.find(agent).orElseThrow(() -> new Refused("agent", agent)),
                Activity.of(activity).orElseThrow(() -> new Refused("activity", activity)),
                from,
                to);
    }

    private static String cell(Column column, List<String> cells, Map<Column, Integer> columns) {
        return cells.get(Objects.requireNonNull(columns.get(column)));
    }

    private static LocalDate date(String typed) {
        try {
            return typed.contains("/") ? LocalDate.parse(typed, FRENCH) : LocalDate.parse(typed);
        } catch (DateTimeException _) {
            throw new Refused("date", typed);
        }
    }

    private static List<String> cells(String row, char separator) {
        var cells = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < row.length(); at++) {
            var sign = row.charAt(at);
            if (sign == '"') {
                quoted = !quoted;
            } else if (sign == separator && !quoted) {
                cells.add(cell.toString().strip());
                cell.setLength(0);
            } else {
                cell.append(sign);
            }
        }
        cells.add(cell.toString().strip());
        return cells;
    }

    /// As [#read] takes it.
    static String write(List<Planned> planned) {
        var file = new StringBuilder(HEADER).append("\r\n");
        planned.stream()
                .sorted(Planned.ORDER)
                .forEach(one -> file.append(String.join(
                                ",",
                                Csv.cell(one.agent().value()),
                                one.day().toString(),
                                Wall.text(one.from()),
                                Wall.text(one.to()),
                                one.activity().code()))
                        .append("\r\n"));
        return file.toString();
    }
}
