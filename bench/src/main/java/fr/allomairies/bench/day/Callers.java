package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Call;
import fr.allomairies.testkit.Sipp;
import fr.allomairies.testkit.Sipp.Caller;
import fr.allomairies.testkit.Sipp.Step;
import java.time.Duration;
import java.util.List;

/// Citizens who telephone, with voice both ways and keys.
///
/// @param day tells this day's calls from another's
record Callers(Sipp sipp, String cityNumber, String day, Ledger ledger) {

    private static final Duration LONGEST_CALL = Duration.ofMinutes(6);
    private static final Duration CHOOSES_AFTER = Duration.ofMillis(1_800);
    private static final Duration LEAVES_AFTER = Duration.ofMillis(1_200);

    /// Calls, and returns when the call is over.
    void call(Call call) {
        var callId = "day-" + day + '-' + call.nth() + "@citoyens.test";
        try {
            var run = sipp.call(caller(call), callId);
            if (!run.awaitEnd(LONGEST_CALL)) {
                run.kill();
            }
            ledger.write(
                    call,
                    callId,
                    run.awaitEnd(Duration.ofSeconds(1)) && run.exitCode() == 0 ? Seen.TAKEN : Seen.FAILED);
        } catch (IllegalStateException e) {
            ledger.write(call, callId + ' ' + e.getMessage(), Seen.FAILED);
        }
    }

    private Caller caller(Call call) {
        return call.leavesInTheMenu()
                ? new Caller(cityNumber, number(call), List.of(), LEAVES_AFTER)
                : new Caller(
                        cityNumber,
                        number(call),
                        List.of(new Step.Pause(CHOOSES_AFTER), new Step.Key(call.key())),
                        call.patience());
    }

    /// A number of the range that the French regulator keeps for fiction.
    private static String number(Call call) {
        return "+3363998%04d".formatted(call.nth() % 10_000);
    }
}
