package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.CallUnanswered;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.ticketing.PlacedCall;
import fr.allomairies.ticketing.Ticketing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What becomes of the calls that agents make: in the log, and on the ticket out of which they were made. Each method
/// does nothing for any other call.
@Component
class PlacedCalls {

    private final CallStore store;
    private final Ticketing ticketing;
    private final Routing routing;
    private final EventLog log;
    private final CallerNumbers numbers;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PlacedCalls(
            CallStore store,
            Ticketing ticketing,
            Routing routing,
            EventLog log,
            CallerNumbers numbers,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.ticketing = ticketing;
        this.routing = routing;
        this.log = log;
        this.numbers = numbers;
        this.transaction = transaction;
        this.clock = clock;
    }

    /// All or nothing: it is over, the log says why, the ticket keeps it, and her wrap-up begins.
    void unanswered(CallId call, AgentId agent, Unanswered why) {
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            if (store.ended(call, now)) {
                log.append(new CallUnanswered(now, call.contact(), agent, why));
                placed(call).ifPresent(account -> keep(account, why, now));
                routing.conversationEnded(call.contact(), EndedBy.SYSTEM);
            }
        });
    }

    /// She speaks with him, who waits for a call no longer.
    void answered(CallId call) {
        placed(call).ifPresent(account -> ticketing.reached(Objects.requireNonNull(account.placedOn())));
    }

    /// To be called in the transaction in which it ends.
    void over(CallId call) {
        placed(call).ifPresent(account -> keep(account, null, clock.instant()));
    }

    private Optional<CallAccount> placed(CallId call) {
        return store.find(call).filter(account -> account.placedOn() != null);
    }

    private void keep(CallAccount account, @Nullable Unanswered why, Instant now) {
        var since = account.connectedAt();
        ticketing.keepCall(
                Objects.requireNonNull(account.placedOn()),
                new PlacedCall(
                        account.contact(),
                        account.agent(),
                        numbers.written(Objects.requireNonNull(account.caller())),
                        account.arrivedAt(),
                        why,
                        since == null ? Duration.ZERO : Duration.between(since, now)));
    }
}
