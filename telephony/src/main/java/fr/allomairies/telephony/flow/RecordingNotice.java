package fr.allomairies.telephony.flow;

import fr.allomairies.contact.CategoryCode;
import fr.allomairies.contact.RecordingEvent;
import fr.allomairies.contact.RecordingEvent.Objector;
import fr.allomairies.contact.RecordingEvent.RecordingAnnounced;
import fr.allomairies.contact.RecordingEvent.RecordingObjected;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CallRecording.Purpose;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Sampling;
import fr.allomairies.telephony.flow.RecordingStore.Entry;
import fr.allomairies.telephony.flow.RecordingStore.State;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Chooses which calls are recorded, and tells the citizen before he is queued. It is a dialogue of its own,
/// since the line lets none last long: what he has chosen in the menu is stored meanwhile.
@Component
class RecordingNotice {

    private static final String NOTICE = "recording-notice";
    private static final String REFUSED = "recording-refused";
    private static final char OBJECTS = '9';
    /// After the last word.
    private static final Duration TO_OBJECT = Duration.ofSeconds(2);

    private final Sampling sampling;
    private final RecordingSwitch power;
    private final RecordingStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecordingNotice(
            Sampling sampling,
            RecordingSwitch power,
            RecordingStore store,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.sampling = sampling;
        this.power = power;
        this.store = store;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// @param category absent when he chose none
    /// @return whether he is to be told, in another dialogue
    boolean isDue(CallId call, @Nullable CategoryCode category) {
        var purpose = power.isOn() ? sampling.of(call, category) : Optional.<Purpose>empty();
        purpose.ifPresent(why -> store.choose(call, why, category));
        return purpose.isPresent();
    }

    /// The call whose dialogue went as far as the notice.
    Optional<Entry> pending(CallId call) {
        return store.find(call).filter(entry -> entry.state() == State.NOTICE);
    }

    /// Whoever hangs up meanwhile was told nothing.
    <E extends Exception> void tell(Entry entry, Welcome.Greeted<E> caller) throws E {
        var call = entry.call();
        if (caller.tell(NOTICE, OBJECTS)
                || caller.key(TO_OBJECT).filter(key -> key == OBJECTS).isPresent()) {
            once(store::objected, call, new RecordingObjected(clock.instant(), call.contact(), null, Objector.CITIZEN));
            caller.play(REFUSED);
        } else {
            caller.mayObject();
            once(
                    store::announced,
                    call,
                    new RecordingAnnounced(
                            clock.instant(), call.contact(), entry.purpose().code()));
        }
    }

    private void once(Predicate<CallId> change, CallId call, RecordingEvent event) {
        transaction.executeWithoutResult(_ -> {
            if (change.test(call)) {
                log.append(event);
            }
        });
    }
}
