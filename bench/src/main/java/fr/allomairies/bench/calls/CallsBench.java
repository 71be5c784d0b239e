package fr.allomairies.bench.calls;

import fr.allomairies.bench.calls.Round.Number;
import fr.allomairies.bench.written.Latencies;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Manner;
import fr.allomairies.testkit.SippRun;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// `./allo bench calls`: our routing beside Asterisk's own queue, turn by turn, at five calls a second; then many
/// conversations at once; in full also 80 calls a second. Prints as its last line
/// `RESULT median_ratio=… p95_ratio=… failed=… lost_packets=…`.
public final class CallsBench {

    private static final int PACE = 5;
    private static final int BURST = 80;

    /// A minute, in which the product's machine code is made.
    private static final int WARM_UP = 300;

    private static final Manner SHORT_TALK = new Manner.Answers(Duration.ofMillis(1), Duration.ofMillis(1_500));

    private final Exchange exchange;
    private final Latencies routed = new Latencies();
    private final Latencies plain = new Latencies();
    private int rounds;
    private int failed;

    private CallsBench(Exchange exchange) {
        this.exchange = exchange;
    }

    public static void main(String[] args) throws Exception {
        var quick = List.of(args).contains("--quick");
        try (var exchange = Exchange.open(quick ? 24 : 200)) {
            new CallsBench(exchange).run(quick);
        }
    }

    private void run(boolean quick) throws IOException, InterruptedException {
        var phones = exchange.answer(SHORT_TALK);
        play(phones, Number.PLAIN, 30, PACE);
        play(phones, Number.ROUTED, WARM_UP, PACE);
        failed = 0; // that was to warm up
        for (int turn = 0; turn < (quick ? 2 : 6); turn++) {
            compare(phones, Number.PLAIN, plain);
            compare(phones, Number.ROUTED, routed);
        }
        if (!quick) {
            play(phones, Number.ROUTED, 10 * BURST, BURST);
        }
        phones.kill();
        var talk = new Conversations(exchange, exchange.answer(Sipp.AT_ONCE)).play();
        System.out.printf(
                Locale.ROOT,
                "RESULT median_ratio=%.2f p95_ratio=%.2f failed=%d lost_packets=%d%n",
                routed.millis(0.5) / plain.millis(0.5),
                routed.millis(0.95) / plain.millis(0.95),
                failed + talk.unconnected(),
                talk.lost());
    }

    private void compare(SippRun phones, Number number, Latencies latencies) throws IOException {
        play(phones, number, 60, PACE).forEach(latencies::add);
    }

    private List<Long> play(SippRun phones, Number number, int calls, int perSecond) throws IOException {
        var before = exchange.product.cpu();
        var took = new Round(exchange, phones, number, "r" + ++rounds, calls, perSecond).play();
        failed += calls - took.size();
        var latencies = new Latencies();
        took.forEach(latencies::add);
        System.out.printf(
                Locale.ROOT,
                "%-6s %4d calls, %2d a second: agent invited after %.1f ms (p50), %.1f ms (p95), %.1f ms (p99); %d failed; %s%n",
                number,
                calls,
                perSecond,
                latencies.millis(0.5),
                latencies.millis(0.95),
                latencies.millis(0.99),
                calls - took.size(),
                exchange.product.cpu().since(before).each(calls));
        return took;
    }
}
