package fr.allomairies.bench.written;

import fr.allomairies.bench.written.Corpus.Kind;
import fr.allomairies.bench.written.Corpus.Mail;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `./allo bench mail`: from SMTP in to the acknowledgement handed to SMTP, with one feeder, with four, and at a
/// steady pace. Prints as its last line `RESULT mails_per_s=… p95_ms=… lost=… doubled=…`: the rate is that of four
/// feeders who send as fast as they can, counted until the last acknowledgement is out; the p95 is that of the steady
/// pace.
public final class MailBench {

    private static final String CITY = "mairie@allo.test";
    private static final int STEADY = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Installation product;
    private final CityMailbox city;
    private final AcknowledgementSink sink;
    private final Map<String, Long> handedOver = new ConcurrentHashMap<>();

    /// Message-IDs of a request and of what belongs to it: a reply may be understood first, and is acknowledged then.
    private final Map<String, Set<String>> threads = new HashMap<>();

    private int lost;
    private int doubled;

    private MailBench(Installation product, CityMailbox city, AcknowledgementSink sink) {
        this.product = product;
        this.city = city;
        this.sink = sink;
    }

    public static void main(String[] args) throws Exception {
        var quick = List.of(args).contains("--quick");
        try (var city = new CityMailbox();
                var sink = new AcknowledgementSink();
                var product = Installation.start(
                        Map.of("allo.mail.imap.port", "" + city.imapPort(), "allo.mail.smtp.port", "" + sink.port()))) {
            new MailBench(product, city, sink).run(quick ? 1 : 10);
        }
    }

    private void run(int scale) throws Exception {
        var corpus = new Corpus(1, "b" + Long.toString(System.currentTimeMillis(), 36), CITY);
        play("warm-up", corpus.mails(800 * scale), 4, 0);
        play("one feeder", corpus.mails(200 * scale), 1, 0);
        var full = play("four feeders", corpus.mails(1200 * scale), 4, 0);
        var steady = play("steady", corpus.mails(150 * scale), 1, STEADY);
        System.out.printf(
                Locale.ROOT,
                "RESULT mails_per_s=%.0f p95_ms=%.0f lost=%d doubled=%d%n",
                full.perSecond(),
                steady.latencies().millis(0.95),
                lost,
                doubled);
    }

    /// @param pace mails a second, all feeders together; 0 for as many as they can
    private Phase play(String name, List<Mail> mails, int feeders, int pace) throws Exception {
        mails.forEach(mail ->
                threads.computeIfAbsent(mail.thread(), _ -> new HashSet<>()).add(mail.id()));
        var before = product.cpu();
        var began = System.nanoTime();
        feed(mails, feeders, pace);
        var fed = System.nanoTime() - began;
        awaitAnswers(mails);
        var last = requests(mails).stream()
                .flatMap(mail -> answers(mail).stream().limit(1))
                .mapToLong(at -> at)
                .max()
                .orElseThrow();
        var phase = new Phase(mails.size(), (last - began) / 1e9, latencies(mails));
        account(mails);
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d mails, fed at %.0f/s, answered at %.0f/s; acknowledged after %.0f ms (p50), %.0f ms (p95); %s%n",
                name,
                mails.size(),
                mails.size() / (fed / 1e9),
                phase.perSecond(),
                phase.latencies().millis(0.5),
                phase.latencies().millis(0.95),
                product.cpu().since(before).each(mails.size()));
        return phase;
    }

    private void feed(List<Mail> mails, int feeders, int pace) throws Exception {
        var began = System.nanoTime();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < feeders; i++) {
                var first = i;
                running.add(pool.submit(() -> {
                    feed(mails, first, feeders, pace, began);
                    return null;
                }));
            }
            for (var feeder : running) {
                feeder.get();
            }
        }
    }

    private void feed(List<Mail> mails, int first, int step, int pace, long began)
            throws IOException, InterruptedException {
        try (var feeder = new SmtpFeeder(city.smtpPort())) {
            for (int i = first; i < mails.size(); i += step) {
                if (pace > 0) {
                    Thread.sleep(Duration.ofNanos(Math.max(0, began + i * 1_000_000_000L / pace - System.nanoTime())));
                }
                feeder.send(mails.get(i), CITY);
                handedOver.putIfAbsent(mails.get(i).id(), System.nanoTime());
            }
        }
    }

    /// As long as there is progress, however slow the machine.
    private void awaitAnswers(List<Mail> mails) throws InterruptedException, IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        var understood = understood();
        while (System.nanoTime() < until && !(answered(mails) && understood == handedOver.size())) {
            Thread.sleep(LOOK_AGAIN);
            var before = understood;
            understood = understood();
            if (understood != before) {
                until = System.nanoTime() + PATIENCE.toNanos();
            }
        }
    }

    private boolean answered(List<Mail> mails) {
        return requests(mails).stream().noneMatch(mail -> answers(mail).isEmpty());
    }

    /// When its thread was acknowledged; once, if all is right.
    private List<Long> answers(Mail request) {
        return threads.getOrDefault(request.id(), Set.of()).stream()
                .flatMap(id -> sink.answers(id).stream())
                .toList();
    }

    private int understood() throws IOException {
        return product.database()
                .sql("select count(*) from channels_inbox where state <> 'stored'")
                .query(Integer.class)
                .single();
    }

    private Latencies latencies(List<Mail> mails) {
        var latencies = new Latencies();
        for (var mail : requests(mails)) {
            sink.answers(mail.id()).stream()
                    .limit(1)
                    .forEach(at -> latencies.add(at - handedOver.getOrDefault(mail.id(), at)));
        }
        return latencies;
    }

    private static List<Mail> requests(List<Mail> mails) {
        return mails.stream().filter(mail -> mail.kind() == Kind.REQUEST).toList();
    }

    /// Every request is one ticket with one acknowledgement, every reply is on the ticket of its request, and
    /// nothing that a machine wrote is on any.
    private void account(List<Mail> mails) throws IOException {
        var tickets = tickets();
        for (var mail : new HashSet<>(mails)) {
            var found = tickets.getOrDefault(mail.id(), List.of());
            if (mail.kind() == Kind.AUTOMATIC) {
                doubled += found.size();
                continue;
            }
            lost += found.isEmpty() ? 1 : 0;
            doubled += Math.max(0, found.size() - 1);
            doubled += found.equals(tickets.getOrDefault(mail.thread(), List.of())) ? 0 : 1;
            if (mail.kind() == Kind.REQUEST) {
                var answers = answers(mail).size();
                lost += answers == 0 ? 1 : 0;
                doubled += Math.max(0, answers - 1);
            }
        }
    }

    /// The tickets that each mail is on, by its Message-ID.
    private Map<String, List<String>> tickets() throws IOException {
        var tickets = new HashMap<String, List<String>>();
        product.database()
                .sql(
                        "select external_id, ticket_id from interaction where direction = 'IN' and external_id is not null")
                .query(row -> {
                    tickets.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                            .add(row.getString(2));
                });
        return tickets;
    }

    private record Phase(int mails, double seconds, Latencies latencies) {

        double perSecond() {
            return mails / seconds;
        }
    }
}
