package fr.allomairies.workspace.board.reports;

import fr.allomairies.workspace.board.measures.Csv;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.reports.Table.Line;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// A report as one figure a line: shares are 0 to 1, times are seconds, and what cannot be computed is left empty.
final class SummaryCsv {

    static final String HEADER = "table,key,label,from,to,measure,value";

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mmXXX");

    private SummaryCsv() {}

    static void write(Summary summary, Appendable out) throws IOException {
        out.append(HEADER).append("\r\n");
        for (var table : summary.tables()) {
            for (var line : table.lines()) {
                for (var i = 0; i < table.columns().size(); i++) {
                    out.append(start(table, line))
                            .append(table.columns().get(i).code())
                            .append(',')
                            .append(number(line.values().get(i)))
                            .append("\r\n");
                }
            }
        }
    }

    private static String start(Table table, Line line) {
        return table.key()
                + ','
                + Csv.cell(line.key())
                + ','
                + Csv.cell(line.label())
                + ','
                + time(line.from())
                + ','
                + time(line.to())
                + ',';
    }

    private static String time(@Nullable Instant at) {
        return at == null ? "" : TIME.format(ZonedDateTime.ofInstant(at, Interval.CITY));
    }

    private static String number(@Nullable Double value) {
        return value == null
                ? ""
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
