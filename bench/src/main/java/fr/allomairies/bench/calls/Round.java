package fr.allomairies.bench.calls;

import fr.allomairies.testkit.Sipp.TimedCaller;
import fr.allomairies.testkit.SippRun;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Calls at a steady pace to one number, and when each of them reached an agent's phone. All times are SIPp's own,
/// of one clock.
///
/// @param phones whose log tells who was invited
/// @param name part of the calls' SIP Call-IDs, never used twice
record Round(Exchange exchange, SippRun phones, Number number, String name, int calls, int perSecond) {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration GOODBYE = Duration.ofSeconds(30);
    private static final long NANOS_PER_MICRO = 1_000;

    enum Number {
        /// Our routing.
        ROUTED("7001"),
        /// `app_queue`.
        PLAIN("7002");

        private final String digits;

        Number(String digits) {
            this.digits = digits;
        }

        String digits() {
            return digits;
        }
    }

    /// @param at in microseconds
    /// @param phone its SIP user
    /// @param from what it shows of the caller
    private record Invited(long at, String phone, String from) {

        static Optional<Invited> of(String line) {
            var words = line.split("\\s+");
            return words[0].equals("invited") && words.length == 6
                    ? Optional.of(new Invited(micros(words[3]), user(words[4]), user(words[5])))
                    : Optional.empty();
        }

        private static String user(String uri) {
            return uri.substring(uri.indexOf(':') + 1);
        }
    }

    /// Returns when everybody has been hung up on.
    ///
    /// @return from INVITE to INVITE, in nanoseconds, of those who reached an agent
    List<Long> play() throws IOException {
        var callers = IntStream.range(0, calls).mapToObj(this::caller).toList();
        var run = exchange.sipp.call(number.digits, callers, callId("%u"));
        if (!run.awaitEnd(callers.getLast().at().plus(PATIENCE).plus(GOODBYE))) {
            run.kill();
        }
        var placed = placed(run.lines());
        var invited = phones.lines().stream()
                .flatMap(line -> Invited.of(line).stream())
                .toList();
        var agents = exchange.agentsByCall();
        return placed.entrySet().stream()
                .map(call -> took(call.getKey(), call.getValue(), invited, agents))
                .flatMapToLong(OptionalLong::stream)
                .boxed()
                .toList();
    }

    /// The plain queue shows the agent the caller's number; of ours, which shows it on the desk, the account tells who
    /// took the call.
    private OptionalLong took(int place, long at, List<Invited> invited, Map<String, String> agents) {
        var phone = agents.get(callId(place)) + "-sip";
        return invited.stream()
                .filter(ring -> ring.at >= at)
                .filter(ring -> number == Number.PLAIN ? ring.from.equals(from(place)) : ring.phone.equals(phone))
                .mapToLong(ring -> (ring.at - at) * NANOS_PER_MICRO)
                .findFirst();
    }

    private static Map<Integer, Long> placed(List<String> log) {
        var placed = new HashMap<Integer, Long>();
        for (var line : log) {
            var words = line.split("\\s+");
            if (words[0].equals("calls") && words.length == 5) {
                placed.put(Integer.valueOf(words[1]), micros(words[4]));
            }
        }
        return placed;
    }

    /// From seconds with six decimals.
    private static long micros(String seconds) {
        return Long.parseLong(seconds.replace(".", ""));
    }

    private TimedCaller caller(int nth) {
        return new TimedCaller(
                Duration.ofMillis(nth * 1_000L / perSecond), from(nth + 1), null, PATIENCE, Duration.ZERO);
    }

    private String callId(Object place) {
        return "bench-" + name + "-" + place + "@citoyens.test";
    }

    /// Numbers of the range that the French regulator keeps for fiction. In one round each its own.
    private static String from(int place) {
        return "+3363998%04d".formatted(place);
    }
}
