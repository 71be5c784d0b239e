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
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// `./allo bench reports`: apps that report by Open311, each answered with the number of a stored ticket. Prints as
/// its last line `RESULT reports_per_s=… p95_ms=… lost=… doubled=…`, with sixteen apps that send as fast as they
/// can; one in twenty sends its report again with the same Idempotency-Key.
public final class ReportsBench {

    private static final int APPS = 16;
    private static final List<String> CODES =
            List.of("lighting.lamp-out", "roads.pothole", "cleaning.dumping", "water.leak");

    private final Installation product;
    private final String head;
    private final String run = Long.toString(System.currentTimeMillis(), 36);
    private final AtomicInteger next = new AtomicInteger();
    private int taken;

    private ReportsBench(Installation product) throws IOException {
        this.product = product;
        this.head = "POST /open311/v2/requests.json HTTP/1.1\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    }

    public static void main(String[] args) throws Exception {
        var quick = List.of(args).contains("--quick");
        try (var product = Installation.start(Map.of())) {
            new ReportsBench(product).run(Duration.ofSeconds(quick ? 10 : 60));
        }
    }

    private void run(Duration time) throws Exception {
        play("warm-up", APPS, time);
        var alone = play("one app", 1, time.dividedBy(2));
        var full = play("16 apps", APPS, time);
        var stored = product.database()
                .sql(
                        "select count(*), count(distinct external_id) from channels_inbox where channel = 'report' and state = 'processed'")
                .query((row, _) -> new int[] {row.getInt(1), row.getInt(2)})
                .single();
        var tickets = product.database()
                .sql("select count(*) from ticket where channel = 'report'")
                .query(Integer.class)
                .single();
        System.out.printf(
                Locale.ROOT,
                "RESULT reports_per_s=%.0f p95_ms=%.1f lost=%d doubled=%d p95_alone_ms=%.1f%n",
                full.perSecond(),
                full.latencies().millis(0.95),
                Math.max(0, taken - stored[1]),
                Math.max(0, tickets - taken),
                alone.latencies().millis(0.95));
    }

    private Phase play(String name, int apps, Duration time) throws Exception {
        var before = product.cpu();
        var latencies = new Latencies();
        var began = System.nanoTime();
        var until = began + time.toNanos();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Integer>>();
            for (int i = 0; i < apps; i++) {
                var random = new Random(i);
                Callable<Integer> app = () -> report(random, until, latencies);
                running.add(pool.submit(app));
            }
            for (var app : running) {
                taken += app.get();
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

    /// @return how many different reports were taken
    private int report(Random random, long until, Latencies latencies) throws IOException {
        var key = product.secret("report-key");
        var different = 0;
        try (var line = new HttpLine(product.port(8080))) {
            while (System.nanoTime() < until) {
                var nth = next.incrementAndGet();
                var first = send(line, nth, body(random, key, nth), latencies);
                different++;
                if (random.nextInt(20) == 0
                        && !first.equals(send(line, nth, body(new Random(nth), key, nth), latencies))) {
                    throw new IOException("the same report twice has two numbers");
                }
            }
        }
        return different;
    }

    private String send(HttpLine line, int nth, byte[] body, Latencies latencies) throws IOException {
        var began = System.nanoTime();
        var answer = line.send(head + "Idempotency-Key: " + run + '-' + nth + "\r\n", body);
        latencies.add(System.nanoTime() - began);
        if (answer.status() / 100 != 2 || !answer.body().contains("service_request_id")) {
            throw new IOException("a report was answered " + answer.status() + ' ' + answer.body());
        }
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
