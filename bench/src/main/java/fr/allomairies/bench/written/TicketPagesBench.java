package fr.allomairies.bench.written;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `./allo bench list` and `./allo bench search`: the page of the open queue and the search, with 100,000 tickets,
/// from the request to the last byte of the page. Prints as its last line `RESULT p50_ms=… p95_ms=… pages_per_s=…`,
/// for one téléconseiller who asks all the time; the line above is that of four at once.
public final class TicketPagesBench {

    private static final List<String> SEARCHES = List.of(
            "lampadaire éteint",
            "eclairage",
            "dépôts sauvages",
            "depot sauvage ecole",
            "l'école",
            "nid de poule",
            "NCA-26-512345",
            "06 00 01 23 45",
            "+33600000456",
            "Giordano",
            "hélène",
            "rue Gioffredo",
            "éclairrage",
            "lampadiare",
            "cantine inscription",
            "passeport rendez-vous",
            "echaffaudage facade",
            "musique");

    private final Installation product;
    private final boolean search;

    private TicketPagesBench(Installation product, boolean search) {
        this.product = product;
        this.search = search;
    }

    public static void main(String[] args) throws Exception {
        var asked = List.of(args);
        try (var product = Installation.start(Map.of())) {
            new TicketSeed(product).fill();
            new TicketPagesBench(product, asked.contains("search")).run(asked.contains("--quick") ? 300 : 3000);
        }
    }

    private void run(int pages) throws Exception {
        play("warm-up", 2, pages);
        play("four at once", 4, pages);
        var alone = play("one", 1, pages);
        System.out.printf(
                Locale.ROOT,
                "RESULT p50_ms=%.1f p95_ms=%.1f pages_per_s=%.0f%n",
                alone.latencies().millis(0.5),
                alone.latencies().millis(0.95),
                alone.latencies().count() / alone.seconds());
    }

    private Phase play(String name, int agents, int pages) throws Exception {
        var latencies = new Latencies();
        var before = product.cpu();
        var began = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<Integer>>();
            for (int i = 0; i < agents; i++) {
                var random = new Random(i);
                Callable<Integer> agent = () -> look(random, pages / agents, latencies);
                running.add(pool.submit(agent));
            }
            for (var agent : running) {
                agent.get();
            }
        }
        var phase = new Phase(latencies, (System.nanoTime() - began) / 1e9);
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d pages, %.0f/s, %.1f ms (p50), %.1f ms (p95); %s%n",
                name,
                latencies.count(),
                latencies.count() / phase.seconds(),
                latencies.millis(0.5),
                latencies.millis(0.95),
                product.cpu().since(before).each(latencies.count()));
        return phase;
    }

    private int look(Random random, int pages, Latencies latencies) throws IOException, InterruptedException {
        try (var browser = new Browser(product, "amina")) {
            for (int i = 0; i < pages; i++) {
                var words = SEARCHES.get(random.nextInt(SEARCHES.size()));
                var began = System.nanoTime();
                var page = search ? browser.post("/tickets", Map.of("q", words)) : list(browser, random);
                latencies.add(System.nanoTime() - began);
                if (!page.contains("NCA-26-")) {
                    throw new IOException("a page without a ticket" + (search ? " for " + words : ""));
                }
            }
        }
        return pages;
    }

    private static String list(Browser browser, Random random) throws IOException {
        var path = List.of("/tickets", "/tickets?service=eclairage", "/tickets?status=NEW", "/tickets?channel=email")
                .get(random.nextInt(4));
        return browser.get(path + (path.contains("?") ? '&' : '?') + "page=" + (1 + random.nextInt(5)));
    }

    private record Phase(Latencies latencies, double seconds) {}
}
