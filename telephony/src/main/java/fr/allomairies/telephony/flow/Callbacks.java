package fr.allomairies.telephony.flow;

import fr.allomairies.channels.ChatCallbacks;
import fr.allomairies.channels.VoiceIntake;
import fr.allomairies.contact.ChannelKind;
import fr.allomairies.contact.ContactEvent.CitizenNotReached;
import fr.allomairies.contact.ContactEvent.ContactArrived;
import fr.allomairies.contact.ContactEvent.ContactEnded;
import fr.allomairies.contact.ContactEvent.ContactOverflowed;
import fr.allomairies.contact.ContactEvent.ContactQueued;
import fr.allomairies.contact.ContactEvent.EndedBy;
import fr.allomairies.contact.ContactId;
import fr.allomairies.contact.Event;
import fr.allomairies.contact.Outcome;
import fr.allomairies.contact.PhoneNumber;
import fr.allomairies.eventlog.EventLog;
import fr.allomairies.routing.Routing;
import fr.allomairies.telephony.HouseHours;
import fr.allomairies.telephony.TelephonySettings;
import fr.allomairies.telephony.call.CallId;
import fr.allomairies.telephony.flow.CallAccount.Attempt;
import fr.allomairies.telephony.flow.Calls.LiveCall;
import fr.allomairies.voiceassistant.OpeningHours;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Citizens who hung up and are called back. Each attempt is a contact of its own on the ticket of the call in which it
/// was asked for, queued at the age that he had in it, so that it is offered, accounted for and found again after our
/// death like any call.
@Component
class Callbacks implements Runnable {

    static final int MOST_ATTEMPTS = 3;

    private final Routing routing;
    private final VoiceIntake intake;
    private final ChatCallbacks chats;
    private final HouseHours hours;
    private final Numbers numbers;
    private final CallStore store;
    private final AppointmentStore appointments;
    private final EventLog log;
    private final TransactionTemplate transaction;
    private final TelephonySettings settings;
    private final Clock clock;

    Callbacks(
            Routing routing,
            VoiceIntake intake,
            ChatCallbacks chats,
            HouseHours hours,
            Numbers numbers,
            CallStore store,
            AppointmentStore appointments,
            EventLog log,
            TransactionTemplate transaction,
            TelephonySettings settings,
            Clock clock) {
        this.routing = routing;
        this.intake = intake;
        this.chats = chats;
        this.hours = hours;
        this.numbers = numbers;
        this.store = store;
        this.appointments = appointments;
        this.log = log;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /// All or nothing: the call is over, and his place is kept.
    void promise(LiveCall known, PhoneNumber number) {
        var call = known.call().id();
        transaction.executeWithoutResult(_ -> {
            if (keepPlace(call, number)) {
                routing.leave(call.contact(), ContactOverflowed.CALLBACK);
            }
        });
    }

    /// In the transaction of the caller. Routing has still to let him go.
    ///
    /// @return false for a call that was over before
    boolean keepPlace(CallId call, PhoneNumber number) {
        var now = clock.instant();
        var account = store.find(call).orElseThrow();
        var first = store.ended(call, now);
        if (first) {
            plan(new Attempt(1, call, Objects.requireNonNullElse(account.queuedAt(), now)), number, now);
        }
        return first;
    }

    /// Routing has let him go: what it came to. Who chose it in a chat is called from now on, or from when the house is
    /// open again, at the age of his chat.
    void left(ContactOverflowed overflowed) {
        var now = clock.instant();
        var contact = overflowed.contact();
        chats.promised(contact)
                .ifPresent(number ->
                        plan(new Attempt(1, CallId.chat(contact), queuedAt(contact, now)), number, open(now)));
        log.append(new ContactEnded(now, contact, Outcome.CALLBACK));
    }

    private Instant queuedAt(ContactId contact, Instant now) {
        return log.of(contact).stream()
                .filter(ContactQueued.class::isInstance)
                .map(Event::at)
                .findFirst()
                .orElse(now);
    }

    private Instant open(Instant now) {
        var opening = new OpeningHours(hours.inForce());
        return opening.open(now) ? now : opening.change(now).orElse(now);
    }

    void notReached(LiveCall known) {
        var call = known.call().id();
        var now = clock.instant();
        transaction.executeWithoutResult(_ -> {
            var attempt = Objects.requireNonNull(store.find(call).orElseThrow().attempt());
            if (store.ended(call, now)) {
                var last = attempt.number() == MOST_ATTEMPTS;
                log.append(new CitizenNotReached(now, call.contact(), attempt.number(), last));
                routing.conversationEnded(call.contact(), EndedBy.SYSTEM);
                if (!last) {
                    plan(
                            new Attempt(attempt.number() + 1, attempt.of(), attempt.placeSince()),
                            Objects.requireNonNull(known.caller()),
                            now.plus(settings.callbackPause()));
                }
            }
        });
    }

    /// @return false for a call that the citizen made
    boolean abandon(LiveCall known) {
        var isOne = store.find(known.call().id()).map(CallAccount::attempt).isPresent();
        if (isOne) {
            routing.leave(known.call().id().contact(), ContactOverflowed.CALLBACK);
            notReached(known);
        }
        return isOne;
    }

    private void plan(Attempt attempt, PhoneNumber number, Instant due) {
        plan(store, attempt, number, clock.instant(), due);
    }

    /// To be called in the transaction of what it is planned for.
    static void plan(CallStore store, Attempt attempt, PhoneNumber number, Instant now, Instant due) {
        store.planned(idOf(attempt), number, now, attempt, due);
    }

    private static CallId idOf(Attempt attempt) {
        return CallId.callback(attempt.number(), attempt.of());
    }

    /// Queues what is due.
    @Override
    public void run() {
        store.due(clock.instant()).forEach(this::queue);
    }

    /// Not when its appointment was moved or called off just now, or its window is over.
    private boolean isWanted(Attempt attempt, Instant now) {
        return attempt.number() > 1
                || AppointmentDesk.id(attempt.of())
                        .map(id -> appointments.due(id, now))
                        .orElse(true);
    }

    /// Of several nodes one.
    private void queue(CallAccount account) {
        var attempt = Objects.requireNonNull(account.attempt());
        var citizen = Objects.requireNonNull(account.caller());
        var dialled = store.number(account.contact()).orElse(null);
        transaction.executeWithoutResult(_ -> {
            var now = clock.instant();
            if (isWanted(attempt, now) && store.queued(account.call(), now)) {
                log.append(new ContactArrived(now, account.contact(), ChannelKind.VOICE));
                intake.callBack(
                        account.call().value(),
                        account.contact(),
                        attempt.of().contact(),
                        appointments.ticket(attempt.of()).orElse(null),
                        attempt.placeSince(),
                        citizen,
                        dialled,
                        numbers.of(dialled).language());
            }
        });
    }
}
