package fr.allomairies.bench.calls;

import fr.allomairies.testkit.Sipp.TimedCaller;
import fr.allomairies.testkit.SippRun;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// As many conversations at once as there are agents, with voice both ways.
record Conversations(Exchange exchange, SippRun phones) {

    private static final Duration CONNECTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration TALK = Duration.ofSeconds(20);
    private static final int ARRIVALS_A_SECOND = 5;

    /// @param unconnected who reached no agent
    /// @param lost packets that Asterisk missed, by their numbers, or received and did not send on
    record Outcome(int unconnected, long lost) {}

    /// All legs together, as Asterisk counts.
    private record Voice(int legs, long received, long lost, long sent) {

        /// In `pjsip show channelstats`: received, lost, percent, jitter, sent.
        private static final Pattern LEG = Pattern.compile(" alaw +(\\d+) +(\\d+) +\\d+ +[\\d.]+ +(\\d+) ");

        static Voice of(String stats) {
            var legs = LEG.matcher(stats).results().toList();
            return new Voice(
                    legs.size(),
                    legs.stream().mapToLong(leg -> Long.parseLong(leg.group(1))).sum(),
                    legs.stream().mapToLong(leg -> Long.parseLong(leg.group(2))).sum(),
                    legs.stream().mapToLong(leg -> Long.parseLong(leg.group(3))).sum());
        }
    }

    Outcome play() throws InterruptedException {
        var callers =
                IntStream.range(0, exchange.agents()).mapToObj(this::caller).toList();
        var run = exchange.sipp.call(Round.Number.ROUTED.digits(), callers, "bench-talk-%u@citoyens.test");
        phones.await(
                "answered",
                callers.size(),
                CONNECTED_WITHIN.plus(callers.getLast().at()));
        var before = voice();
        Thread.sleep(TALK);
        var after = voice();
        run.hangUp();
        var connected = (int) phones.count("answered");
        var received = after.received - before.received;
        var sent = after.sent - before.sent;
        System.out.printf(
                Locale.ROOT,
                "%d conversations at once for %d s: %d packets received, %d sent on, %d lost before%n",
                connected,
                TALK.toSeconds(),
                received,
                sent,
                after.lost);
        return new Outcome(callers.size() - connected, after.lost + notSentOn(received, sent, after.legs));
    }

    /// One packet of each leg may be on its way, for the legs are read one after the other.
    private static long notSentOn(long received, long sent, int legs) {
        return Math.max(0, received - sent - legs);
    }

    private Voice voice() {
        return Voice.of(exchange.asterisk.cli("pjsip show channelstats"));
    }

    private TimedCaller caller(int nth) {
        var stay = CONNECTED_WITHIN.plus(TALK).plusSeconds(exchange.agents());
        return new TimedCaller(
                Duration.ofMillis(nth * 1_000L / ARRIVALS_A_SECOND),
                "+3363999%04d".formatted(nth),
                null,
                stay,
                Duration.ZERO);
    }
}
