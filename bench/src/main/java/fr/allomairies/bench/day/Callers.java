package fr.allomairies.bench.day;

import fr.allomairies.bench.day.Ledger.Seen;
import fr.allomairies.bench.day.PlannedContact.Call;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Citizens who telephone: one SIPp for each call, with voice both ways and keys as RFC 4733 events.
final class Callers {

    private static final long LONGEST_CALL_S = 400;
    private static final int FIRST_MEDIA_PORT = 42_000;
    private static final int MEDIA_PORTS_PER_CALL = 4;
    private static final int CALLS_AT_ONCE = 1_500;

    private final SippFiles files;
    private final String asterisk;
    private final String cityNumber;
    private final String day;
    private final Ledger ledger;

    /// @param asterisk host and port of the city's SIP line
    Callers(SippFiles files, String asterisk, String cityNumber, String day, Ledger ledger) {
        this.files = files;
        this.asterisk = asterisk;
        this.cityNumber = cityNumber;
        this.day = day;
        this.ledger = ledger;
    }

    /// Calls, and returns when the call is over.
    void call(Call call) throws InterruptedException {
        var callId = "day-" + day + '-' + call.nth() + "@citoyens.test";
        try {
            var scenario = files.caller(call, number(call));
            var process = new ProcessBuilder(command(scenario, call, callId))
                    .directory(files.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(new File(scenario + ".out"))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .start();
            if (!process.waitFor(LONGEST_CALL_S, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
            ledger.write(call, callId, process.waitFor() == 0 ? Seen.TAKEN : Seen.FAILED);
            if (process.exitValue() == 0) {
                Files.deleteIfExists(Path.of(scenario + ".out"));
                Files.deleteIfExists(scenario);
            }
        } catch (IOException e) {
            ledger.write(call, callId + ' ' + e.getMessage(), Seen.FAILED);
        }
    }

    /// A number of the range that the French regulator keeps for fiction.
    private static String number(Call call) {
        return "+3363998%04d".formatted(call.nth() % 10_000);
    }

    private List<String> command(Path scenario, Call call, String callId) {
        var mediaPort = FIRST_MEDIA_PORT + call.nth() % CALLS_AT_ONCE * MEDIA_PORTS_PER_CALL;
        return List.of(
                files.sipp(),
                asterisk,
                "-sf",
                scenario.toString(),
                "-s",
                cityNumber,
                "-m",
                "1",
                "-cid_str",
                callId,
                "-i",
                "127.0.0.1",
                "-mp",
                String.valueOf(mediaPort),
                "-nostdin",
                "-trace_err");
    }
}
