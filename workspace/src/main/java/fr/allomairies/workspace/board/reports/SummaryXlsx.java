package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.reports.ReportPages.Labels;
import fr.allomairies.workspace.board.reports.Table.Line;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;

/// A report as a workbook, one sheet for each table. Times are seconds, so that they can be reckoned with.
final class SummaryXlsx {

    private final Names names;
    private final Locale language;

    SummaryXlsx(Names names, Locale language) {
        this.names = names;
        this.language = language;
    }

    void write(Summary summary, OutputStream out) throws IOException {
        try (var book = new Workbook(out, "Allo Mairies", "1.0")) {
            for (var table : summary.tables()) {
                write(
                        table,
                        new Labels(summary.step()),
                        book.newWorksheet(names.text("reports.sheet." + table.key(), language)));
            }
        }
    }

    private void write(Table table, Labels labels, Worksheet sheet) {
        sheet.value(0, 0, names.text("reports.table." + table.key(), language));
        for (var i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            var unit = column.kind() == Measure.Kind.SECONDS ? " (s)" : "";
            sheet.value(0, i + 1, names.text("board.figure." + column.code(), language) + unit);
        }
        sheet.range(0, 0, 0, table.columns().size())
                .style()
                .bold()
                .wrapText(true)
                .set();
        sheet.freezePane(1, 1);
        var row = 1;
        for (var line : table.lines()) {
            sheet.value(row, 0, label(line, labels));
            for (var i = 0; i < table.columns().size(); i++) {
                var value = line.values().get(i);
                if (value != null) {
                    sheet.value(row, i + 1, value);
                    sheet.style(row, i + 1)
                            .format(format(table.columns().get(i).kind()))
                            .set();
                }
            }
            row++;
        }
    }

    private String label(Line line, Labels labels) {
        return line.key().equals("total") ? names.text("reports.total", language) : labels.of(line);
    }

    private static String format(Measure.Kind kind) {
        return switch (kind) {
            case COUNT -> "0";
            case SHARE -> "0.0%";
            case SECONDS -> "0.0";
        };
    }
}
