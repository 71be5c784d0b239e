package fr.allomairies.workspace.board.staffing;

import fr.allomairies.routing.staffing.Target;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.staffing.Plan.Row;
import java.io.IOException;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One line for each quarter hour of a plan. Times are those of the city with their offset, waits are seconds,
/// shares are 0 to 1; those of the outlook are empty where nobody is expected, and `planned` without a roster.
record PlanCsv(Target target) {

    static final String HEADER =
            "quarter,arrivals,arrivals_low,arrivals_high,positions,positions_high,roster,present,service_level,occupancy,wait_s,planned";

    void write(Plan plan, Appendable out) throws IOException {
        out.append(HEADER).append("\r\n");
        for (var row : plan.rows()) {
            out.append(line(row)).append("\r\n");
        }
    }

    private String line(Row row) {
        return Stream.of(figures(row), outlook(row), Stream.of(row.planned() == null ? "" : number(row.planned())))
                .flatMap(cells -> cells)
                .collect(Collectors.joining(","));
    }

    private static Stream<String> figures(Row row) {
        return Stream.of(
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(ZonedDateTime.ofInstant(row.from(), Interval.CITY)),
                number(row.arrivals().mean()),
                number(row.arrivals().low()),
                number(row.arrivals().high()),
                String.valueOf(row.people()),
                String.valueOf(row.most()),
                String.valueOf(row.roster()),
                number(row.present()));
    }

    private Stream<String> outlook(Row row) {
        var model = row.model();
        return model == null
                ? Stream.of("", "", "")
                : Stream.of(
                        number(model.serviceLevel(target.within(), target.shortAbandon())),
                        number(model.occupancy()),
                        number(model.meanWaitOfAnswered()));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.3f", value);
    }
}
