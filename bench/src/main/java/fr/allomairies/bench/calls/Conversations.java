package fr.allomairies.bench.calls;

import fr.allomairies.testkit.Sipp.TimedCaller;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// As many conversations at once as there are agents, with voice both ways, and what Asterisk missed of it.
record Conversations(Exchange exchange, SippRun phones) {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration TALK = Duration.ofSeconds(20);
    private static final int ARRIVALS_A_SECOND = 5;

    /// A line of `pjsip show channelstats`: after the codec what was received, with its loss.
    private static final Pattern RECEIVED = Pattern.compile(" (?:alaw|ulaw) +(\\d+)K? +(\\d+) ");

    long lostPackets() throws InterruptedException {
        var stay = CONNECTED_WITHIN.plus(TALK).plusSeconds(exchange.agents());
        var callers = IntStream.range(0, exchange.agents())
                .mapToObj(nth -> new TimedCaller(
                        Duration.ofMillis(nth * 1_000L / ARRIVALS_A_SECOND), "+3363999%04d".formatted(nth), null, stay, Duration.ZERO))
                .toList();
        var run = exchange.sipp.call("7001", callers, "bench-talk-%u@citoyens.test");
        var connected = phones.await("answered", callers.size(), CONNECTED_WITHIN.plus(callers.getLast().at()));
        Thread.sleep(TALK);
        var stats = exchange.asterisk.cli("pjsip show channelstats");
        System.out.println(stats);
        run.hangUp();
        var received = RECEIVED.matcher(stats).results().mapToLong(line -> Long.parseLong(line.group(1))).sum();
        var lost = RECEIVED.matcher(stats).results().mapToLong(line -> Long.parseLong(line.group(2))).sum();
        System.out.printf(
                Locale.ROOT,
                "%d conversations at once%s: %d packets received, %d lost%n",
                phones.count("answered"),
                connected ? "" : " of " + callers.size(),
                received,
                lost);
        return lost;
    }
}
