package fr.allomairies.telephony.flow;

import static fr.allomairies.telephony.flow.Refusals.AWAY;
import static fr.allomairies.telephony.flow.Refusals.NOT_HERS;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.ContactConnected;
import fr.allomairies.contact.ContactEvent.ConversationEnded;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.RecordingEvent;
import fr.allomairies.contact.RecordingEvent.Objector;
import fr.allomairies.contact.RecordingEvent.RecordingBegan;
import fr.allomairies.contact.RecordingEvent.RecordingObjected;
import fr.allomairies.contact.RecordingEvent.RecordingPaused;
import fr.allomairies.contact.RecordingEvent.RecordingResumed;
import fr.allomairies.contact.Refusal;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.CallRecording;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.RecordingStore.Entry;
import fr.allomairies.telephony.flow.RecordingStore.State;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Recordings of calls that go on. What is stored comes first; what the line missed of it while it was away is
/// its loss, but for objections, after which whatever it wrote is thrown away.
@Component
class RecordingDesk implements CallRecording {

    private static final Refusal OUTSIDE =
            new Refusal("outside-hears", "whoever is outside was not told that the call may be recorded");
    private static final Refusal NOT_RECORDED = new Refusal("not-recorded", "this call is not recorded");

    private final Calls calls;
    private final RecordingStore store;
    private final Recorder recorder;
    private final Line line;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RecordingDesk(
            Calls calls,
            RecordingStore store,
            Recorder recorder,
            Line line,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.calls = calls;
        this.store = store;
        this.recorder = recorder;
        this.line = line;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Override
    public Optional<Mark> mark(ContactId contact) {
        return store.find(contact).map(Entry::state).flatMap(state -> switch (state) {
            case RECORDING -> Optional.of(Mark.RECORDED);
            case PAUSED -> Optional.of(Mark.PAUSED);
            case NOTICE, ANNOUNCED, OBJECTED, KEPT, MISSING, PURGED -> Optional.empty();
        });
    }

    /// In the transaction of the reader of the log. Told again, it starts what it may not have started. Whoever
    /// has the call after another agent had it is told by her card.
    void connected(ContactConnected connected) {
        var agent = connected.agent();
        store.find(connected.contact()).ifPresent(entry -> {
            if (agent != null && store.began(entry.call(), agent, connected.at())) {
                log.append(new RecordingBegan(clock.instant(), connected.contact(), agent));
            }
            goOn(entry.call());
        });
    }

    private void goOn(CallId call) {
        store.find(call)
                .filter(entry -> entry.state() == State.RECORDING)
                .ifPresent(entry -> recorder.start(call, entry.segment()));
    }

    /// The line has stopped recording, so that nothing is of what is said outside, perhaps unseen by us; it goes on
    /// with
    /// another segment.
    void backInHouse(ContactId contact) {
        store.find(contact).map(Entry::call).ifPresent(call -> {
            if (store.paused(call) && store.resumed(call)) {
                recorder.stop(call);
                goOn(call);
            }
        });
    }

    /// The last seconds are written when it stops.
    void ended(ConversationEnded ended) {
        store.find(ended.contact()).ifPresent(entry -> recorder.stop(entry.call()));
    }

    @Override
    public Optional<Refusal> pause(AgentId agent, ContactId contact) {
        return changeOnTheLine(agent, contact, call -> {
            if (!store.paused(call)) {
                return null;
            }
            recorder.stop(call);
            return new RecordingPaused(clock.instant(), contact, agent);
        });
    }

    @Override
    public Optional<Refusal> resume(AgentId agent, ContactId contact) {
        if (calls.withOutside(contact)) {
            return Optional.of(OUTSIDE);
        }
        return changeOnTheLine(agent, contact, call -> {
            if (!store.resumed(call)) {
                return null;
            }
            goOn(call);
            return new RecordingResumed(clock.instant(), contact, agent);
        });
    }

    @Override
    public Optional<Refusal> object(AgentId agent, ContactId contact) {
        return change(agent, contact, call -> objected(call, agent, Objector.AGENT));
    }

    /// The line has heard his key, and has stopped recording.
    void citizenObjects(CallId call) {
        transaction.executeWithoutResult(_ -> {
            var event = objected(call, calls.connectedAgent(call).orElse(null), Objector.CITIZEN);
            if (event != null) {
                log.append(event);
            }
        });
    }

    private @Nullable RecordingEvent objected(CallId call, @Nullable AgentId agent, Objector by) {
        if (!store.objected(call)) {
            return null;
        }
        recorder.stop(call);
        return new RecordingObjected(clock.instant(), call.contact(), agent, by);
    }

    private interface Change {

        /// @return what happened; nothing when there was nothing to change
        @Nullable
        RecordingEvent of(CallId call);
    }

    /// A line that cannot be told would go on recording.
    private Optional<Refusal> changeOnTheLine(AgentId agent, ContactId contact, Change change) {
        var call = calls.of(contact, agent);
        return line.isReached() && call.filter(known -> !line.isReached(known)).isEmpty()
                ? change(agent, contact, change)
                : Optional.of(AWAY);
    }

    private Optional<Refusal> change(AgentId agent, ContactId contact, Change change) {
        var call = calls.of(contact, agent);
        if (call.isEmpty()) {
            return Optional.of(NOT_HERS);
        }
        var done = transaction.execute(_ -> {
            var event = change.of(call.orElseThrow());
            if (event != null) {
                log.append(event);
            }
            return event != null;
        });
        return done ? Optional.empty() : Optional.of(NOT_RECORDED);
    }
}
