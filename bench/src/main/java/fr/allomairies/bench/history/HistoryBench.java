package fr.allomairies.bench.history;

import fr.allomairies.bench.history.BankCall.Outcome;
import fr.allomairies.contact.Event;
import fr.allomairies.workspace.board.measures.Breakdown;
import fr.allomairies.workspace.board.measures.ContactRecords;
import fr.allomairies.workspace.board.measures.Figures;
import fr.allomairies.workspace.board.measures.Parameters;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Measures a history and its replay by the dictionary of measures, side by side, and prints as its last line
/// `RESULT calls=… queued=… faulty_lines=… service_level=… asa_s=… abandonment=… replay_service_level=…
/// replay_asa_s=… replay_abandonment=…`.
public final class HistoryBench {

    private static final int FAULTS_SHOWN = 20;

    private HistoryBench() {}

    public static void main(String[] args) throws IOException {
        if (args.length != 1) {
            System.err.println("usage: ./allo bench history FILE");
            System.exit(2);
        }
        // names in the data are in the Latin alphabet; whatever else there is must not stop the reading
        try (var lines = Files.lines(Path.of(args[0]), StandardCharsets.ISO_8859_1)) {
            report(BankHistory.of(lines));
        }
    }

    private static void report(BankHistory history) {
        history.faults().stream().limit(FAULTS_SHOWN).forEach(System.out::println);
        if (history.faults().size() > FAULTS_SHOWN) {
            System.out.println("… and " + (history.faults().size() - FAULTS_SHOWN) + " lines more");
        }
        var told = told(history);
        var queued = queued(told);
        var real = real(told);
        var replayed = replayed(told);
        print("offered", real.offered(), replayed.offered());
        print("answered", real.answered(), replayed.answered());
        print("abandoned", real.abandoned(), replayed.abandoned());
        print("service level, rule A in 20 s", real.serviceLevel(), replayed.serviceLevel());
        print("average wait of the answered, s", real.averageWait(), replayed.averageWait());
        print("median wait, s", real.medianWait(), replayed.medianWait());
        print("95th percentile, s", real.p95Wait(), replayed.p95Wait());
        print("abandonment", real.abandonmentRate(), replayed.abandonmentRate());
        print("handle time, s", real.handleTime(), replayed.handleTime());
        System.out.printf(
                "RESULT calls=%d queued=%d faulty_lines=%d service_level=%s asa_s=%s abandonment=%s"
                        + " replay_service_level=%s replay_asa_s=%s replay_abandonment=%s%n",
                told.size(),
                queued.size(),
                history.faults().size(),
                shown(real.serviceLevel()),
                shown(real.averageWait()),
                shown(real.abandonmentRate()),
                shown(replayed.serviceLevel()),
                shown(replayed.averageWait()),
                shown(replayed.abandonmentRate()));
    }

    static List<Told> told(BankHistory history) {
        return history.calls().stream()
                .filter(call -> call.outcome() != Outcome.PHANTOM)
                .map(Told::of)
                .toList();
    }

    static Figures real(List<Told> told) {
        return figures(Stream.concat(beginnings(told), queued(told).stream().flatMap(call -> call.ending().stream())));
    }

    static Figures replayed(List<Told> told) {
        return figures(Stream.concat(beginnings(told), Replay.of(queued(told)).stream()));
    }

    private static List<Told> queued(List<Told> told) {
        return told.stream().filter(call -> call.call().isQueued()).toList();
    }

    private static Stream<Event> beginnings(List<Told> told) {
        return told.stream().flatMap(call -> call.beginning().stream());
    }

    private static Figures figures(Stream<Event> events) {
        var total = new Breakdown<>(Parameters.DEFAULTS, _ -> List.of("all"));
        var records = new ContactRecords(total);
        events.forEach(records::on);
        return total.figures("all");
    }

    private static void print(String name, @Nullable Number history, @Nullable Number replay) {
        System.out.printf("%-32s history %10s   replay %10s%n", name, shown(history), shown(replay));
    }

    private static String shown(@Nullable Number value) {
        return switch (value) {
            case null -> "none";
            case Integer whole -> whole.toString();
            default -> String.format(Locale.ROOT, "%.3f", value.doubleValue());
        };
    }
}
