package fr.allomairies.bench.calls;

import fr.allomairies.bench.day.HttpSession;
import fr.allomairies.bench.written.Installation;
import fr.allomairies.testkit.FreePorts;
import fr.allomairies.testkit.RealAsterisk;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.SippRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Real Asterisk, the product beside it in a process of its own, and agents with registered phones, who are the
/// product's and Asterisk's own queue's at once.
final class Exchange implements AutoCloseable {

    /// Two for each leg of a conversation, and for three callers who wait meanwhile.
    private static final int RTP_PORTS_OF_AN_AGENT = 10;

    private static final String LOCAL_NUMBERS = "extensions_bench.conf";
    private static final Duration READY_WITHIN = Duration.ofMinutes(5);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    final RealAsterisk asterisk;
    final Installation product;
    final Sipp sipp;
    private final List<Seat> seats = new ArrayList<>();
    private final List<Sipp.Account> lines = new ArrayList<>();
    private boolean closed;

    private Exchange(RealAsterisk asterisk, Installation product) {
        this.asterisk = asterisk;
        this.product = product;
        this.sipp = Sipp.against(asterisk.sipPort());
    }

    static Exchange open(int agents) throws IOException, InterruptedException {
        var ports = 200 + agents * RTP_PORTS_OF_AN_AGENT;
        var first = FreePorts.range(ports);
        var settings = Map.of("RTP_START", "" + first, "RTP_END", "" + (first + ports - 1));
        var asterisk = RealAsterisk.start(settings, Map.of(LOCAL_NUMBERS, numbers()));
        var exchange = new Exchange(asterisk, Installation.start(asterisk.properties()));
        Runtime.getRuntime().addShutdownHook(new Thread(exchange::close));
        exchange.sayNumber();
        exchange.hire(agents);
        return exchange;
    }

    private static String numbers() throws IOException {
        try (var file = Objects.requireNonNull(Exchange.class.getResourceAsStream("/calls/" + LOCAL_NUMBERS))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// Else every call of it would be noted as one to an unknown number.
    private void sayNumber() throws IOException {
        product.database().sql("""
                        insert into city_number (number, name, language, relayed, hours, removed, saved_at, saved_by)
                        values (?, 'Banc', 'fr', false, 'ALWAYS', false, now(), 'admin')
                        """).param(Round.Number.ROUTED.digits()).update();
    }

    private void hire(int agents) throws IOException, InterruptedException {
        var administrator = HttpSession.signIn(product.web(), "admin", product.password("admin"));
        for (int nth = 1; nth <= agents; nth++) {
            var seat = Seat.hire(administrator, product.web(), "banc-%03d".formatted(nth));
            lines.add(seat.phone());
            seats.add(seat);
            seat.open();
        }
    }

    int agents() {
        return seats.size();
    }

    /// Plugs in the phones, and waits until every agent is there for both queues.
    SippRun answer(Sipp.Manner manner) throws InterruptedException {
        var phones = sipp.phones(lines, manner);
        awaitAvailable();
        return phones;
    }

    private void awaitAvailable() throws InterruptedException {
        var until = System.nanoTime() + READY_WITHIN.toNanos();
        while (available() < seats.size()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(available() + " of " + seats.size() + " agents are there:\n"
                        + asterisk.cli("queue show secours"));
            }
            Thread.sleep(LOOK_AGAIN);
        }
    }

    private long available() {
        return asterisk.cli("queue show secours")
                .lines()
                .filter(line -> line.contains("(Not in use)") && !line.contains("(paused"))
                .count();
    }

    /// Who answered which call that came by our number, by the caller's SIP Call-ID.
    Map<String, String> agentsByCall() throws IOException {
        var agents = new HashMap<String, String>();
        product.database()
                .sql("select trace, agent from call where trace is not null and agent is not null")
                .query(row -> {
                    agents.put(row.getString("trace"), row.getString("agent"));
                });
        return agents;
    }

    /// Once is enough; also when the bench itself is stopped.
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        seats.forEach(Seat::close);
        sipp.close();
        product.close();
        asterisk.close();
    }
}
