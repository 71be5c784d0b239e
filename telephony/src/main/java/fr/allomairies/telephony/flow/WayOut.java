package fr.allomairies.telephony.flow;

import fr.allomairies.channels.VoicemailIntake;
import fr.allomairies.contact.ContactEvent;
import fr.allomairies.contact.ContactEvent.ContactAbandoned;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.Stage;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Outcome;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Recording;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Calls that routing has sent to the answering machine. It knows no more of them, so that their end is told here: a
/// message makes it [Outcome#OVERFLOWED], and who left none has given up.
@Component
class WayOut {

    private static final Logger LOG = LoggerFactory.getLogger(WayOut.class);

    private final Line line;
    private final VoicemailIntake intake;
    private final CallStore store;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Numbers numbers;
    private final Clock clock;

    WayOut(
            Line line,
            VoicemailIntake intake,
            CallStore store,
            EventLog log,
            TransactionTemplate transaction,
            Numbers numbers,
            Clock clock) {
        this.line = line;
        this.intake = intake;
        this.store = store;
        this.log = log;
        this.transaction = transaction;
        this.numbers = numbers;
        this.clock = clock;
    }

    /// In the transaction of the reader of the log. A call that was over before this was known has nobody else to tell
    /// its end.
    ///
    /// @return whether the citizen is still there to be sent
    boolean taken(ContactOverflowed overflowed) {
        var contact = overflowed.contact();
        if (store.overflowed(contact, overflowed.at())) {
            return true;
        }
        store.find(contact).ifPresent(account -> {
            var at = clock.instant();
            log.append(account.connectedAt() == null ? gaveUp(at, contact) : handled(at, contact));
        });
        return false;
    }

    /// The assistant's answer was enough for him, and routing has let him go. Of a chat somebody else tells it.
    void served(ContactOverflowed overflowed) {
        var contact = overflowed.contact();
        store.find(contact).ifPresent(_ -> log.append(selfServed(clock.instant(), contact)));
    }

    /// His server has died with him, and routing has let him go.
    void lost(ContactOverflowed overflowed) {
        log.append(lost(clock.instant(), overflowed.contact()));
    }

    /// The message is stored before the call is accounted for, and the line's copy goes last: whenever we are killed,
    /// the next re-sync goes on from there.
    void takeMessage(LiveCall known) {
        var call = known.call().id();
        var message = line.message(call).flatMap(Recording::of).filter(Recording::saysSomething);
        message.ifPresent(recording -> {
            intake.leave(
                    call.value(),
                    call.contact(),
                    known.caller(),
                    numbers.of(call.contact()).language(),
                    recording.duration(),
                    recording.wav());
            LOG.atInfo()
                    .addKeyValue("call", call)
                    .addKeyValue("seconds", recording.duration().toSeconds())
                    .log("message-left");
        });
        var now = clock.instant();
        end(
                call,
                now,
                message.isPresent()
                        ? new ContactEnded(now, call.contact(), Outcome.OVERFLOWED)
                        : gaveUp(now, call.contact()));
        line.forgetMessage(call);
    }

    /// The citizen left.
    ///
    /// @return false for a call that routing has still to account for
    boolean abandon(CallId call) {
        var now = clock.instant();
        return store.lockOverflowed(call) && end(call, now, gaveUp(now, call.contact()));
    }

    /// The assistant's answer was enough for him at the very instant at which routing sent him another way.
    ///
    /// @return false for a call that routing has still to let go
    boolean served(CallId call) {
        var now = clock.instant();
        return store.lockOverflowed(call) && end(call, now, selfServed(now, call.contact()));
    }

    /// A conversation that routing does not know of is over.
    ///
    /// @return false for a call that routing has still to account for
    boolean endConversation(CallId call) {
        var now = clock.instant();
        return store.lockOverflowed(call) && end(call, now, handled(now, call.contact()));
    }

    private boolean end(CallId call, Instant at, ContactEvent event) {
        transaction.executeWithoutResult(_ -> {
            if (store.ended(call, at)) {
                log.append(event);
            }
        });
        return true;
    }

    private ContactEvent gaveUp(Instant at, ContactId contact) {
        return store.isLost(contact) ? lost(at, contact) : new ContactAbandoned(at, contact, Stage.WAITING);
    }

    private static ContactEnded lost(Instant at, ContactId contact) {
        return new ContactEnded(at, contact, Outcome.LOST);
    }

    private static ContactEnded selfServed(Instant at, ContactId contact) {
        return new ContactEnded(at, contact, Outcome.SELF_SERVED);
    }

    private static ContactEnded handled(Instant at, ContactId contact) {
        return new ContactEnded(at, contact, Outcome.HANDLED);
    }
}
