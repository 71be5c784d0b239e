package fr.allomairies.workspace.answers;

import fr.allomairies.workspace.board.measures.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Templates as a table of four columns, in this order, under a heading. Semicolons or commas divide the cells; those
/// in quotes may hold line breaks.
final class TemplateCsv {

    private static final List<String> COLUMNS = List.of("abbreviation", "title", "french", "english");
    private static final int LONGEST = 1_000_000;

    private TemplateCsv() {}

    /// @param row in the file, its heading being 1
    record Line(int row, String abbreviation, Content content) {}

    /// With a byte order mark, without which spreadsheets misread the accents.
    static String write(List<AnswerTemplate> templates) {
        return templates.stream()
                .map(template -> Stream.of(
                                template.abbreviation(),
                                template.content().title(),
                                template.content().french(),
                                template.content().english())
                        .map(Csv::cell)
                        .collect(Collectors.joining(";")))
                .collect(Collectors.joining("\r\n", "\uFEFF" + String.join(";", COLUMNS) + "\r\n", "\r\n"));
    }

    /// @return nothing for what is no such table
    static Optional<List<Line>> read(String file) {
        var text = file.replaceFirst("^\\uFEFF", "");
        var heading = text.lines().findFirst().orElse("");
        var rows = text.length() > LONGEST ? List.<List<String>>of() : rows(text, heading.contains(";") ? ';' : ',');
        if (rows.size() < 2
                || !isHeading(rows.getFirst())
                || rows.stream().anyMatch(row -> row.size() != COLUMNS.size() && !isBlank(row))) {
            return Optional.empty();
        }
        var lines = new ArrayList<Line>();
        for (var row = 1; row < rows.size(); row++) {
            if (!isBlank(rows.get(row))) {
                lines.add(line(row + 1, rows.get(row)));
            }
        }
        return Optional.of(lines);
    }

    private static boolean isHeading(List<String> row) {
        return row.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList()
                .equals(COLUMNS);
    }

    private static boolean isBlank(List<String> row) {
        return row.stream().allMatch(String::isBlank);
    }

    private static Line line(int row, List<String> cells) {
        var typed = cells.stream().map(TemplateCsv::unguarded).toList();
        return new Line(row, typed.get(0).strip(), Content.typed(typed.get(1), typed.get(2), typed.get(3)));
    }

    /// Without the apostrophe by which [Csv] keeps a cell from being a formula.
    private static String unguarded(String cell) {
        return cell.matches("(?s)'[=+\\-@\\t\\r].*") ? cell.substring(1) : cell;
    }

    private static List<List<String>> rows(String text, char separator) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var cell = new StringBuilder();
        var quoted = false;
        for (var at = 0; at < text.length(); at++) {
            var sign = text.charAt(at);
            if (quoted) {
                if (sign != '"') {
                    cell.append(sign);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == '"') {
                    cell.append(sign);
                    at++;
                } else {
                    quoted = false;
                }
            } else if (sign == '"') {
                quoted = true;
            } else if (sign == separator) {
                row.add(cell.toString());
                cell.setLength(0);
            } else if (sign == '\n') {
                row.add(cell.toString());
                cell.setLength(0);
                rows.add(List.copyOf(row));
                row.clear();
            } else if (sign != '\r') {
                cell.append(sign);
            }
        }
        if (!cell.isEmpty() || !row.isEmpty()) {
            row.add(cell.toString());
            rows.add(List.copyOf(row));
        }
        return rows;
    }
}
