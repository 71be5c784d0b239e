package fr.allomairies.bench.day;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

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
        figures(city.figuresSince(began));
        System.out.printf(
                "event to board: p50 %d ms, p95 %d ms over %d changes%n",
                board.percentile(0.5), board.percentile(0.95), board.changes());
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

    private static void figures(JsonNode figures) {
        figures.path("channels")
                .properties()
                .forEach(channel -> System.out.printf(
                        Locale.ROOT,
                        "%-8s service level %s %s (%s s), wait: mean %s s, median %s s, p95 %s s; handle time %s s%n",
                        channel.getKey(),
                        figures.path("rule").path("rule").asString(),
                        percent(channel.getValue().path("serviceLevel")),
                        figures.path("rule")
                                .path("answerWithin")
                                .path(channel.getKey())
                                .asString(),
                        seconds(channel.getValue().path("averageWait")),
                        seconds(channel.getValue().path("medianWait")),
                        seconds(channel.getValue().path("p95Wait")),
                        seconds(channel.getValue().path("handleTime"))));
        System.out.println("answer rate " + percent(figures.path("total").path("answerRate")) + ", occupancy "
                + percent(figures.path("occupancy")));
    }

    private static String percent(JsonNode share) {
        return share.isNumber() ? "%.1f %%".formatted(share.asDouble() * 100) : "-";
    }

    private static String seconds(JsonNode seconds) {
        return seconds.isNumber() ? "%.2f".formatted(seconds.asDouble()) : "-";
    }

    static String text(Duration duration) {
        return "%d:%02d".formatted(duration.toMinutes(), duration.toSecondsPart());
    }

    private static void name(String what, List<String> which) {
        System.out.println(what + ": " + which.size());
        which.stream().limit(NAMED_AT_MOST).forEach(each -> System.out.println("  " + each));
    }
}
