package fr.allomairies.bench.day;

import fr.allomairies.bench.written.Installation;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.RealAsterisk;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// `./allo bench board`: 200 téléconseillers at their desks, 50 boards open, and a day of 1,000 contacts in five
/// minutes over real Asterisk, SMTP and HTTP; then one of 10,000. `--quick` plays 48 seconds of the first. Prints
/// as its last line `RESULT p95_ms=… missed=… boards=… cpu=…`, of the first day, with the share of all processors
/// that the product and its PostgreSQL took.
public final class BoardBench {

    private static final int AGENTS = 200;
    private static final int BOARDS = 50;
    private static final int RTP_PORTS = 200 + AGENTS * 6;
    private static final Duration LENGTH = Duration.ofMinutes(5);
    private static final Duration QUICK_LENGTH = Duration.ofSeconds(48);

    private final Installation product;
    private final RealAsterisk asterisk;

    private BoardBench(Installation product, RealAsterisk asterisk) {
        this.product = product;
        this.asterisk = asterisk;
    }

    public static void main(String[] args) throws Exception {
        var first = FreePorts.range(RTP_PORTS);
        var ports = Map.of("RTP_START", "" + first, "RTP_END", "" + (first + RTP_PORTS - 1));
        try (var asterisk = RealAsterisk.start(ports);
                var product = Installation.start(asterisk.properties())) {
            new BoardBench(product, asterisk).run(List.of(args).contains("--quick"));
        }
    }

    private void run(boolean quick) throws IOException, InterruptedException {
        try (var city = City.find(options(1, LENGTH), asterisk.sipPort())) {
            var staff = Staff.hire(city, options(1, LENGTH), new SimulatedAgent.Counters());
            var figures = quick ? play(city, options(160, QUICK_LENGTH)) : play(city, options(1_000, LENGTH));
            if (!quick) {
                play(city, options(10_000, LENGTH));
            }
            staff.goHome();
            System.out.printf(
                    Locale.ROOT,
                    "RESULT p95_ms=%d missed=%d boards=%d cpu=%.2f%n",
                    figures.p95(),
                    figures.missed(),
                    BOARDS,
                    figures.cpu());
        }
    }

    private DayOptions options(int contacts, Duration in) {
        return new DayOptions(1, contacts, in, AGENTS, product.home(), product.portOffset(), "127.0.0.1");
    }

    /// @param p95 milliseconds from an event to a board
    /// @param missed events that a board was not told
    /// @param cpu share of all processors
    private record Figures(long p95, long missed, double cpu) {}

    private Figures play(City city, DayOptions options) throws IOException, InterruptedException {
        var began = Instant.now();
        var before = product.cpu();
        var screens = Screens.open(city.supervisor(), BOARDS);
        var day = new Day(options, city);
        day.arrive();
        day.finish(began);
        var used = product.cpu().since(before);
        var took = Duration.between(began, Instant.now());
        var delays = screens.delays(product.database(), began);
        screens.close();
        var cpu = (double) used.java().plus(used.database()).toMillis()
                / took.toMillis()
                / Runtime.getRuntime().availableProcessors();
        System.out.printf(
                Locale.ROOT,
                "%d contacts in %s: %d events to each of %d boards after %.0f ms (p50), %.0f ms (p95), %.0f ms (p99); %d missed;"
                        + " %.0f %% of the processors (Java %.0f s, PostgreSQL %.0f s in %.0f s); %d kB a board and second%n",
                options.contacts(),
                DayReport.text(options.in()),
                delays.events(),
                BOARDS,
                delays.latencies().millis(0.5),
                delays.latencies().millis(0.95),
                delays.latencies().millis(0.99),
                delays.missed(),
                cpu * 100,
                used.java().toMillis() / 1e3,
                used.database().toMillis() / 1e3,
                took.toMillis() / 1e3,
                screens.characters() / 1_000 / BOARDS / Math.max(1, took.toSeconds()));
        return new Figures(Math.round(delays.latencies().millis(0.95)), delays.missed(), cpu);
    }
}
