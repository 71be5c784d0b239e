package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.TimedCaller;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Citizens who telephone, with voice both ways and keys.
///
/// @param day tells this day's calls from another's
record Callers(Sipp sipp, String cityNumber, String day, Ledger ledger) {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(6);
    private static final Duration CHOOSES_AFTER = Duration.ofMillis(1_800);
    private static final Duration LEAVES_AFTER = Duration.ofMillis(1_200);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
    private static final String OVER = "over ";

    /// Each calls at his time. Returns when the last call is over.
    void call(List<Call> calls) throws InterruptedException {
        if (calls.isEmpty()) {
            return;
        }
        var run = sipp.call(cityNumber, calls.stream().map(Callers::caller).toList(), callId("%u"));
        var until = System.nanoTime() + calls.getLast().at().plus(LONGEST_CALL).toNanos();
        var over = new HashSet<Integer>();
        while (!run.awaitEnd(LOOK_AGAIN) && System.nanoTime() < until) {
            write(calls, over(run.lines()), over);
        }
        run.kill();
        write(calls, over(run.lines()), over);
        for (int place = 1; place <= calls.size(); place++) {
            if (!over.contains(place)) {
                ledger.write(calls.get(place - 1), callId(place), Seen.FAILED);
            }
        }
    }

    private void write(List<Call> calls, Set<Integer> places, Set<Integer> known) {
        places.stream()
                .filter(known::add)
                .forEach(place -> ledger.write(calls.get(place - 1), callId(place), Seen.TAKEN));
    }

    private static Set<Integer> over(List<String> log) {
        return log.stream()
                .filter(line -> line.startsWith(OVER))
                .map(line -> Integer.valueOf(line.substring(OVER.length())))
                .collect(Collectors.toSet());
    }

    private String callId(Object place) {
        return "day-" + day + "-call-" + place + "@citoyens.test";
    }

    private static TimedCaller caller(Call call) {
        return call.leavesInTheMenu()
                ? new TimedCaller(call.at(), number(call), null, LEAVES_AFTER, Duration.ZERO)
                : new TimedCaller(call.at(), number(call), call.key(), CHOOSES_AFTER, call.patience());
    }

    /// A number of the range that the French regulator keeps for fiction.
    private static String number(Call call) {
        return "+3363998%04d".formatted(call.nth() % 10_000);
    }
}
