package fr.allomairies.telephony.flow;

import fr.allomairies.contact.RecordingEvent.RecordingKept;
import fr.allomairies.contact.RecordingEvent.RecordingMissing;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.WavHeader;
import fr.allomairies.telephony.flow.RecordingStore.Entry;
import fr.allomairies.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.SortedSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Leaves nothing with the line, which keeps it in the clear: of calls that are over, what is recorded comes into
/// the vault, and everything else is deleted, whoever left it there. The vault comes first and the line's copy
/// goes last: whenever we are killed, the next turn goes on from there.
@Component
class RecordingIntake implements Runnable {

    static final Duration EVERY = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(RecordingIntake.class);
    /// The line has closed its file by then.
    private static final Duration CLOSED = Duration.ofSeconds(2);
    /// What has not come by then was never written.
    private static final Duration LOST = Duration.ofMinutes(2);

    private final Recorder recorder;
    private final Line line;
    private final RecordingStore store;
    private final RecordingDesk desk;
    private final Vault vault;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecordingIntake(
            Recorder recorder,
            Line line,
            RecordingStore store,
            RecordingDesk desk,
            Vault vault,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.recorder = recorder;
        this.line = line;
        this.store = store;
        this.desk = desk;
        this.vault = vault;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public void run() {
        if (!line.isReached()) {
            return;
        }
        try {
            objections();
            var there = recorder.segments();
            var over = store.unfinished(clock.instant().minus(CLOSED)).stream()
                    .collect(Collectors.toMap(Entry::call, entry -> entry));
            for (var each : there.entrySet()) {
                settle(each.getKey(), each.getValue(), over.get(each.getKey()));
            }
            store.unfinished(clock.instant().minus(LOST)).stream()
                    .map(Entry::call)
                    .filter(call -> !there.containsKey(call) && recorder.reaches(call))
                    .forEach(this::missing);
        } catch (IOException e) {
            LOG.atInfo().addKeyValue("cause", e.getMessage()).log("recordings-not-listed");
        }
    }

    private void objections() throws IOException {
        for (var call : recorder.objections()) {
            desk.citizenObjects(call);
            recorder.forgetObjection(call);
        }
    }

    /// What cannot be settled now comes again, and holds up no other.
    ///
    /// @param over its entry when the call is over and its recording not in the vault yet
    private void settle(CallId call, SortedSet<Integer> segments, @Nullable Entry over) {
        try {
            if (over != null) {
                takeIn(call, segments);
            } else if (!store.isWanted(call)) {
                segments.forEach(segment -> recorder.forget(call, segment));
            }
        } catch (RuntimeException e) {
            LOG.atWarn().addKeyValue("call", call).setCause(e).log("recording-not-taken-in");
        }
    }

    private void takeIn(CallId call, SortedSet<Integer> segments) {
        var content = UUID.randomUUID();
        var kept = transaction.execute(_ -> {
            var bytes = seal(content, call, segments);
            var now = clock.instant();
            var length = WavHeader.duration(bytes);
            if (bytes == 0 || !store.kept(call, content, length, now)) {
                vault.destroy(content);
                return false;
            }
            log.append(new RecordingKept(now, call.contact(), length));
            return true;
        });
        if (!kept) {
            missing(call);
        }
        segments.forEach(segment -> recorder.forget(call, segment));
    }

    private long seal(UUID content, CallId call, SortedSet<Integer> segments) {
        try (var sound = new RecordedSound(recorder, call, segments)) {
            return vault.keep(content, sound);
        } catch (IOException e) {
            throw new UncheckedIOException("the recording of " + call + " cannot be fetched", e);
        }
    }

    private void missing(CallId call) {
        transaction.executeWithoutResult(_ -> {
            if (store.missing(call)) {
                LOG.atWarn().addKeyValue("call", call).log("recording-missing");
                log.append(new RecordingMissing(clock.instant(), call.contact()));
            }
        });
    }
}
