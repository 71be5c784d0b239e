package fr.allomairies.workspace.board.reports;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import fr.allomairies.channels.Intake;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.Telephony;
import fr.allomairies.ticketing.Ticketing;
import fr.allomairies.workspace.board.measures.Interval;
import fr.allomairies.workspace.board.measures.Overflows;
import fr.allomairies.workspace.board.measures.Parameters;
import java.io.IOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// What a reader of the exported file counts in it.
public record CsvOfRandomDays(
        int offered, int answered, int abandoned, Double averageWait, int overflowed, List<Overflows.Count> overflows) {

    public static CsvOfRandomDays of(EventLog log, Clock clock, Interval interval) throws IOException {
        var intake = mock(Intake.class);
        when(intake.received(any(), any())).thenReturn(List.of());
        var text = new StringBuilder();
        new ContactsCsv(
                        new Reports(log, Parameters.DEFAULTS, clock),
                        intake,
                        mock(Telephony.class),
                        mock(Ticketing.class))
                .write(interval, text);
        var lines = text.toString().split("\r\n");
        var columns = List.of(lines[0].split(","));
        var rows = Arrays.stream(lines)
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(row -> !row[columns.indexOf("queued")].isEmpty())
                .toList();
        var answered = rows.stream()
                .filter(row -> !row[columns.indexOf("answered")].isEmpty())
                .toList();
        var average = answered.stream()
                .mapToDouble(row -> Double.parseDouble(row[columns.indexOf("wait_s")]))
                .average();
        return new CsvOfRandomDays(
                rows.size(),
                answered.size(),
                (int) rows.stream()
                        .filter(row -> Objects.equals(row[columns.indexOf("outcome")], "ABANDONED"))
                        .filter(row -> row[columns.indexOf("answered")].isEmpty())
                        .count(),
                average.isPresent() ? average.getAsDouble() : null,
                (int) rows.stream()
                        .filter(row -> !row[columns.indexOf("overflows")].isEmpty())
                        .count(),
                overflows(rows.stream()
                        .map(row -> row[columns.indexOf("overflows")])
                        .toList()));
    }

    private static List<Overflows.Count> overflows(List<String> cells) {
        var counts = new TreeMap<String, Integer>();
        for (var cell : cells) {
            Arrays.stream(cell.split(" "))
                    .filter(way -> !way.isEmpty())
                    .distinct()
                    .forEach(way -> counts.merge(way, 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .map(count -> new Overflows.Count(
                        count.getKey().split(">")[0], count.getKey().split(">")[1], count.getValue()))
                .toList();
    }
}
