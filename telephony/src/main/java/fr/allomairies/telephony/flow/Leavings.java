package fr.allomairies.telephony.flow;

import fr.allomairies.contact.AgentId;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactEvent.OutsideCalled;
import fr.allomairies.contact.ContactEvent.OutsideConsultAsked;
import fr.allomairies.contact.ContactEvent.OutsideConsultBegan;
import fr.allomairies.contact.ContactEvent.OutsideConsultEnded;
import fr.allomairies.contact.ContactEvent.OutsideEnd;
import fr.allomairies.contact.ContactEvent.OutsideTookOver;
import fr.allomairies.contact.ContactEvent.OutsideUnanswered;
import fr.allomairies.contact.ContactEvent.Unanswered;
import fr.allomairies.contact.OutsideKind;
import fr.allomairies.contact.TicketId;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.OutsideNumber;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.call.Outside;
import fr.allomairies.ticketing.OutsideCall;
import fr.allomairies.ticketing.Ticketing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What becomes of citizens who are sent to outside numbers, and of agents who ask them: in the account of calls,
/// in the log, which knows only whose the number is, and on the ticket. Each method stores in one transaction,
/// and nothing the second time.
@Component
class Leavings {

    private final CallStore store;
    private final AddressBook book;
    private final CallerNumbers numbers;
    private final Ticketing ticketing;
    private final Routing routing;
    private final PlacedCalls placed;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Leavings(
            CallStore store,
            AddressBook book,
            CallerNumbers numbers,
            Ticketing ticketing,
            Routing routing,
            PlacedCalls placed,
            EventLog log,
            TransactionTemplate transaction,
            Clock clock) {
        this.store = store;
        this.book = book;
        this.numbers = numbers;
        this.ticketing = ticketing;
        this.routing = routing;
        this.placed = placed;
        this.log = log;
        this.transaction = transaction;
        this.clock = clock;
    }

    void begin(CallId call, AgentId agent, Outside outside) {
        var known = book.find(outside.number());
        var kind = known.map(OutsideNumber::kind).orElse(OutsideKind.OTHER);
        var name = known.map(OutsideNumber::name).orElse(null);
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            if (store.sentOutside(call, outside, name, kind, now)) {
                log.append(
                        outside.asks()
                                ? new OutsideConsultAsked(now, call.contact(), agent, kind)
                                : new OutsideCalled(now, call.contact(), agent, kind));
            }
        });
    }

    void missed(CallId call, AgentId agent, Unanswered why) {
        transaction.executeWithoutResult(_ -> store.find(call)
                .map(CallAccount::outside)
                .filter(_ -> store.outsideMissed(call))
                .ifPresent(to ->
                        log.append(new OutsideUnanswered(clock.instant(), call.contact(), agent, to.kind(), why))));
    }

    void consultBegan(CallId call, AgentId agent) {
        transaction.executeWithoutResult(_ -> store.find(call)
                .map(CallAccount::outside)
                .filter(_ -> store.outsideSpeaks(call))
                .ifPresent(
                        to -> log.append(new OutsideConsultBegan(clock.instant(), call.contact(), agent, to.kind()))));
    }

    void consultEnded(CallId call, AgentId agent, OutsideEnd how) {
        transaction.executeWithoutResult(_ -> store.find(call)
                .map(CallAccount::outside)
                .filter(_ -> store.outsideMissed(call))
                .ifPresent(to ->
                        log.append(new OutsideConsultEnded(clock.instant(), call.contact(), agent, to.kind(), how))));
    }

    /// Her part in it is over, and the ticket keeps where he went. Routing is told behind it, and again when
    /// this is.
    void left(CallId call, AgentId agent, Instant at) {
        transaction.executeWithoutResult(_ -> store.find(call).ifPresent(account -> {
            var now = clock.instant();
            var to = account.outside();
            if (to != null && store.left(call, at)) {
                log.append(new OutsideTookOver(now, call.contact(), agent, to.kind()));
                keep(account, to, now, null);
            }
        }));
        routing.conversationEnded(call.contact(), EndedBy.AGENT);
    }

    /// His call is over. What was not told when it happened took nobody knows how long.
    void ended(CallId call, boolean told) {
        transaction.executeWithoutResult(_ -> store.find(call).ifPresent(account -> {
            var now = clock.instant();
            var to = account.outside();
            var since = to == null ? null : to.leftAt();
            if (to != null && since != null && store.ended(call, now)) {
                if (told) {
                    keep(account, to, now, Duration.between(since, now));
                }
                placed.over(call);
            }
        }));
        routing.conversationEnded(call.contact(), EndedBy.AGENT);
    }

    private void keep(CallAccount account, CallAccount.SentTo to, Instant at, @Nullable Duration talked) {
        ticket(account)
                .ifPresent(ticket -> ticketing.keepOutside(
                        ticket, new OutsideCall(account.contact(), account.agent(), name(to), at, talked)));
    }

    private Optional<TicketId> ticket(CallAccount account) {
        return Optional.ofNullable(account.placedOn())
                .or(() -> ticketing
                        .byContact(account.contact())
                        .map(view -> view.summary().id()));
    }

    private String name(CallAccount.SentTo to) {
        var written = numbers.written(to.number());
        return to.name() == null ? written : to.name() + " (" + written + ")";
    }
}
