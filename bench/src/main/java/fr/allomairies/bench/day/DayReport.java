package fr.allomairies.bench.day;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/// The end of the day in words and figures.
record DayReport(
        Account account,
        City city,
        SimulatedAgent.Counters counters,
        BoardWatch board,
        Instant began,
        List<String> troubles) {

    private static final int NAMED_AT_MOST = 20;

    void print() throws IOException, InterruptedException {
        System.out.printf(
                "%n%-8s %6s %9s %9s %9s %10s %8s %13s%n",
                "channel", "sent", "set aside", "recorded", "answered", "abandoned", "machine", "acknowledged");
        for (var line : account.lines()) {
            System.out.printf(
                    "%-8s %6d %9d %9d %9d %10d %8d %13d%n",
                    line.channel(),
                    line.sent(),
                    line.setAside(),
                    line.recorded(),
                    line.answered(),
                    line.abandoned(),
                    line.machine(),
                    line.acknowledged());
        }
        System.out.printf(
                "%ntéléconseillers: %d offers declined, %d contacts finished, %d breaks%n",
                counters.declined().get(),
                counters.finished().get(),
                counters.breaks().get());
        System.out.println("figures: " + city.figuresSince(began));
        System.out.printf(
                "event to board: p50 %d ms, p95 %d ms over %d snapshots%n",
                board.percentile(0.5), board.percentile(0.95), board.snapshots());
        name("lost", account.lost());
        name("doubled", account.doubled());
        name("not over", account.open());
        name("refused by the protocol", account.unsent());
        name("trouble of téléconseillers", troubles);
        System.out.println(account.closes() ? "The account closes." : "THE ACCOUNT DOES NOT CLOSE.");
        System.out.printf(
                Locale.ROOT,
                "RESULT sent=%d recorded=%d lost=%d doubled=%d board_p95_ms=%d%n",
                account.lines().stream().mapToInt(Account.Line::sent).sum(),
                account.lines().stream().mapToInt(Account.Line::recorded).sum(),
                account.lost().size(),
                account.doubled().size(),
                board.percentile(0.95));
    }

    static String text(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private static void name(String what, List<String> which) {
        System.out.println(what + ": " + which.size());
        which.stream().limit(NAMED_AT_MOST).forEach(each -> System.out.println("  " + each));
    }
}
