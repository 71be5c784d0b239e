package fr.allomairies.bench.written;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// `./allo bench reports`: apps that report by Open311, each answered with a number when its report is stored, while
/// tickets are opened behind. Prints as its last line
/// `RESULT reports_per_s=… p95_ms=… lost=… doubled=… opened_per_s=…`, with sixteen apps that send as fast as they can,
/// in a product that was warmed up at 200 reports a second for half a
/// minute; one in twenty sends its report again with the same Idempotency-Key. Lost and doubled are counted once every
/// report taken has had the time to become a ticket: by the numbers that the apps were told, each of which must be that
/// of one ticket. Between two loads, and at the end, it is waited until all are opened; `opened_per_s` is how many were
/// meanwhile, `opened_under_load_per_s` how many while sixteen apps were sending.
public final class ReportsBench {

    private static final int APPS = 16;
    private static final List<String> CODES =
            List.of("lighting.lamp-out", "roads.pothole", "cleaning.dumping", "water.leak");

    private static final Pattern NUMBER = Pattern.compile("\"service_request_id\":\"([^\"]+)\"");
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final int PACE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    private final Installation product;
    private final String head;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final AtomicInteger next = new AtomicInteger();
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    private ReportsBench(Installation product) throws IOException {
        this.product = product;
        this.head = "POST /open311/v2/requests.json HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    }

    public static void main(String[] args) throws Exception {
        var quick = List.of(args).contains("--quick");
        try (var product = Installation.start(Map.of())) {
            new ReportsBench(product).run(Duration.ofSeconds(quick ? 6 : 30));
        }
    }

    private void run(Duration time) throws Exception {
        play("warm-up", APPS, WARM_UP, PACE);
        openAll();
        var alone = play("one app", 1, time, 0);
        openAll();
        var before = opened();
        var full = play("16 apps", APPS, time, 0);
        var underLoad = (opened() - before) / full.seconds();
        var perSecond = openAll();
        var tickets = tickets();
        System.out.printf(
                Locale.ROOT,
                "RESULT reports_per_s=%.0f p95_ms=%.1f lost=%d doubled=%d p95_alone_ms=%.1f opened_per_s=%.0f opened_under_load_per_s=%.0f%n",
                full.perSecond(),
                full.latencies().millis(0.95),
                told.stream().filter(number -> !tickets.contains(number)).count(),
                tickets.stream().filter(number -> !told.contains(number)).count(),
                alone.latencies().millis(0.95),
                perSecond,
                underLoad);
    }

    /// Waits for as long as there is progress.
    ///
    /// @return how many a second
    private double openAll() throws IOException, InterruptedException {
        var before = product.cpu();
        var began = System.nanoTime();
        var first = opened();
        var opened = first;
        var until = began + PATIENCE.toNanos();
        while (opened < told.size() && System.nanoTime() < until) {
            Thread.sleep(LOOK_AGAIN);
            var now = opened();
            until = now == opened ? until : System.nanoTime() + PATIENCE.toNanos();
            opened = now;
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "opened   %6d reports afterwards, %.0f/s; %s%n",
                opened - first,
                (opened - first) / seconds,
                product.cpu().since(before).each(Math.max(1, opened - first)));
        return (opened - first) / seconds;
    }

    private int opened() throws IOException {
        return product.database()
                .sql("select count(*) from ticket where channel = 'report'")
                .query(Integer.class)
                .single();
    }

    private Set<String> tickets() throws IOException {
        return product.database()
                .sql("select number from ticket where channel = 'report'")
                .query(String.class)
                .set();
    }

    /// @param pace reports a second, all apps together; 0 for as many as they can
    private Phase play(String name, int apps, Duration time, int pace) throws Exception {
        var before = product.cpu();
        var latencies = new Latencies();
        var began = System.nanoTime();
        var until = began + time.toNanos();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < apps; i++) {
                var random = new Random(i);
                running.add(pool.submit(() -> {
                    report(random, until, pace / apps, latencies);
                    return null;
                }));
            }
            for (var app : running) {
                app.get();
            }
        }
        var phase = new Phase(latencies, (System.nanoTime() - began) / 1e9);
        System.out.printf(
                Locale.ROOT,
                "%-8s %6d reports, %.0f/s, %.1f ms (p50), %.1f ms (p95); %s%n",
                name,
                latencies.count(),
                phase.perSecond(),
                latencies.millis(0.5),
                latencies.millis(0.95),
                product.cpu().since(before).each(latencies.count()));
        return phase;
    }

    /// @param pace reports a second; 0 for as many as it can
    private void report(Random random, long until, int pace, Latencies latencies)
            throws IOException, InterruptedException {
        var began = System.nanoTime();
        var sent = 0;
        var key = product.secret("report-key");
        try (var line = new HttpLine(product.port(8080))) {
            while (System.nanoTime() < until) {
                if (pace > 0) {
                    Thread.sleep(
                            Duration.ofNanos(Math.max(0, began + sent++ * 1_000_000_000L / pace - System.nanoTime())));
                }
                var nth = next.incrementAndGet();
                var first = send(line, nth, body(random, key, nth), latencies);
                if (random.nextInt(20) == 0
                        && !first.equals(send(line, nth, body(new Random(nth), key, nth), latencies))) {
                    throw new IOException("the same report twice has two numbers");
                }
            }
        }
    }

    private String send(HttpLine line, int nth, byte[] body, Latencies latencies) throws IOException {
        var began = System.nanoTime();
        var answer = line.send(head + "Idempotency-Key: " + run + '-' + nth + "\r\n", body);
        latencies.add(System.nanoTime() - began);
        var number = NUMBER.matcher(answer.body());
        if (answer.status() / 100 != 2 || !number.find()) {
            throw new IOException("a report was answered " + answer.status() + ' ' + answer.body());
        }
        told.add(number.group(1));
        return answer.body();
    }

    private static byte[] body(Random random, String key, int nth) {
        var fields = Map.of(
                "api_key",
                key,
                "service_code",
                CODES.get(random.nextInt(CODES.size())),
                "lat",
                String.format(Locale.ROOT, "%.5f", 43.69 + random.nextDouble() * 0.03),
                "long",
                String.format(Locale.ROOT, "%.5f", 7.24 + random.nextDouble() * 0.04),
                "description",
                "Le lampadaire " + nth + " est éteint depuis mardi soir, c'est dangereux.",
                "email",
                "usager" + nth + "@citoyens.test");
        return fields.entrySet().stream()
                .map(field -> field.getKey() + '=' + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .reduce((one, other) -> one + '&' + other)
                .orElseThrow()
                .getBytes(StandardCharsets.US_ASCII);
    }

    private record Phase(Latencies latencies, double seconds) {

        double perSecond() {
            return latencies.count() / seconds;
        }
    }
}
